import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openDataset } from '../../../src/engine/files/datasetFile.ts';
import type { Dataset } from '../../../src/engine/files/datasetFile.ts';
import { readItem } from '../../../src/engine/files/readItem.ts';
import type { PlacedRecord } from '../../../src/engine/files/readItem.ts';
import { hashFile } from '../../../src/engine/files/hashFile.ts';
import { readRows } from '../../../src/engine/files/readRows.ts';
import { consensus } from '../../../src/core/records/consensus.ts';
import { HumanError } from '../../../src/core/errors.ts';
import { labelEventLine } from '../../../src/core/store/labelEvent.ts';
import { aJudgeEvent } from '../../support/builders.ts';
import { sharedData } from '../../support/sharedData.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const row = (id: string, more: object = {}) =>
  JSON.stringify({ id, prompt: `Question ${id}?`, responses: ['Yes — ✓', 'No 👋'], ...more });

async function opened(content: string | Uint8Array, name = 'data.jsonl'): Promise<Dataset> {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, content);
  return openDataset(file);
}

/** The records as those read who go through the whole file. */
async function everything({ path: file }: Dataset): Promise<PlacedRecord[]> {
  const all: PlacedRecord[] = [];
  for await (const { record, line } of readRows(file)) {
    if (record !== undefined) all.push({ record, line });
  }
  return all;
}

/** The rows that hold a record, all of them. */
async function readable(dataset: Dataset): Promise<number[]> {
  await dataset.until(() => dataset.complete);
  const rows = Array.from({ length: dataset.lines.rows }, (_, row) => row);
  return rows.filter((row) => dataset.table.isReadable(row));
}

async function idsOf(dataset: Dataset): Promise<string[]> {
  const rows = await readable(dataset);
  const items = await Promise.all(rows.map((row) => readItem(dataset, row)));
  return items.map(({ record }) => record.id);
}

describe('reads', () => {
  const awkward = `\ufeff${row('é1')}\r\n\r\n${row('2', { preference: 1 })}\n  \n${row('3')}`;

  test.each([
    ['plain', awkward, 'data.jsonl'],
    ['gzip', gzipSync(awkward), 'data.jsonl.gz'],
    ['gzip by another name', gzipSync(awkward), 'data.jsonl'],
  ])('a %s file with BOM, CR LF, blank lines and no last line feed', async (_, content, name) => {
    const dataset = await opened(content, name);
    expect(dataset.problems).toEqual([]);
    expect(dataset.format?.name).toBe('reward-lens');
    const items = await Promise.all([0, 1, 2].map((row) => readItem(dataset, row)));
    expect(items.map(({ record, line }) => [record.id, line])).toEqual([
      ['é1', 1],
      ['2', 3],
      ['3', 5],
    ]);
    expect([0, 1, 2].map((row) => dataset.table.isJudged(row))).toEqual([false, true, false]);
    expect(await everything(dataset)).toEqual(items);
    expect((await readItem(dataset, 2)).record.responses[1]?.content).toBe('No 👋');
  });

  test('a gzip file of two members, as appending makes it', async () => {
    const parts = [gzipSync(`${row('1')}\n`), gzipSync(`${row('2')}\n`)];
    expect(await idsOf(await opened(Buffer.concat(parts)))).toEqual(['1', '2']);
  });

  test('rows longer than a chunk', async () => {
    const long = row('long', { responses: ['é'.repeat(700_000), 'No'] });
    const dataset = await opened(`${row('1')}\n${long}\n${row('2')}\n`);
    expect(await idsOf(dataset)).toEqual(['1', 'long', '2']);
    expect((await readItem(dataset, 1)).record.responses[0]?.content).toHaveLength(700_000);
    expect((await readItem(dataset, 2)).record.id).toBe('2');
  });

  test('mixed formats; the commonest gives the name', async () => {
    const trl = '{"prompt":"Q","chosen":"A","rejected":"B"}';
    const dataset = await opened(`${row('1')}\n${trl}\n${row('2')}\n`);
    expect(dataset.table.rows).toBe(3);
    expect(dataset.format?.name).toBe('reward-lens');
  });
});

describe('problems', () => {
  test('bad lines are listed with their line and key; the rest loads', async () => {
    const dataset = await opened(
      [row('1'), '{"prompt": "Q", "resp', '{"prompt":"Q"}', '3', row('2')].join('\n'),
    );
    expect(await idsOf(dataset)).toEqual(['1', '2']);
    expect(dataset.problemCount).toBe(3);
    expect(dataset.problems.map(({ line, key }) => [line, key])).toEqual([
      [2, undefined],
      [3, 'responses'],
      [4, undefined],
    ]);
  });

  test('a line that is not UTF-8', async () => {
    const bad = Buffer.from(row('2').replace('Yes', '\u00ff'), 'latin1');
    const dataset = await opened(
      Buffer.concat([Buffer.from(`${row('1')}\n`), bad, Buffer.from(`\n${row('3')}`)]),
    );
    expect(await idsOf(dataset)).toEqual(['1', '3']);
    expect(dataset.problems).toMatchObject([
      { line: 2, message: expect.stringContaining('UTF-8') as string },
    ]);
  });

  test('equal ids are told apart and reported, and items keep them', async () => {
    const dataset = await opened(
      [row('x'), row('x', { preference: 0 }), row('x#2'), row('x')].join('\n'),
    );
    expect(await idsOf(dataset)).toEqual(['x', 'x#2', 'x#2#2', 'x#3']);
    expect(dataset.problems.map(({ line, key }) => [line, key])).toEqual([
      [2, 'id'],
      [3, 'id'],
      [4, 'id'],
    ]);
    const { record } = await readItem(dataset, 1);
    expect([record.id, record.judgements[0]?.recordId]).toEqual(['x#2', 'x#2']);
    expect((await everything(dataset)).map((each) => each.record.id)).toEqual(await idsOf(dataset));
  });

  test('rows without ids that repeat each other', async () => {
    const line = '{"prompt":"Q","chosen":"A","rejected":"B"}';
    const dataset = await opened(`${line}\n${line}\n`);
    const [first, second] = await idsOf(dataset);
    expect(second).toBe(`${first ?? ''}#2`);
    expect(dataset.problemCount).toBe(1);
  });

  test.each(['', '\n\n', '\ufeff'])(
    'an empty file (%j) says what a row looks like',
    async (text) => {
      const dataset = await opened(text);
      expect(dataset).toMatchObject({ complete: true, format: null, problemCount: 1 });
      expect(dataset.lines.rows).toBe(0);
      expect(dataset.problems[0]?.message).toContain('"responses"');
    },
  );

  test('a file of a thousand bad lines: all are counted, a hundred are kept', async () => {
    const dataset = await opened('oops\n'.repeat(1_000));
    expect(dataset.problemCount).toBe(1_000);
    expect(dataset.problems).toHaveLength(100);
  });
});

describe('refuses, in words', () => {
  const refused = async (content: string | Uint8Array, name?: string): Promise<HumanError> => {
    const error: unknown = await opened(content, name).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(HumanError);
    return error as HumanError;
  };

  test('a label log, naming its dataset', async () => {
    const error = await refused(labelEventLine(aJudgeEvent()), 'support.labels.jsonl');
    expect(error.message).toMatch(/label log of support\.jsonl\. Open support\.jsonl instead/);
  });

  test('a label log by another name', async () => {
    const error = await refused(labelEventLine(aJudgeEvent()), 'copy.jsonl');
    expect(error.message).toContain('copy.jsonl is a label log');
  });

  test('a file that is not there, and a folder', async () => {
    const folder = await temporaryFolder();
    const missing = openDataset(path.join(folder, 'none.jsonl'));
    await expect(missing).rejects.toThrow(/none\.jsonl is not there/);
    await expect(missing).rejects.toBeInstanceOf(HumanError);
    await expect(openDataset(folder)).rejects.toBeInstanceOf(HumanError);
  });

  test('UTF-16', async () => {
    const error = await refused(Buffer.from(`\ufeff${row('1')}`, 'utf16le'));
    expect(error.message).toContain('UTF-16');
  });

  test('a gzip file that was cut off', async () => {
    const whole = gzipSync(Array.from({ length: 500 }, (_, index) => row(`${index}`)).join('\n'));
    const error = await refused(whole.subarray(0, whole.length / 2), 'cut.jsonl.gz');
    expect(error.message).toMatch(/cut\.jsonl\.gz is damaged or cut off/);
  });

  test('an item beyond the last', async () => {
    const dataset = await opened(row('1'));
    await expect(readItem(dataset, 1)).rejects.toThrow(/no item 2: it holds 1/);
  });

  test('an item of a file that was rewritten meanwhile', async () => {
    const dataset = await opened(`${row('1')}\n${row('2')}\n`);
    await writeFile(dataset.path, `${row('2')}\n${row('1')}\n`);
    await expect(readItem(dataset, 0)).rejects.toThrow(/changed while it was being read/);
  });
});

test('readRows keeps the order of rows, bad ones in their place', async () => {
  const file = path.join(await temporaryFolder(), 'input.jsonl');
  await writeFile(file, `${row('1')}\noops\n${row('2')}\n`);
  const seen: string[] = [];
  for await (const each of readRows(file))
    seen.push(each.record?.id ?? each.problem?.message ?? '');
  expect(seen).toEqual(['1', expect.stringContaining('not JSON'), '2']);
});

test('hashFile is the SHA-256 of the bytes', async () => {
  const file = path.join(await temporaryFolder(), 'x');
  // FIPS 180-2, example B.1.
  await writeFile(file, 'abc');
  expect(await hashFile(file)).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  await expect(hashFile(`${file}y`)).rejects.toBeInstanceOf(HumanError);
});

describe('real data', () => {
  test.for([
    ['hh_helpful.train.jsonl.gz', 'trl-explicit', 5_152, 5_152],
    ['hh_helpful.test.jsonl.gz', 'trl-explicit', 1_025, 1_025],
    ['pandalm.multi.jsonl.gz', 'reward-lens', 999, 999],
    ['oasst_human.kway.jsonl.gz', 'reward-lens', 211, 211],
    ['bigbench_mistake.steps.jsonl.gz', 'reward-lens', 2_186, 2_186],
    ['rmbench_chat_code.eval.jsonl.gz', 'rm-bench', 357, 357],
    ['demo_pairs.jsonl', 'reward-lens', 111, 111],
    ['demo_rankings.jsonl', 'reward-lens', 26, 26],
    ['demo_steps.jsonl', 'reward-lens', 20, 20],
  ] as const)('%s: every row is read', async ([name, format, total, judged], context) => {
    const file = sharedData(name, context);
    const dataset = await openDataset(file);
    expect(await readable(dataset)).toHaveLength(total);
    expect(dataset.problems).toEqual([]);
    expect(dataset.format?.name).toBe(format);
    expect(dataset.table.judged).toBe(judged);
    const last = await readItem(dataset, total - 1);
    expect(dataset.table.rowOf(last.record.id)).toBe(total - 1);
    expect(last.line).toBe(total);
  });

  test('PandaLM: the votes agree on what its authors merged them to, in every row', async (context) => {
    const file = sharedData('pandalm.multi.jsonl.gz', context);
    const merged = gunzipSync(await readFile(file))
      .toString()
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { preference: number | 'tie' }).preference);
    const agreed: unknown[] = [];
    for await (const { record } of readRows(file)) {
      if (record === undefined) throw new Error('a row can not be read');
      expect(record.judgements).toHaveLength(3);
      const [best] = consensus(record, []).ranking ?? [];
      agreed.push(best?.length === 2 ? 'tie' : best?.[0] === 'a' ? 0 : 1);
    }
    expect(agreed).toEqual(merged);
  });
});
