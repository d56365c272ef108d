import { appendFile, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { DatasetCalls } from '../../../src/engine/files/datasetCalls.ts';
import { createDatasets } from '../../../src/engine/files/datasets.ts';
import { filesOf } from '../../../src/engine/files/shards.ts';
import type { DatasetSummary, JudgementInput } from '../../../src/shared/reports.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const row = (id: string): string =>
  `${JSON.stringify({ id, prompt: `Question ${id}?`, responses: ['Yes', 'No'] })}\n`;

function aWindow(): DatasetCalls {
  let ids = 0;
  return createDatasets({ clock: () => new Date(2026, 0, 1, 12, 0, ++ids), newId: () => `${ids}` });
}

/** Shards 'train-0.jsonl' and so on, of these ids. */
async function shards(...ids: string[][]): Promise<{ folder: string; all: string }> {
  const folder = await temporaryFolder();
  for (const [shard, each] of ids.entries()) {
    await writeFile(path.join(folder, `train-${shard}.jsonl`), each.map(row).join(''));
  }
  return { folder, all: path.join(folder, 'train-*.jsonl') };
}

async function opened(window: DatasetCalls, at: string): Promise<DatasetSummary> {
  for (;;) {
    const summary = await window.open({ path: at });
    if (summary.complete) return summary;
  }
}

async function idAt(window: DatasetCalls, at: string, index: number): Promise<string> {
  return (await window.item({ path: at, index, annotator: 'ana' })).recordId;
}

const verdict: JudgementInput = { ranking: [['a'], ['b']], shown: ['a', 'b'], durationMs: 1 };

test('numbers the rows of all shards through, in the order of their names', async () => {
  const { folder, all } = await shards(['a', 'b'], [], ['c'], ['d', 'e']);
  // By value of the numbers, not by characters.
  await writeFile(path.join(folder, 'train-10.jsonl'), row('f') + 'oops\n' + row('g'));
  const window = aWindow();
  const summary = await opened(window, all);
  expect(summary).toMatchObject({ path: all, rows: 8, total: 7, labelled: 0, complete: true });
  expect(summary.problems.map(({ file, line }) => [file, line])).toEqual([
    ['train-1.jsonl', 1],
    ['train-10.jsonl', 2],
  ]);
  const ids = await Promise.all([0, 1, 2, 3, 4, 5, 7].map((index) => idAt(window, all, index)));
  expect(ids.join('')).toBe('abcdefg');
  const last = await window.item({ path: all, index: 7, annotator: 'ana' });
  expect(last).toMatchObject({ index: 7, position: 6, line: 3, file: 'train-10.jsonl' });
  await expect(window.item({ path: all, index: 8, annotator: 'ana' })).rejects.toThrow('no item');
});

test('goes from row to row across shards, both ways', async () => {
  const { all } = await shards(['a', 'b'], ['c'], [], ['d']);
  const window = aWindow();
  const walk = async (from: number, step: 1 | -1): Promise<string> => {
    const found = await window.next({ path: all, from, step, only: 'all' });
    if (found.index === null) return '';
    return (await idAt(window, all, found.index)) + (await walk(found.index + step, step));
  };
  expect(await walk(0, 1)).toBe('abcd');
  expect(await walk(3, -1)).toBe('dcba');
  expect(await walk(9, -1)).toBe('dcba');
  expect(await walk(4, 1)).toBe('');
});

test('a judgement goes to the log of its shard, and unlabelled rows are found in all', async () => {
  const { folder, all } = await shards(['a', 'b'], ['c', 'd']);
  const window = aWindow();
  await opened(window, all);
  const judge = async (index: number, recordId: string) =>
    window.judge({ path: all, index, recordId, annotator: 'ana', judgement: verdict });
  expect((await judge(2, 'c')).labelled).toBe(1);
  expect((await judge(0, 'a')).labelled).toBe(2);
  expect((await judge(1, 'b')).labelled).toBe(3);
  const next = await window.next({ path: all, from: 0, step: 1, only: 'unlabelled' });
  expect(next).toEqual({ index: 3, complete: true });
  const log = await readFile(path.join(folder, 'train-1.labels.jsonl'), 'utf8');
  expect(log).toContain('"recordId":"c"');
  // Alone it is labelled the same.
  const alone = await aWindow().open({ path: path.join(folder, 'train-0.jsonl') });
  expect(alone.labelled).toBe(2);
  await expect(judge(3, 'a')).rejects.toThrow('changed since');
  // Another annotator has all of them still to judge.
  expect(await window.open({ path: all, annotator: 'ben' })).toMatchObject({ labelled: 0 });
  expect(await window.open({ path: all, annotator: 'ana' })).toMatchObject({ labelled: 3 });
  const bens = { path: all, from: 0, step: 1, only: 'unlabelled', annotator: 'ben' } as const;
  expect((await window.next(bens)).index).toBe(0);
  const judged = { path: all, index: 3, recordId: 'd', annotator: 'ben', judgement: verdict };
  expect((await window.judge(judged)).labelled).toBe(1);
});

test('undo takes back the latest judgement, whichever shard it is in', async () => {
  const { all } = await shards(['a'], ['b'], ['c']);
  const window = aWindow();
  for (const [index, recordId] of [
    [1, 'b'],
    [2, 'c'],
    [0, 'a'],
  ] as const) {
    await window.judge({ path: all, index, recordId, annotator: 'ana', judgement: verdict });
  }
  const undo = async () => window.undo({ path: all, annotator: 'ana' });
  expect(await undo()).toEqual({ index: 0, labelled: 2 });
  expect(await undo()).toEqual({ index: 2, labelled: 1 });
  expect(await undo()).toEqual({ index: 1, labelled: 0 });
  expect(await undo()).toEqual({ index: null, labelled: 0 });
});

test('searches one shard after the other', async () => {
  const { all } = await shards(['a', 'b'], [], ['c']);
  const window = aWindow();
  const found: unknown[] = [];
  for (let from: number | null = 0; from !== null;) {
    const part = await window.search(
      { path: all, text: 'question', from, limit: 1 },
      { isCancelled: () => false },
    );
    found.push(...part.matches.map(({ index, line, file }) => [index, file, line]));
    from = part.next;
  }
  expect(found).toEqual([
    [0, 'train-0.jsonl', 1],
    [1, 'train-0.jsonl', 2],
    [2, 'train-2.jsonl', 1],
  ]);
});

test('sums up annotators and their conflicts over all shards', async () => {
  const { all } = await shards(['a', 'b'], ['c']);
  const window = aWindow();
  const against: JudgementInput = { ...verdict, ranking: [['b'], ['a']] };
  for (const [index, recordId] of [
    [0, 'a'],
    [2, 'c'],
  ] as const) {
    await window.judge({ path: all, index, recordId, annotator: 'ana', judgement: verdict });
    await window.judge({ path: all, index, recordId, annotator: 'bob', judgement: against });
  }
  const report = await window.annotators({ path: all, from: 1, limit: 5 });
  expect(report).toMatchObject({ complete: true, shared: 2, conflictCount: 2 });
  expect(report.conflicts.map(({ index, recordId }) => [index, recordId])).toEqual([[2, 'c']]);
  expect(report.annotators.map(({ annotator, records }) => [annotator, records])).toEqual([
    ['ana', 2],
    ['bob', 2],
  ]);
});

test('shards that come, grow and go are noticed when it is opened again', async () => {
  const { folder, all } = await shards(['a'], ['b']);
  const window = aWindow();
  expect((await opened(window, all)).rows).toBe(2);
  await writeFile(path.join(folder, 'train-2.jsonl'), row('d'));
  await appendFile(path.join(folder, 'train-0.jsonl'), row('z'));
  expect((await opened(window, all)).rows).toBe(4);
  expect(await idAt(window, all, 1)).toBe('z');
  await rm(path.join(folder, 'train-1.jsonl'));
  expect((await opened(window, all)).rows).toBe(3);
  expect(await idAt(window, all, 2)).toBe('d');
});

test('says so when no file is called like it', async () => {
  const all = path.join(await temporaryFolder(), 'train-*.jsonl');
  const window = aWindow();
  await expect(window.open({ path: all })).rejects.toThrow('No file in');
  await writeFile(all.replace('*', '1'), row('a'));
  expect((await opened(window, all)).rows).toBe(1);
});

test('label logs and exclusions beside shards are no shards', async () => {
  const { folder, all } = await shards(['a'], ['b']);
  await writeFile(path.join(folder, 'train-0.labels.jsonl'), '');
  await writeFile(path.join(folder, 'train-0.exclusions.jsonl'), '');
  await writeFile(path.join(folder, 'train-0.txt'), '');
  expect(await readdir(folder)).toHaveLength(5);
  const files = await filesOf([all, path.join(folder, 'train-1.jsonl')], { [all]: 'reward-lens' });
  expect(files.map((each) => [path.basename(each.path), each.format])).toEqual([
    ['train-0.jsonl', 'reward-lens'],
    ['train-1.jsonl', 'reward-lens'],
  ]);
});

test('a large first shard is shown before the others are opened', async () => {
  const { folder, all } = await shards([], ['last']);
  const many = Array.from({ length: 60_000 }, (_, index) => row(`${index}`)).join('');
  await writeFile(path.join(folder, 'train-0.jsonl'), many);
  const window = aWindow();
  const first = await window.open({ path: all });
  expect(first.complete).toBe(false);
  expect(await idAt(window, all, 0)).toBe('0');
  expect(await idAt(window, all, 60_000)).toBe('last');
  expect((await opened(window, all)).total).toBe(60_001);
});

test.skipIf(process.platform === 'win32')('a file of the very name is itself', async () => {
  const { all } = await shards(['a'], ['b']);
  await writeFile(all, row('star'));
  expect((await opened(aWindow(), all)).rows).toBe(1);
});

test('several sharded datasets stay open: going round them reads none anew', async () => {
  const window = aWindow();
  const many = Array.from({ length: 60_000 }, (_, index) => row(`${index}`)).join('');
  const all: string[] = [];
  for (let each = 0; each < 4; each++) {
    const dataset = await shards([], ['last']);
    await writeFile(path.join(dataset.folder, 'train-0.jsonl'), many);
    await opened(window, dataset.all);
    all.push(dataset.all);
  }
  // One that is read anew is not complete in its first answer.
  for (const path of all) expect((await window.open({ path })).complete).toBe(true);
});
