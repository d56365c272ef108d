import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HumanError } from '../../../src/core/errors.ts';
import { pairRow, rankSetup } from '../support/rankSetup.ts';
import type { RankSetup } from '../support/rankSetup.ts';

const rows = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8', 'r9'];
let setup: RankSetup;

beforeEach(async () => {
  setup = await rankSetup(rows.map(pairRow));
});
afterEach(() => setup.dispose());

/** The places of someone who means the good response, wherever it stands. */
const preferGood = (): number[] =>
  setup.item().shown.map((response) => (response.content.startsWith('good') ? 0 : 1));

const answer = (places = preferGood(), more: { bothBad?: boolean } = {}): Promise<void> =>
  setup.session.answer({ key: setup.item().key, places, durationMs: 12.4, ...more });

test('opens with a loading state, then the first item in the order shown', async () => {
  await setup.session.open();
  expect(setup.states.map((state) => state.kind)).toEqual(['loading', 'ready']);
  const { total, labelled, saved, canUndo } = setup.ready();
  expect({ total, labelled, saved, canUndo }).toEqual({
    total: 10,
    labelled: 0,
    saved: null,
    canUndo: false,
  });
  expect(setup.item()).toMatchObject({ index: 0, line: 1, places: null });
});

test('ten pairs: the winner in the log is the one the person meant, on whichever side it stood', async () => {
  await setup.session.open();
  const sides = new Set<number>();
  for (let done = 0; done < rows.length; done += 1) {
    sides.add(preferGood().indexOf(0));
    await answer();
  }
  expect(setup.ready()).toMatchObject({ labelled: 10, item: null });
  const labels = await setup.labels();
  expect(labels).toHaveLength(10);
  // The row lists the good response first: it is 'a', whichever side it was shown on.
  for (const label of labels) expect(label.ranking).toEqual([['a'], ['b']]);
  expect(sides).toEqual(new Set([0, 1]));
  for (const { shown } of labels) expect([...shown].sort()).toEqual(['a', 'b']);
  expect(labels[0]).toMatchObject({ annotator: 'ada', recordId: 'r0', durationMs: 12 });
});

test('the next item is fetched before it is needed', async () => {
  await setup.session.open();
  await expect.poll(() => setup.calls.at(-1)).toMatchObject({ params: { index: 1 } });
  setup.calls.length = 0;
  const before = setup.states.length;
  await answer();
  expect(setup.calls[0]?.method).toBe('dataset/judge');
  // One push for the answer, and it is drawn with no call between saving and showing.
  expect(setup.states).toHaveLength(before + 1);
  expect(setup.calls[1]).toMatchObject({ method: 'dataset/next', params: { from: 2 } });
  expect(setup.item().index).toBe(1);
  expect(setup.ready().saved).toMatchObject({ kind: 'saved' });
});

test('an answer to an item that is gone is dropped', async () => {
  await setup.session.open();
  const { key } = setup.item();
  const places = preferGood();
  const twice = [1, 2].map(() => setup.session.answer({ key, places, durationMs: 1 }));
  await Promise.all(twice);
  expect(await setup.labels()).toHaveLength(1);
  expect(setup.item().index).toBe(1);
});

test('a tie and "both bad" are one tier; both bad is flagged', async () => {
  await setup.session.open();
  await answer([0, 0]);
  await answer([0, 0], { bothBad: true });
  const [tie, bad] = await setup.labels();
  expect(tie?.ranking).toHaveLength(1);
  expect(tie).not.toHaveProperty('flags');
  expect(bad).toMatchObject({ flags: ['bothBad'] });
  await setup.session.move(-1);
  expect(setup.item()).toMatchObject({ places: [0, 0], bothBad: true });
  await setup.session.move(-1);
  expect(setup.item()).toMatchObject({ places: [0, 0], bothBad: false });
});

test('a failure to save keeps the item, says why, and retry saves the same verdict', async () => {
  await setup.session.open();
  const { key } = setup.item();
  setup.failing = { method: 'dataset/judge', error: new HumanError('The folder is read-only.') };
  await answer();
  expect(setup.ready()).toMatchObject({
    labelled: 0,
    item: { key },
    saved: { kind: 'failed', error: { title: 'Not saved', detail: 'The folder is read-only.' } },
  });
  expect(setup.labelChanges).toBe(0);
  setup.failing = null;
  await setup.session.retry();
  expect(setup.ready()).toMatchObject({ labelled: 1, item: { index: 1 } });
  expect((await setup.labels()).map((label) => label.ranking)).toEqual([[['a'], ['b']]]);
});

test('skip shows the next unlabelled item, wraps once, and says so when it is the only one', async () => {
  void setup.session.open();
  await setup.session.move(1);
  for (const index of [2, 3, 4, 5, 6, 7, 8, 9, 0, 1]) {
    await setup.session.skip(setup.item().key);
    expect(setup.item().index).toBe(index);
  }
  for (let left = 9; left > 0; left -= 1) await answer();
  const { key, index } = setup.item();
  await setup.session.skip(key);
  expect(setup.item()).toMatchObject({ key, index });
  expect(setup.ready().notice).toBe('No other item is left to judge');
  await answer();
  expect(setup.ready()).toMatchObject({ labelled: 10, item: null, notice: null });
});

test('undo takes the last judgement back and shows its item; at the end there is nothing to undo', async () => {
  await setup.session.open();
  await answer();
  await answer();
  await setup.session.undo();
  expect(setup.ready()).toMatchObject({ labelled: 1, canUndo: true, saved: null });
  expect(setup.item()).toMatchObject({ index: 1, places: null });
  await setup.session.undo();
  await setup.session.undo();
  expect(setup.ready()).toMatchObject({ labelled: 0, canUndo: false, item: { index: 0 } });
  expect(setup.labelChanges).toBe(4);
});

test('moving visits labelled items with their verdict, which can be judged anew', async () => {
  await setup.session.open();
  const places = preferGood();
  await answer();
  await setup.session.move(-1);
  expect(setup.item()).toMatchObject({ index: 0, places });
  await setup.session.move(-1);
  expect(setup.item().index).toBe(0);
  await answer(places.map((place) => 1 - place));
  expect(setup.ready()).toMatchObject({ labelled: 1, item: { index: 1 } });
  expect((await setup.labels()).at(-1)?.ranking).toEqual([['b'], ['a']]);
});

test('after the last item, moving back still works', async () => {
  await setup.session.open();
  for (let left = 10; left > 0; left -= 1) await answer();
  await setup.session.move(-1);
  expect(setup.item().index).toBe(9);
});

test('a row added above keeps the item on the screen, with its key, at its new place', async () => {
  await setup.session.open();
  await setup.session.move(1);
  const { key } = setup.item();
  await writeFile(setup.file, `${pairRow('new')}\n${await readFile(setup.file, 'utf8')}`);
  await setup.session.refresh();
  expect(setup.ready()).toMatchObject({ total: 11, item: { key, index: 2, line: 3 } });
  await answer();
  expect((await setup.labels())[0]).toMatchObject({ recordId: 'r1' });
});

test('a verdict on a row that changed meanwhile is refused, not filed under another row', async () => {
  await setup.session.open();
  await writeFile(
    setup.file,
    rows
      .slice(1)
      .map((id) => `${pairRow(id)}\n`)
      .join(''),
  );
  await answer();
  expect(setup.ready().saved?.kind).toBe('failed');
  await setup.session.refresh();
  expect(setup.ready()).toMatchObject({ total: 9, labelled: 0, saved: null });
  expect(setup.item().prompt[0]?.content).toBe('prompt r1');
});

test('own labels written elsewhere show in the count; nothing is drawn when nothing changed', async () => {
  await setup.session.open();
  // The last thing drawn of an opening.
  await expect.poll(() => setup.ready().ahead).not.toBeNull();
  const drawn = setup.states.length;
  await setup.session.refresh();
  expect(setup.states).toHaveLength(drawn);
  const event = {
    v: 1,
    kind: 'judge',
    eventId: 'other-1',
    recordId: 'r5',
    annotator: 'grace',
    at: '2026-01-02T03:04:05.000Z',
    ranking: [['a'], ['b']],
    shown: ['a', 'b'],
  };
  await appendFile(setup.file.replace('.jsonl', '.labels.jsonl'), `${JSON.stringify(event)}\n`);
  const { key } = setup.item();
  await setup.session.refresh();
  // Another person's judgement leaves the item for this one, and nothing is drawn anew.
  expect(setup.states).toHaveLength(drawn);
  const own = { ...event, eventId: 'own-1', annotator: 'ada' };
  await appendFile(setup.file.replace('.jsonl', '.labels.jsonl'), `${JSON.stringify(own)}\n`);
  await setup.session.refresh();
  expect(setup.ready()).toMatchObject({ labelled: 1, item: { key } });
  for (let index = 0; index < 5; index += 1) await answer();
  expect(setup.item().index).toBe(6);
});

test('a second annotator is given the rows that the first one judged', async () => {
  await setup.session.open();
  while (setup.ready().item !== null) await answer();
  expect(setup.ready()).toMatchObject({ labelled: 10, item: null });
  const second = setup.reopened('grace');
  await second.session.open();
  expect(second.ready()).toMatchObject({ labelled: 0, canUndo: false, item: { places: null } });
  await second.session.answer({ key: second.item().key, places: [0, 1], durationMs: 1 });
  expect(second.ready()).toMatchObject({ labelled: 1, item: { index: 1, places: null } });
});

test('the note that the last judgement was saved outlives the change it caused on the disk', async () => {
  await setup.session.open();
  for (let left = 10; left > 0; left -= 1) await answer();
  await setup.session.refresh();
  expect(setup.ready()).toMatchObject({ item: null, saved: { kind: 'saved' } });
});

test('a dataset that cannot be opened is an error with a retry', async () => {
  setup.failing = { method: 'dataset/open', error: new HumanError('pairs.jsonl is gone.') };
  await setup.session.open();
  expect(setup.states.at(-1)).toEqual({
    kind: 'error',
    name: 'pairs.jsonl',
    error: { title: 'pairs.jsonl cannot be shown', detail: 'pairs.jsonl is gone.' },
  });
  setup.failing = null;
  await setup.session.retry();
  expect(setup.item().index).toBe(0);
});

test('a failed prefetch is fetched again when the item is needed', async () => {
  await setup.session.open();
  await expect.poll(() => setup.calls.at(-1)).toMatchObject({ params: { index: 1 } });
  setup.failing = { method: 'dataset/item', error: new Error('engine stopped') };
  await answer();
  await expect.poll(() => setup.calls.at(-1)).toMatchObject({ params: { index: 2 } });
  setup.failing = null;
  await answer();
  expect(setup.ready()).toMatchObject({ labelled: 2, item: { index: 2 } });
});

test('when the next item cannot be fetched the verdict is kept, and retry goes on', async () => {
  await setup.session.open();
  await expect.poll(() => setup.calls.at(-1)).toMatchObject({ params: { index: 1 } });
  setup.failing = { method: 'dataset/item', error: new Error('engine stopped') };
  await answer();
  await expect.poll(() => setup.calls.at(-1)?.method).toBe('dataset/item');
  await answer();
  expect(setup.states.at(-1)?.kind).toBe('error');
  expect(await setup.labels()).toHaveLength(2);
  setup.failing = null;
  await setup.session.retry();
  expect(setup.ready()).toMatchObject({ labelled: 2 });
});

test('rows that hold no record are stepped over and not counted', async () => {
  await setup.dispose();
  setup = await rankSetup(['oops', pairRow('r0'), '{}', '', pairRow('r1'), 'oops']);
  await setup.session.open();
  expect(setup.ready()).toMatchObject({ total: 2, problemCount: 3, item: { index: 0, line: 2 } });
  await answer();
  expect(setup.item()).toMatchObject({ index: 1, line: 5 });
  await setup.session.move(1);
  expect(setup.item()).toMatchObject({ index: 1, line: 5 });
  await answer();
  expect(setup.ready()).toMatchObject({ labelled: 2, item: null });
  await setup.session.move(-1);
  expect(setup.item()).toMatchObject({ index: 1 });
  await setup.session.undo();
  expect(setup.ready()).toMatchObject({ labelled: 1, item: { index: 1, line: 5 } });
  expect((await setup.labels()).map((label) => label.recordId)).toEqual(['r0', 'r1', undefined]);
});

describe('a large file', () => {
  const long = 'A sentence that makes the row as long as real ones are. '.repeat(20);
  const judged = (id: string): string =>
    JSON.stringify({ id, prompt: 'Q', responses: [long, long], preference: 0 });
  const many = Array.from({ length: 4_000 }, (_, index) => judged(`${index}`));

  /** Does what was put off, until nothing more is. */
  async function followed(): Promise<void> {
    for (let next = setup.later.shift(); next !== undefined; next = setup.later.shift()) {
      next();
      // Steps run in order: this one ends after what was put off.
      await setup.session.move(-1);
    }
  }

  test('is ranked while it is read, and its numbers become right on their own', async () => {
    await setup.dispose();
    setup = await rankSetup([pairRow('first'), ...many, 'oops', pairRow('last')]);
    await setup.session.open();
    expect(setup.item()).toMatchObject({ index: 0, line: 1 });
    expect(setup.ready().labelled).toBeLessThan(4_000);
    expect(setup.ready().reading).toBeLessThan(4_003);
    expect(setup.later).toHaveLength(1);
    await followed();
    const counts = { total: 4_002, labelled: 4_000, problemCount: 1, reading: null };
    expect(setup.ready()).toMatchObject(counts);
    await answer();
    expect(setup.ready()).toMatchObject({ labelled: 4_001, item: { index: 4_001, line: 4_003 } });
  });

  test('whose first rows are all judged shows one of them meanwhile', async () => {
    await setup.dispose();
    setup = await rankSetup([...many, pairRow('last')]);
    await setup.session.open();
    expect(setup.item()).toMatchObject({ index: 0, places: expect.any(Array) as number[] });
    await followed();
    await setup.session.skip(setup.item().key);
    expect(setup.item()).toMatchObject({ index: 4_000, places: null });
  });
});

describe('a chosen format', () => {
  test('is read with anew when the settings change, at the same row; other settings change nothing', async () => {
    await setup.session.open();
    await setup.session.move(1);
    expect(setup.ready().format).toMatchObject({ name: 'reward-lens', chosen: false });
    const { key } = setup.item();
    await setup.session.reconsider();
    expect(setup.item().key).toBe(key);
    setup.settings.at = { path: setup.file, format: 'reward-lens' };
    await setup.session.reconsider();
    expect(setup.ready()).toMatchObject({ format: { chosen: true }, item: { row: 1 } });
    setup.settings.at = { path: setup.file, format: 'hh-rlhf' };
    await setup.session.reconsider();
    expect(setup.ready()).toMatchObject({
      format: { name: 'hh-rlhf', chosen: true },
      total: 0,
      problemCount: 10,
      item: null,
    });
    setup.settings.at = { path: setup.file, format: 'reward-lens' };
    await setup.session.reconsider();
    expect(setup.ready().total).toBe(10);
    await answer();
    expect(setup.calls.filter((call) => call.method === 'dataset/judge')).toMatchObject([
      { params: { path: setup.file, format: 'reward-lens' } },
    ]);
  });
});

describe('jumping', () => {
  test('counts items as the page does: rows that hold none have no number', async () => {
    await setup.dispose();
    const bad = ['oops', '{}'];
    setup = await rankSetup([...bad, pairRow('r0'), ...bad, ...bad, pairRow('r1'), pairRow('r2')]);
    await setup.session.open();
    for (const [index, line] of [
      [2, 9],
      [0, 3],
      [1, 8],
    ] as const) {
      await setup.session.jump(index);
      expect(setup.item()).toMatchObject({ index, row: line - 1, line });
    }
  });

  test('to an item that is not there says so and stays', async () => {
    await setup.session.open();
    const { key } = setup.item();
    await setup.session.jump(10);
    expect(setup.ready()).toMatchObject({ notice: 'No item 11 was found', item: { key } });
    await setup.session.jump(9);
    expect(setup.ready()).toMatchObject({ notice: null, item: { index: 9 } });
  });
});
