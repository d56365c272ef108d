import { appendFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HumanError } from '../../../src/core/errors.ts';
import { pairRow, rankSetup } from '../support/rankSetup.ts';
import type { RankSetup } from '../support/rankSetup.ts';

let setup: RankSetup;

beforeEach(async () => {
  setup = await rankSetup(['r0', 'r1', 'r2'].map(pairRow));
});
afterEach(() => setup.dispose());

/** Waits until the page has what comes next, and gives it. */
async function ahead(): Promise<NonNullable<ReturnType<RankSetup['ready']>['ahead']>> {
  await expect.poll(() => setup.ready().ahead).not.toBeNull();
  const item = setup.ready().ahead;
  if (item === null) throw new Error('Nothing is ahead');
  return item;
}

const answer = (): Promise<void> =>
  setup.session.answer({ key: setup.item().key, places: [0, 1], durationMs: 5 });

test('what comes next is shown under the key it was announced by', async () => {
  await setup.session.open();
  const next = await ahead();
  expect(next).toMatchObject({ index: 1, places: null });
  expect(next.key).not.toBe(setup.item().key);
  await answer();
  expect(setup.item()).toEqual(next);
  const last = await ahead();
  await setup.session.skip(setup.item().key);
  expect(setup.item()).toEqual(last);
});

test('nothing is ahead of the last item', async () => {
  await setup.session.open();
  await answer();
  await answer();
  expect(setup.item().index).toBe(2);
  await expect.poll(() => setup.calls.at(-1)?.method).toBe('dataset/next');
  expect(setup.ready().ahead).toBeNull();
  await answer();
  expect(setup.ready()).toMatchObject({ item: null, ahead: null, labelled: 3 });
});

test('a judgement that is not saved leaves both where they are', async () => {
  await setup.session.open();
  const [item, next] = [setup.item(), await ahead()];
  setup.failing = { method: 'dataset/judge', error: new HumanError('The disk is full.') };
  // Both pressed before anything is known of the first.
  const early = answer();
  await setup.session.answer({ key: next.key, places: [1, 0], durationMs: 5 });
  await early;
  expect(setup.ready()).toMatchObject({ item, ahead: next, saved: { kind: 'failed' } });
  setup.failing = null;
  await setup.session.retry();
  expect(setup.item().key).toBe(next.key);
  expect(await setup.labels()).toMatchObject([{ recordId: 'r0' }]);
});

test('it is not forgotten while it is fetched again, as after each judgement', async () => {
  await setup.session.open();
  const next = await ahead();
  // Each fetches again what comes next, the second before the first has it.
  await Promise.all([setup.session.refresh(), setup.session.refresh()]);
  await answer();
  expect(setup.item().key).toBe(next.key);
  const pushed = setup.states.flatMap((state) => (state.kind === 'ready' ? [state] : []));
  const known = pushed.slice(pushed.findIndex((state) => state.ahead !== null));
  expect(known.filter((state) => state.labelled === 0 && state.ahead === null)).toEqual([]);
});

test('it keeps its key while the same comes next, and changes it with the file', async () => {
  await setup.session.open();
  const next = await ahead();
  await appendFile(setup.file, `${pairRow('r3')}\n`);
  await setup.session.refresh();
  await expect.poll(() => setup.ready().total).toBe(4);
  expect((await ahead()).key).toBe(next.key);
  await setup.session.move(1);
  // The next item is on the screen now; another one comes after it.
  await expect.poll(() => setup.ready().ahead?.index).toBe(2);
  expect(setup.ready().ahead?.key).not.toBe(setup.item().key);
});
