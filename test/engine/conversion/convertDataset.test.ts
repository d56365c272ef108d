import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { CancelledError, HumanError } from '../../../src/core/errors.ts';
import { consensus } from '../../../src/core/records/consensus.ts';
import { labelEventLine } from '../../../src/core/store/labelEvent.ts';
import { convertDataset } from '../../../src/engine/conversion/convertDataset.ts';
import { readRows } from '../../../src/engine/files/readRows.ts';
import type { ConvertReport, ConvertRequest } from '../../../src/shared/conversion.ts';
import { aJudgeEvent } from '../../support/builders.ts';
import { sharedData } from '../../support/sharedData.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const samples = path.resolve(import.meta.dirname, '..', '..', '..', 'samples');
const goOn = { isCancelled: () => false };

function convert(
  input: string,
  output: string,
  given: Partial<ConvertRequest> = {},
): Promise<ConvertReport> {
  const rules = { annotators: 'majority', disagreements: 'majority' } as const;
  const request = { input, output, to: 'trl-conversational', labels: true, overwrite: false };
  return convertDataset({ ...request, ...rules, ...given }, goOn);
}

/** The text each record of a file prefers, in file order; undefined where there is none. */
async function preferred(file: string): Promise<(string | undefined)[]> {
  const best = [];
  for await (const { record } of readRows(file)) {
    const [top = []] = (record && consensus(record, []).ranking) ?? [];
    best.push(record?.responses.find(({ id }) => top.length === 1 && top[0] === id)?.content);
  }
  return best;
}

const pair = (id: string): string =>
  JSON.stringify({ id, prompt: 'Q', responses: [`${id} one`, `${id} two`] });

/** A dataset of three unjudged pairs; p1 was judged by three people, p2 was a tie. */
async function labelledPairs(): Promise<string> {
  const folder = await temporaryFolder();
  const input = path.join(folder, 'pairs.jsonl');
  await writeFile(input, `${['p1', 'p2', 'p3'].map(pair).join('\n')}\nnot JSON\n`);
  const event = (eventId: string, annotator: string, recordId: string, ranking: string[][]) =>
    labelEventLine(aJudgeEvent({ eventId, annotator, recordId, ranking }));
  const events = [
    event('1', 'ana', 'p1', [['b'], ['a']]),
    event('2', 'ben', 'p1', [['b'], ['a']]),
    event('3', 'cem', 'p1', [['a'], ['b']]),
    event('4', 'ana', 'p2', [['a', 'b']]),
  ];
  await writeFile(path.join(folder, 'pairs.labels.jsonl'), events.join(''));
  return input;
}

describe('labels', () => {
  test('the label log is merged in, and what cannot be said is counted with its first place', async () => {
    const input = await labelledPairs();
    const output = `${input}.out.jsonl`;
    expect(await convert(input, output)).toEqual({
      input,
      output,
      from: 'reward-lens',
      to: 'trl-conversational',
      read: 3,
      written: 1,
      rows: 1,
      notCarried: [
        { what: 'tie', count: 1, example: 'pairs.jsonl line 2' },
        { what: 'no judgement', count: 1, example: 'pairs.jsonl line 3' },
        { what: 'row that can not be read', count: 1, example: 'pairs.jsonl line 4' },
      ],
      lost: [{ what: 'annotator name', count: 1, example: 'pairs.jsonl line 1' }],
    });
    expect(JSON.parse(await readFile(output, 'utf8'))).toEqual({
      id: 'p1',
      prompt: [{ role: 'user', content: 'Q' }],
      chosen: [{ role: 'assistant', content: 'p1 two' }],
      rejected: [{ role: 'assistant', content: 'p1 one' }],
    });
  });

  test('a disagreement becomes a margin or is left out, and the log can be left out too', async () => {
    const input = await labelledPairs();
    const soft = `${input}.soft.jsonl`;
    await convert(input, soft, { disagreements: 'soft-margin' });
    expect(JSON.parse(await readFile(soft, 'utf8'))).toMatchObject({ margin: 1 - 2 / 3 });
    const left = await convert(input, `${input}.left.jsonl`, { disagreements: 'leave-out' });
    expect(left.written).toBe(0);
    expect(left.notCarried).toContainEqual({
      what: 'annotators disagree',
      count: 1,
      example: 'pairs.jsonl line 1',
    });
    const bare = await convert(input, `${input}.bare.jsonl`, { labels: false });
    expect(bare.notCarried[0]).toMatchObject({ what: 'no judgement', count: 3 });
  });

  test('our own format keeps everybody, with order, time and reasons', async () => {
    const input = await labelledPairs();
    const output = path.join(path.dirname(input), 'merged.jsonl');
    const report = await convert(input, output, { to: 'reward-lens', annotators: 'all' });
    expect(report).toMatchObject({ written: 3, lost: [] });
    for await (const { record, line } of readRows(output)) {
      expect(record?.judgements).toHaveLength([3, 1, 0][line - 1] ?? NaN);
      if (line === 1) expect(record?.judgements[0]).toMatchObject({ shown: ['b', 'a'] });
    }
  });
});

describe('real datasets', () => {
  test('the samples keep their winners, and rankings become their pairs', async () => {
    const folder = await temporaryFolder();
    const input = path.join(samples, 'preferences.jsonl');
    const output = path.join(folder, 'preferences.trl.jsonl.gz');
    const { read, written, rows, notCarried } = await convert(input, output);
    expect(rows).toBe(written);
    expect(read - written).toBe(notCarried.reduce((sum, { count }) => sum + count, 0));
    expect(
      gunzipSync(await readFile(output))
        .toString()
        .split('\n'),
    ).toHaveLength(rows + 1);
    const before = (await preferred(input)).filter((each) => each !== undefined);
    expect(await preferred(output)).toEqual(before);
    const rankings = path.join(samples, 'rankings.jsonl');
    const pairs = await convert(rankings, path.join(folder, 'pairs.jsonl'));
    expect(pairs.rows).toBeGreaterThan(2 * pairs.written);
    expect(pairs.lost.map(({ what }) => what)).toContain('ranking of three or more');
  });

  test('reliability decides where the majority can not', async (context) => {
    const input = sharedData('pandalm.multi.jsonl.gz', context);
    const folder = await temporaryFolder();
    const count = async (annotators: 'majority' | 'weighted'): Promise<ConvertReport> =>
      convert(input, path.join(folder, `${annotators}.jsonl`), { annotators });
    const [majority, weighted] = [await count('majority'), await count('weighted')];
    const undecided = ({ notCarried }: ConvertReport): number =>
      notCarried.find(({ what }) => what === 'annotators disagree evenly')?.count ?? 0;
    expect(undecided(weighted)).toBeLessThanOrEqual(undecided(majority));
    expect(weighted.read).toBe(999);
    expect(majority.written).toBeGreaterThan(800);
  });
});

describe('what can not be done says so and leaves nothing behind', () => {
  test.each<[string, Partial<ConvertRequest>, RegExp]>([
    ['an unknown format', { to: 'csv' }, /There is no format "csv"\. Formats: .*trl-explicit/],
    ['everybody in a format for one', { annotators: 'all' }, /holds one judgement a row/],
  ])('%s', async (_, given, message) => {
    const input = await labelledPairs();
    const failing = convert(input, `${input}.out.jsonl`, given);
    await expect(failing).rejects.toThrow(message);
    await expect(failing).rejects.toBeInstanceOf(HumanError);
    expect((await readdir(path.dirname(input))).sort()).toEqual([
      'pairs.jsonl',
      'pairs.labels.jsonl',
    ]);
  });

  test('a file that is there is not replaced unasked, and never the input', async () => {
    const input = await labelledPairs();
    const output = path.join(path.dirname(input), 'mine.jsonl');
    await writeFile(output, 'mine\n');
    await expect(convert(input, output)).rejects.toThrow(/exists already/);
    expect(await readFile(output, 'utf8')).toBe('mine\n');
    await convert(input, output, { overwrite: true });
    expect(await readFile(output, 'utf8')).toContain('p1 two');
    await expect(convert(input, input, { overwrite: true })).rejects.toThrow(
      /is the file that is read/,
    );
  });

  test('a cancelled run', async () => {
    const input = await labelledPairs();
    const request: ConvertRequest = {
      input,
      output: `${input}.out.jsonl`,
      to: 'reward-lens',
      annotators: 'majority',
      disagreements: 'majority',
      labels: true,
      overwrite: false,
    };
    const stopping = convertDataset(request, { isCancelled: () => true });
    await expect(stopping).rejects.toBeInstanceOf(CancelledError);
    expect((await readdir(path.dirname(input))).sort()).toEqual([
      'pairs.jsonl',
      'pairs.labels.jsonl',
    ]);
  });

  test('a row that is read as another format than it is of', async () => {
    const input = await labelledPairs();
    const report = await convert(input, `${input}.out.jsonl`, { from: 'trl-explicit' });
    expect(report).toMatchObject({ read: 0, written: 0, from: null });
    expect(report.notCarried).toMatchObject([{ what: 'row that can not be read', count: 4 }]);
  });
});

describe('shards', () => {
  test('are read as one dataset, each with its own label log', async () => {
    const folder = await temporaryFolder();
    for (const shard of [1, 2]) {
      await writeFile(path.join(folder, `part-${shard}.jsonl`), `${pair(`p${shard}`)}\n`);
      const event = aJudgeEvent({
        eventId: `${shard}`,
        recordId: `p${shard}`,
        ranking: [['b'], ['a']],
      });
      await writeFile(path.join(folder, `part-${shard}.labels.jsonl`), labelEventLine(event));
    }
    const output = path.join(folder, 'all.jsonl');
    const report = await convert(path.join(folder, 'part-*.jsonl'), output);
    expect(report).toMatchObject({ read: 2, written: 2, notCarried: [] });
    expect(await preferred(output)).toEqual(['p1 two', 'p2 two']);
  });

  test('are not joined by what is made of them', async () => {
    const input = await labelledPairs();
    const output = path.join(path.dirname(input), 'pairs-3.jsonl');
    await expect(convert(input.replace('pairs', 'pairs*'), output)).rejects.toThrow(
      'would be one of the files that are read',
    );
  });
});

test('a format that was chosen reads every row', async () => {
  const file = path.join(await temporaryFolder(), 'dialogues.jsonl');
  const dialogue = (answer: string): string => `\n\nHuman: Hi\n\nAssistant: ${answer}`;
  await writeFile(file, JSON.stringify({ chosen: dialogue('Yes'), rejected: dialogue('No') }));
  const to = { to: 'reward-lens' };
  const asItLooks = await convert(file, `${file}.1.jsonl`, to);
  const asChosen = await convert(file, `${file}.2.jsonl`, { ...to, from: 'trl-implicit' });
  expect([asItLooks.from, asChosen.from]).toEqual(['hh-rlhf', 'trl-implicit']);
  expect(await preferred(`${file}.1.jsonl`)).toEqual(['Yes']);
});
