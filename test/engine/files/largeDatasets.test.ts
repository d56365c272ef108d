import { appendFile, open, rename, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import type { DatasetCalls } from '../../../src/engine/files/datasetCalls.ts';
import { createDatasets } from '../../../src/engine/files/datasets.ts';
import { openDataset } from '../../../src/engine/files/datasetFile.ts';
import { readItem } from '../../../src/engine/files/readItem.ts';
import { readRows } from '../../../src/engine/files/readRows.ts';
import type { DatasetSummary, JudgementInput } from '../../../src/shared/reports.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const filler = 'A sentence that makes the row as long as real ones are. '.repeat(8);
const row = (id: string, more: object = {}): string =>
  `${JSON.stringify({ id, prompt: `Question ${id}?`, responses: [filler, 'No'], ...more })}\n`;

/** More than is read before a dataset counts as open. */
const ROWS = 18_000;
const text = Array.from({ length: ROWS }, (_, index) => row(`${index}`)).join('');

let ids = 0;
const aWindow = (): DatasetCalls =>
  createDatasets({ clock: () => new Date(), newId: () => `event-${++ids}` });

async function aFile(content: string | Uint8Array = text): Promise<string> {
  const file = path.join(await temporaryFolder(), 'large.jsonl');
  await writeFile(file, content);
  return file;
}

/** Asks until all counts are final. */
async function complete(window: DatasetCalls, file: string): Promise<DatasetSummary> {
  for (;;) {
    const summary = await window.open({ path: file });
    if (summary.complete) return summary;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const judgement: JudgementInput = { ranking: [['a'], ['b']], shown: ['a', 'b'], durationMs: 900 };
const ana = { annotator: 'ana' };

beforeAll(() => {
  expect(text.length).toBeGreaterThan(8 * 1024 * 1024);
});

describe('before all rows are read', () => {
  test('the dataset opens, and its numbers come to be right', async () => {
    const file = await aFile(row('odd').replace('"prompt"', '"p"') + text + 'oops\n');
    const window = aWindow();
    const first = await window.open({ path: file });
    expect(first.complete).toBe(false);
    expect(first.scanned).toBeLessThan(ROWS);
    const { rows, total, scanned, problemCount } = await complete(window, file);
    expect([rows, total, scanned, problemCount]).toEqual([ROWS + 2, ROWS, ROWS + 2, 2]);
  });

  test('any item is shown, and the next one to judge is found from there', async () => {
    const file = await aFile();
    const window = aWindow();
    const far = await window.item({ path: file, index: ROWS - 10, ...ana });
    expect(far).toMatchObject({ recordId: `${ROWS - 10}`, line: ROWS - 9, position: ROWS - 10 });
    const step = { path: file, from: ROWS - 5, only: 'unlabelled' } as const;
    expect((await window.next({ ...step, step: 1 })).index).toBe(ROWS - 5);
    expect((await window.next({ ...step, step: -1 })).index).toBe(ROWS - 5);
  });

  test('that nothing near is left to judge is not taken for the end', async () => {
    const judged = Array.from({ length: ROWS }, (_, index) => row(`${index}`, { preference: 0 }));
    const file = await aFile(`${judged.join('')}${row('last')}`);
    const window = aWindow();
    const first = { path: file, from: 0, step: 1, only: 'unlabelled' } as const;
    expect(await window.next(first)).toEqual({ index: null, complete: false });
    await complete(window, file);
    expect(await window.next(first)).toEqual({ index: ROWS, complete: true });
  });

  test('a judgement of a far row goes to its record, though an earlier one has the same id', async () => {
    const file = await aFile(text + row('5') + row('unique'));
    const window = aWindow();
    const far = await window.item({ path: file, index: ROWS, ...ana });
    // Which of the two it is can't be known yet.
    expect(far.recordId).toBe('5');
    const { recordId } = far;
    await window.judge({ path: file, index: ROWS, recordId, ...ana, judgement });
    const items = [ROWS, 5].map((index) => window.item({ path: file, index, ...ana }));
    const [second, first] = await Promise.all(items);
    expect(second).toMatchObject({ recordId: '5#2', judgement: { recordId: '5#2' } });
    expect(first).toMatchObject({ recordId: '5', judgement: null });
  });

  test('undo finds a judgement of a row that was not read yet, in a new window', async () => {
    const file = await aFile();
    const far = { path: file, index: ROWS - 1, recordId: `${ROWS - 1}`, ...ana, judgement };
    await aWindow().judge(far);
    expect(await aWindow().undo({ path: file, ...ana })).toEqual({ index: ROWS - 1, labelled: 0 });
  });
});

describe('a file that grows', () => {
  test('is read on from where it ended, whatever it ended with', async () => {
    const file = await aFile(text.trimEnd());
    const window = aWindow();
    expect((await complete(window, file)).total).toBe(ROWS);
    const added = [
      '\n',
      row('x'),
      '{"id":"y","prompt":"Q","resp',
      'onses":["a","b"]}\n',
      '\n\n',
      row('x'),
    ];
    const totals: number[] = [];
    for (const part of added) {
      await appendFile(file, part);
      totals.push((await complete(window, file)).total);
    }
    const base = [ROWS, ROWS + 1, ROWS + 1, ROWS + 2, ROWS + 2, ROWS + 3];
    expect(totals).toEqual(base);
    const { problems } = await complete(window, file);
    expect(problems.map(({ line, key }) => [line, key])).toEqual([[ROWS + 5, 'id']]);
    const last = await window.item({ path: file, index: ROWS + 2, ...ana });
    expect([last.recordId, last.line]).toEqual(['x#2', ROWS + 5]);
  });

  test('is not read again: what was found stays', async () => {
    const file = await aFile();
    const dataset = await openDataset(file);
    await dataset.until(() => dataset.complete);
    await appendFile(file, row('new'));
    const grown = { ...dataset.stamp, size: dataset.stamp.size + row('new').length };
    expect(await dataset.goesOnTo(grown)).toBe(true);
    const { bytes } = dataset.lines;
    expect(dataset.goOn(grown)).toBe(true);
    expect(dataset.lines.bytes).toBe(bytes);
    await dataset.until(() => dataset.complete);
    expect((await readItem(dataset, ROWS)).record.id).toBe('new');
  });

  test('but starts otherwise than before is read anew', async () => {
    const file = await aFile();
    const window = aWindow();
    await complete(window, file);
    await writeFile(file, `${row('first')}${text}`);
    expect((await complete(window, file)).total).toBe(ROWS + 1);
    expect((await window.item({ path: file, index: 0, ...ana })).recordId).toBe('first');
    expect((await window.item({ path: file, index: 1, ...ana })).recordId).toBe('0');
  });

  test('grows while it is read: both parts are read in the end', async () => {
    const file = await aFile();
    const window = aWindow();
    expect((await window.open({ path: file })).complete).toBe(false);
    await appendFile(file, row('late'));
    expect((await complete(window, file)).total).toBe(ROWS + 1);
  });
});

describe('a file that changes under the reader', () => {
  test('by being replaced is read anew; labels stay with their records', async () => {
    const file = await aFile();
    const window = aWindow();
    await window.judge({ path: file, index: 7, recordId: '7', ...ana, judgement });
    const other = `${file}.new`;
    await writeFile(other, text.split('\n').reverse().join('\n').trimStart());
    await rename(other, file);
    const { total, labelled } = await complete(window, file);
    expect([total, labelled]).toEqual([ROWS, 1]);
    const moved = await window.item({ path: file, index: ROWS - 8, ...ana });
    expect(moved).toMatchObject({ recordId: '7', judgement: { recordId: '7' } });
  });

  test('without its time showing it is told when the row is read', async () => {
    const file = await aFile();
    const dataset = await openDataset(file);
    await dataset.until(() => dataset.complete);
    const handle = await open(file, 'r+');
    await handle.write(row('9').slice(0, 20), text.indexOf(row('8')));
    await handle.close();
    await expect(readItem(dataset, 8)).rejects.toThrow(/changed while it was being read/);
  });

  test('by being cut short is told, and then read as it is', async () => {
    const file = await aFile();
    const dataset = await openDataset(file);
    // The rest of the file has gone when the reader comes to it.
    await truncate(file, row('0').length);
    await utimes(file, new Date(), new Date(Date.now() + 5_000));
    const left = await aWindow().open({ path: file });
    expect([left.total, left.complete]).toEqual([1, true]);
    await expect(readItem(dataset, ROWS - 1)).rejects.toThrow(/changed while it was being read/);
  });
});

test('a gzip file is read whole before it is used', async () => {
  const file = await aFile(gzipSync(text + row('5')));
  const window = aWindow();
  expect(await window.open({ path: file })).toMatchObject({ complete: true, total: ROWS + 1 });
  expect((await window.item({ path: file, index: ROWS, ...ana })).recordId).toBe('5#2');
});

describe('one JSON array', () => {
  const elements = text.trimEnd().split('\n');

  test.each([
    ['in one line', `[${elements.join(',')}]`],
    [
      'indented',
      JSON.stringify(
        elements.map((each) => JSON.parse(each) as object),
        null,
        2,
      ),
    ],
  ])('%s is opened, shown, judged and searched as lines are', async (_, content) => {
    const file = await aFile(content);
    const window = aWindow();
    expect(await complete(window, file)).toMatchObject({
      rows: ROWS,
      total: ROWS,
      problemCount: 0,
    });
    const far = await window.item({ path: file, index: ROWS - 2, ...ana });
    const lineOf = content.slice(0, content.indexOf(`"${ROWS - 2}"`)).split('\n').length;
    expect([far.recordId, far.line]).toEqual([
      `${ROWS - 2}`,
      content.includes('\n') ? lineOf - 1 : 1,
    ]);
    const { recordId } = far;
    await window.judge({ path: file, index: ROWS - 2, recordId, ...ana, judgement });
    expect((await window.open({ path: file })).labelled).toBe(1);
    const wanted = { path: file, text: `Question ${ROWS - 1}?`, limit: 5 };
    const found: number[] = [];
    for (let from: number | null = 0; from !== null;) {
      const part = await window.search({ ...wanted, from }, { isCancelled: () => false });
      found.push(...part.matches.map(({ index }) => index));
      from = part.next;
    }
    expect(found).toEqual([ROWS - 1]);
  });

  test('that grows is read anew', async () => {
    const file = await aFile(`[${row('1')}]`);
    const window = aWindow();
    expect((await window.open({ path: file })).total).toBe(1);
    await writeFile(file, `[${row('1')},${row('2')}]`);
    expect((await window.open({ path: file })).total).toBe(2);
  });
});

describe('search', () => {
  const never = { isCancelled: () => false };
  const special =
    row('s1', { prompt: 'Wo ist die Straße?' }) + row('s2', { responses: ['a\nb', 'c'] });

  async function all(file: string, wanted: string, limit = 100): Promise<number[]> {
    const window = aWindow();
    const found: number[] = [];
    for (let from: number | null = 0; from !== null;) {
      const part = await window.search({ path: file, text: wanted, from, limit }, never);
      found.push(...part.matches.map(({ index }) => index));
      from = part.next;
    }
    return found;
  }

  test.each([
    ['plain', (content: string) => content],
    ['gzip', (content: string) => gzipSync(content)],
  ])('finds what going through all rows finds, page by page, in a %s file', async (_, made) => {
    const file = await aFile(made(`\ufeffoops question 1\n\n${text}${special.trimEnd()}`));
    const held: string[] = [];
    for await (const { record } of readRows(file)) {
      const texts = record === undefined ? [] : [...record.prompt, ...record.responses];
      const contents = texts.map(({ content }) => content);
      held.push([...contents, record?.id ?? ''].join('\u0000').toLowerCase());
    }
    for (const wanted of ['QUESTION 1', 'question 1799', 'straße', 'a\nb', 'responses', 's1']) {
      const expected = held.flatMap((each, index) =>
        each.includes(wanted.toLowerCase()) ? [index] : [],
      );
      expect(await all(file, wanted, 700)).toEqual(expected);
      if (wanted === 'straße') expect(expected).toEqual([ROWS + 1]);
    }
    expect(await all(file, '')).toEqual([]);
  });

  test('tells the line, and the text in its place', async () => {
    const file = await aFile(`\n${text}${special}`);
    const found = await aWindow().search({ path: file, text: 'DIE str', from: 0, limit: 5 }, never);
    expect(found.matches).toEqual([{ index: ROWS, line: ROWS + 2, excerpt: 'Wo ist die Straße?' }]);
  });

  test('ends when it is cancelled', async () => {
    const file = await aFile();
    let asked = 0;
    const search = aWindow().search(
      { path: file, text: 'nowhere', from: 0, limit: 5 },
      { isCancelled: () => ++asked > 2 },
    );
    await expect(search).rejects.toBeInstanceOf(CancelledError);
    expect(asked).toBe(3);
  });
});
