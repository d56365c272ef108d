import { afterEach, beforeEach, expect, test } from 'vitest';
import { HumanError } from '../../../src/core/errors.ts';
import { pairRow, rankSetup } from '../support/rankSetup.ts';
import type { RankSetup } from '../support/rankSetup.ts';

let setup: RankSetup;

beforeEach(async () => {
  setup = await rankSetup(['r0', 'r1', 'r2', 'r3', 'r4'].map(pairRow));
});
afterEach(() => setup.dispose());

/** The places of someone who means the good response, wherever it stands. */
const preferGood = (): number[] =>
  setup.item().shown.map((response) => (response.content.startsWith('good') ? 0 : 1));

const answer = (
  places = preferGood(),
  more: { bothBad?: boolean; strength?: 1 | 2 | 3 } = {},
): Promise<void> =>
  setup.session.answer({ key: setup.item().key, places, durationMs: 12.4, ...more });

test('strength is in the log with the winner, never with a tie, and is there when seen again', async () => {
  setup.settings.asksStrength = true;
  await setup.session.open();
  expect(setup.ready().asksStrength).toBe(true);
  await answer(preferGood(), { strength: 2 });
  await answer([0, 0], { strength: 3 });
  await answer();
  const labels = await setup.labels();
  expect(labels.map(({ ranking, strength }) => [ranking.length, strength])).toEqual([
    [2, 2],
    [1, undefined],
    [2, undefined],
  ]);
  await setup.session.jump(0);
  expect(setup.item()).toMatchObject({ strength: 2 });
  setup.settings.asksStrength = false;
  setup.session.redraw();
  expect(setup.ready()).toMatchObject({ asksStrength: false, item: { strength: 2 } });
});

test('a flag and a reason wait for the verdict, whatever is shown meanwhile', async () => {
  await setup.session.open();
  await setup.session.note({ key: setup.item().key, flagged: true });
  await setup.session.note({ key: setup.item().key, rationale: '  It answers. ' });
  expect(setup.item()).toMatchObject({ flagged: true, rationale: 'It answers.', places: null });
  expect(setup.ready()).toMatchObject({ labelled: 0, canUndo: false });
  await setup.session.move(1);
  expect(setup.item()).toMatchObject({ flagged: false, rationale: '' });
  await setup.session.move(-1);
  await answer([0, 0], { bothBad: true });
  await answer();
  const [noted, plain] = await setup.labels();
  expect(noted).toMatchObject({ flags: ['bothBad', 'flagged'], rationale: 'It answers.' });
  expect(plain).not.toHaveProperty('flags');
  expect(plain).not.toHaveProperty('rationale');
});

test('notes on a judged item say the same verdict again; undo takes back one after the other', async () => {
  await setup.session.open();
  await answer(preferGood(), { strength: 2 });
  await setup.session.move(-1);
  const { key, places } = setup.item();
  await setup.session.note({ key, flagged: true });
  await setup.session.note({ key, rationale: 'It answers.' });
  await setup.session.note({ key, rationale: 'It answers.' });
  await setup.session.note({ key, flagged: false });
  const said = { ranking: [['a'], ['b']], strength: 2, durationMs: 12 };
  const labels = await setup.labels();
  expect(labels).toMatchObject([said, said, said, said]);
  expect(labels.map(({ flags, rationale }) => [flags, rationale])).toEqual([
    [undefined, undefined],
    [['flagged'], undefined],
    [['flagged'], 'It answers.'],
    [undefined, 'It answers.'],
  ]);
  expect(setup.ready()).toMatchObject({ labelled: 1, item: { key, places, flagged: false } });
  await setup.session.undo();
  expect(setup.item()).toMatchObject({ places, flagged: true, rationale: 'It answers.' });
  await setup.session.undo();
  await setup.session.undo();
  expect(setup.item()).toMatchObject({ places, flagged: false, rationale: '' });
  await setup.session.undo();
  expect(setup.ready()).toMatchObject({ labelled: 0, canUndo: false, item: { places: null } });
});

test("a flag on what came with the row waits: the row's verdict is not one's own", async () => {
  await setup.dispose();
  setup = await rankSetup([
    JSON.stringify({ id: 'r', prompt: 'Q', responses: ['good', 'bad'], preference: 0 }),
  ]);
  await setup.session.open();
  await setup.session.move(-1);
  await setup.session.note({ key: setup.item().key, flagged: true });
  expect(setup.item()).toMatchObject({ flagged: true, places: expect.any(Array) as number[] });
  await answer();
  expect(await setup.labels()).toMatchObject([{ flags: ['flagged'] }]);
});

test('a note that could not be saved stays on the screen and is saved by retry', async () => {
  await setup.session.open();
  await answer();
  await setup.session.move(-1);
  setup.failing = { method: 'dataset/judge', error: new HumanError('The folder is read-only.') };
  await setup.session.note({ key: setup.item().key, rationale: 'It answers.' });
  expect(setup.ready()).toMatchObject({
    saved: { kind: 'failed' },
    item: { rationale: 'It answers.' },
  });
  setup.failing = null;
  await setup.session.retry();
  expect(setup.ready().saved).toMatchObject({ kind: 'saved' });
  expect((await setup.labels()).at(-1)).toMatchObject({ rationale: 'It answers.' });
});

test('undo goes on after the page was closed and opened, as far as there are judgements', async () => {
  await setup.session.open();
  for (let left = 4; left > 0; left -= 1) await answer();
  await setup.session.undo();
  const again = setup.reopened();
  await again.session.open();
  for (const [index, labelled] of [
    [2, 2],
    [1, 1],
    [0, 0],
  ]) {
    expect(again.ready().canUndo).toBe(true);
    await again.session.undo();
    expect(again.ready()).toMatchObject({ labelled, item: { index, places: null } });
  }
  await again.session.undo();
  expect(again.ready().notice).toBe('Nothing of yours is left to take back');
  expect((await again.labels()).filter(({ kind }) => kind === 'retract')).toHaveLength(4);
});
