import { appendFile, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { HumanError } from '../../../src/core/errors.ts';
import { labelEventLine } from '../../../src/core/store/labelEvent.ts';
import type { DatasetCalls } from '../../../src/engine/files/datasetCalls.ts';
import { createDatasets } from '../../../src/engine/files/datasets.ts';
import type { JudgementInput } from '../../../src/shared/reports.ts';
import { aJudgeEvent, aRetractEvent } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const row = (id: string, more: object = {}): string =>
  `${JSON.stringify({ id, prompt: `Question ${id}?`, responses: ['Yes', 'No'], ...more })}\n`;

/** A window of its own: datasets with a clock that a test can set. */
function aWindow(name = 'w'): DatasetCalls & { time: { now: number } } {
  const time = { now: Date.UTC(2026, 0, 31, 9, 30) };
  let ids = 0;
  const datasets = createDatasets({
    clock: () => new Date(time.now),
    newId: () => `${name}-${++ids}`,
  });
  return { ...datasets, time };
}

async function aDataset(...rows: string[]): Promise<{ file: string; log: string }> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'support.jsonl');
  await writeFile(file, rows.join(''));
  return { file, log: path.join(folder, 'support.labels.jsonl') };
}

const first: JudgementInput = { ranking: [['a'], ['b']], shown: ['b', 'a'], durationMs: 900 };
const second: JudgementInput = { ...first, ranking: [['b'], ['a']] };

test('opening sums up the dataset', async () => {
  const { file, log } = await aDataset(row('1'), 'oops\n', row('2', { preference: 0 }), row('3'));
  await writeFile(log, labelEventLine(aJudgeEvent({ recordId: '3' })));
  expect(await aWindow().open({ path: file })).toEqual({
    path: file,
    format: {
      name: 'reward-lens',
      title: 'Reward Lens',
      reason: 'it has "responses"',
      chosen: false,
    },
    rows: 4,
    total: 3,
    scanned: 4,
    complete: true,
    labelled: 2,
    problemCount: 1,
    problems: [{ line: 2, message: expect.stringContaining('not JSON') as string }],
  });
});

test('an item shows every response, in an order that stays', async () => {
  const { file } = await aDataset(...Array.from({ length: 40 }, (_, index) => row(`${index}`)));
  const view = async (window: DatasetCalls, index: number): Promise<string> => {
    const item = await window.item({ path: file, index, annotator: 'ana' });
    expect([...item.shown].sort((a, b) => a.id.localeCompare(b.id))).toEqual([
      { id: 'a', content: 'Yes' },
      { id: 'b', content: 'No' },
    ]);
    return item.shown.map(({ id }) => id).join('');
  };
  const window = aWindow();
  const orders = await Promise.all(Array.from({ length: 40 }, (_, index) => view(window, index)));
  expect(new Set(orders)).toEqual(new Set(['ab', 'ba']));
  const another = aWindow();
  expect(await Promise.all(orders.map((_, index) => view(another, index)))).toEqual(orders);
});

test('a judgement is one line in the log, and stands', async () => {
  const { file, log } = await aDataset(row('1'), row('2'));
  const window = aWindow();
  const judgement = { ...second, flags: ['bothBad'] };
  const saved = await window.judge({
    path: file,
    index: 1,
    recordId: '2',
    annotator: 'ana',
    judgement,
  });
  expect(saved).toEqual({ eventId: 'w-1', labelled: 1, savedMs: expect.any(Number) as number });
  expect(JSON.parse(await readFile(log, 'utf8'))).toEqual({
    v: 1,
    kind: 'judge',
    eventId: 'w-1',
    recordId: '2',
    annotator: 'ana',
    at: '2026-01-31T09:30:00.000Z',
    ...judgement,
  });
  for (const reader of [window, aWindow()]) {
    const item = await reader.item({ path: file, index: 1, annotator: 'ana' });
    expect(item.judgement).toEqual({
      recordId: '2',
      annotator: 'ana',
      at: '2026-01-31T09:30:00.000Z',
      ...judgement,
    });
  }
  expect(await readFile(file, 'utf8')).toBe(row('1') + row('2'));
});

test("the annotator's own judgement is shown before the row's, nobody else's", async () => {
  const { file } = await aDataset(row('1', { preference: 0 }), row('2'));
  const window = aWindow();
  const call = { path: file, annotator: 'ana' };
  await window.judge({ ...call, index: 0, recordId: '1', judgement: second });
  await window.judge({ ...call, index: 1, recordId: '2', judgement: first });
  const shown = async (index: number, annotator: string) =>
    (await window.item({ path: file, index, annotator })).judgement?.ranking;
  expect(await shown(0, 'ana')).toEqual([['b'], ['a']]);
  expect(await shown(0, 'ben')).toEqual([['a'], ['b']]);
  expect(await shown(1, 'ben')).toBeUndefined();
});

test('each annotator has their own unlabelled items and their own count', async () => {
  const { file } = await aDataset(row('1'), row('2', { preference: 0 }), row('3'), row('4'));
  const window = aWindow();
  const judge = (annotator: string, index: number) =>
    window.judge({
      ...{ path: file, annotator, index, recordId: `${index + 1}`, judgement: first },
    });
  const next = async (annotator?: string) => {
    const who = annotator === undefined ? {} : { annotator };
    return (await window.next({ path: file, from: 0, step: 1, only: 'unlabelled', ...who })).index;
  };
  // Counted before, to be brought up to date by what is judged then.
  expect((await window.open({ path: file, annotator: 'ben' })).labelled).toBe(1);
  expect((await judge('ana', 0)).labelled).toBe(2);
  expect((await judge('ana', 3)).labelled).toBe(3);
  expect((await judge('ben', 3)).labelled).toBe(2);
  for (const reader of [window, aWindow()]) {
    const labelled = async (who: object) => (await reader.open({ path: file, ...who })).labelled;
    expect(await labelled({})).toBe(3);
    expect(await labelled({ annotator: 'ana' })).toBe(3);
    expect(await labelled({ annotator: 'ben' })).toBe(2);
    expect(await labelled({ annotator: 'cy' })).toBe(1);
  }
  expect([await next('ana'), await next('ben'), await next()]).toEqual([2, 0, 2]);
  expect(await window.undo({ path: file, annotator: 'ana' })).toEqual({ index: 3, labelled: 2 });
  expect([await next('ana'), await next('ben')]).toEqual([2, 0]);
});

test('next goes to the nearest item that nobody judged', async () => {
  const { file } = await aDataset(row('1'), row('2', { preference: 'tie' }), row('3'), row('4'));
  const window = aWindow();
  await window.judge({ path: file, index: 2, recordId: '3', annotator: 'ana', judgement: first });
  const next = (from: number, step: 1 | -1, only: 'unlabelled' | 'all') =>
    window.next({ path: file, from, step, only }).then(({ index }) => index);
  expect(await next(0, 1, 'unlabelled')).toBe(0);
  expect(await next(1, 1, 'unlabelled')).toBe(3);
  expect(await next(2, -1, 'unlabelled')).toBe(0);
  expect(await next(1, 1, 'all')).toBe(1);
  expect(await next(4, 1, 'all')).toBeNull();
  expect(await next(-1, -1, 'all')).toBeNull();
});

describe('undo', () => {
  test('takes back the latest, one by one, and brings back what stood before', async () => {
    const { file, log } = await aDataset(row('1'), row('2'));
    const window = aWindow();
    const call = { path: file, annotator: 'ana' };
    const steps = [
      { index: 0, recordId: '1', judgement: first },
      { index: 1, recordId: '2', judgement: first },
      { index: 0, recordId: '1', judgement: second },
    ];
    for (const step of steps) {
      window.time.now += 1_000;
      await window.judge({ ...call, ...step });
    }
    expect(await window.undo({ path: file, annotator: 'ben' })).toEqual({
      index: null,
      labelled: 0,
    });
    expect(await window.undo(call)).toEqual({ index: 0, labelled: 2 });
    const item = await window.item({ ...call, index: 0 });
    expect(item.judgement?.ranking).toEqual([['a'], ['b']]);
    expect(await window.undo(call)).toEqual({ index: 1, labelled: 1 });
    expect(await window.undo(call)).toEqual({ index: 0, labelled: 0 });
    expect(await window.undo(call)).toEqual({ index: null, labelled: 0 });
    const events = (await readFile(log, 'utf8')).trim().split('\n');
    expect(events).toHaveLength(6);
    expect((await aWindow().open({ path: file })).labelled).toBe(0);
  });

  test('takes back the right one though the clock was put back or stood still', async () => {
    const { file } = await aDataset(row('1'), row('2'), row('3'));
    const window = aWindow();
    const call = { path: file, annotator: 'ana', judgement: first };
    await window.judge({ ...call, index: 0, recordId: '1' });
    await window.judge({ ...call, index: 2, recordId: '3' });
    window.time.now -= 3_600_000;
    await window.judge({ ...call, index: 1, recordId: '2' });
    expect((await window.undo(call)).index).toBe(1);
    expect((await window.undo(call)).index).toBe(2);
  });
});

describe('two windows', () => {
  test('see and keep what the other judged', async () => {
    const { file, log } = await aDataset(...Array.from({ length: 20 }, (_, i) => row(`${i}`)));
    const windows = [aWindow('left'), aWindow('right')] as const;
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        windows[index % 2 === 0 ? 0 : 1].judge({
          path: file,
          index,
          recordId: `${index}`,
          annotator: 'ana',
          judgement: first,
        }),
      ),
    );
    for (const window of windows) expect((await window.open({ path: file })).labelled).toBe(20);
    expect((await readFile(log, 'utf8')).trim().split('\n')).toHaveLength(20);
  });

  test('undo reaches what was judged in the other', async () => {
    const { file } = await aDataset(row('1'));
    const left = aWindow('left');
    expect((await left.open({ path: file })).labelled).toBe(0);
    const call = { path: file, annotator: 'ana' };
    await aWindow('right').judge({ ...call, index: 0, recordId: '1', judgement: first });
    expect(await left.undo(call)).toEqual({ index: 0, labelled: 0 });
  });
});

describe('changes on the disk', () => {
  test('are seen at the next call', async () => {
    const { file, log } = await aDataset(row('1'));
    const window = aWindow();
    expect((await window.open({ path: file })).total).toBe(1);
    await appendFile(file, row('2'));
    expect((await window.item({ path: file, index: 1, annotator: 'ana' })).recordId).toBe('2');
    await writeFile(log, labelEventLine(aJudgeEvent({ recordId: '2' })));
    expect((await window.open({ path: file })).labelled).toBe(1);
    await appendFile(log, labelEventLine(aRetractEvent()));
    expect((await window.open({ path: file })).labelled).toBe(0);
    await rm(log);
    expect((await window.open({ path: file })).labelled).toBe(0);
  });

  test('of the same length too, by the time', async () => {
    const { file } = await aDataset(row('1'));
    const window = aWindow();
    await window.open({ path: file });
    await writeFile(file, row('2'));
    await utimes(file, new Date(), new Date(Date.now() + 5_000));
    expect((await window.item({ path: file, index: 0, annotator: 'ana' })).recordId).toBe('2');
  });

  test('never put a judgement on another record', async () => {
    const { file, log } = await aDataset(row('1'), row('2'));
    const window = aWindow();
    await window.item({ path: file, index: 0, annotator: 'ana' });
    await writeFile(file, row('new') + row('1') + row('2'));
    const judging = window.judge({
      path: file,
      index: 0,
      recordId: '1',
      annotator: 'ana',
      judgement: first,
    });
    await expect(judging).rejects.toThrow(/support\.jsonl changed since this item was shown/);
    await expect(readFile(log)).rejects.toThrow('ENOENT');
  });

  test('that leave judgements without their record are told', async () => {
    const { file, log } = await aDataset(row('1'));
    const events = [
      aJudgeEvent({ recordId: '1' }),
      aJudgeEvent({ eventId: 'x', recordId: 'gone' }),
    ];
    await writeFile(log, events.map(labelEventLine).join(''));
    const summary = await aWindow().open({ path: file });
    expect(summary.labelled).toBe(1);
    expect(summary.problems).toMatchObject([
      {
        line: 2,
        file: 'support.labels.jsonl',
        message: expect.stringContaining('"gone"') as string,
      },
    ]);
  });

  test('a dataset that is gone is an error that names it, and back it works again', async () => {
    const { file } = await aDataset(row('1'));
    const window = aWindow();
    await window.open({ path: file });
    await rm(file);
    const gone = window.open({ path: file });
    await expect(gone).rejects.toBeInstanceOf(HumanError);
    await expect(gone).rejects.toThrow(/support\.jsonl is not there/);
    await writeFile(file, row('1') + row('2'));
    expect((await window.open({ path: file })).total).toBe(2);
  });
});

describe('a judgement is refused, and nothing written,', () => {
  test.each([
    ['ranking a response twice', { ...first, ranking: [['a'], ['b', 'a']] }],
    ['leaving one out', { ...first, ranking: [['a']] }],
    ['naming a stranger', { ...first, ranking: [['a'], ['c']] }],
    ['shown without one', { ...first, shown: ['a'] }],
  ])('%s', async (_, judgement) => {
    const { file, log } = await aDataset(row('1'));
    const call = { path: file, index: 0, recordId: '1', annotator: 'ana' };
    await expect(aWindow().judge({ ...call, judgement })).rejects.toBeInstanceOf(HumanError);
    await expect(readFile(log)).rejects.toThrow('ENOENT');
  });

  test('when there is one response only', async () => {
    const { file } = await aDataset(row('1', { responses: ['Yes'] }));
    const call = { path: file, index: 0, recordId: '1', annotator: 'ana' };
    const alone: JudgementInput = { ranking: [['a']], shown: ['a'], durationMs: 1 };
    await expect(aWindow().judge({ ...call, judgement: alone })).rejects.toThrow('one response');
  });

  test('when it can not be saved; the count stays', async (context) => {
    if (process.platform === 'win32') context.skip('making links needs a privilege on Windows');
    const { file, log } = await aDataset(row('1'));
    const window = aWindow();
    await window.open({ path: file });
    const call = { path: file, index: 0, recordId: '1', annotator: 'ana', judgement: first };
    // A link to a folder that is not there: opening the log for appending fails.
    await symlink(path.join(log, 'nowhere', 'x'), log);
    await expect(window.judge(call)).rejects.toBeInstanceOf(HumanError);
    await rm(log);
    expect((await window.open({ path: file })).labelled).toBe(0);
    expect((await window.judge(call)).labelled).toBe(1);
  });
});

test('more datasets than are kept work all the same', async () => {
  const sets = await Promise.all(
    Array.from({ length: 11 }, (_, index) => aDataset(row(`${index}`))),
  );
  const window = aWindow();
  for (let round = 0; round < 2; round++) {
    for (const [index, { file }] of sets.entries()) {
      const item = await window.item({ path: file, index: 0, annotator: 'ana' });
      expect(item.recordId).toBe(`${index}`);
    }
  }
});
