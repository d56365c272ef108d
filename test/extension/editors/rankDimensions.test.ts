import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pairRow, rankSetup } from '../support/rankSetup.ts';
import type { RankSetup } from '../support/rankSetup.ts';

let setup: RankSetup;

async function start(lines: readonly string[]): Promise<void> {
  setup = await rankSetup(lines);
  setup.settings.at = { path: setup.file, dimensions: ['overall', 'safety', 'truth'] };
}
beforeEach(() => start(['r0', 'r1'].map(pairRow)));
afterEach(() => setup.dispose());

const places = (better: string, { shown } = setup.item()): number[] =>
  shown.map(({ content }) => (content.startsWith(better) ? 0 : 1));
const answer = (better = 'good'): Promise<void> =>
  setup.session.answer({ key: setup.item().key, places: places(better), durationMs: 5 });
const onScreen = (): [number | null, string | undefined] => {
  const { index, dimension } = setup.item();
  return [index, dimension?.name];
};

test('an item is asked about in each dimension in a row, each with its own preference', async () => {
  await setup.session.open();
  const seen: unknown[] = [];
  for (const better of ['good', 'bad', 'good', 'bad', 'bad', 'good']) {
    seen.push([...onScreen(), setup.ready().labelled]);
    await answer(better);
  }
  expect(seen).toEqual([
    [0, 'overall', 0],
    [0, 'safety', 0],
    [0, 'truth', 0],
    [1, 'overall', 1],
    [1, 'safety', 1],
    [1, 'truth', 1],
  ]);
  expect(setup.ready()).toMatchObject({ item: null, labelled: 2 });
  const said = (await setup.labels()).map(({ dimension, ranking }) => [dimension, ranking[0]]);
  expect(said).toEqual([
    [undefined, ['a']],
    ['safety', ['b']],
    ['truth', ['a']],
    [undefined, ['b']],
    ['safety', ['b']],
    ['truth', ['a']],
  ]);
});

test('what comes ahead is the same item in its next dimension, under the key it then has', async () => {
  await setup.session.open();
  await expect.poll(() => setup.ready().ahead?.dimension?.name).toBe('safety');
  const { key } = setup.ready().ahead ?? {};
  await answer();
  expect(setup.item().key).toBe(key);
  expect(setup.item().places).toBeNull();
});

test('undo walks back dimension by dimension, and a restart goes on where it was left', async () => {
  await setup.session.open();
  for (const better of ['good', 'bad', 'good', 'good']) await answer(better);
  await setup.session.undo();
  expect(onScreen()).toEqual([1, 'overall']);
  await setup.session.undo();
  expect(onScreen()).toEqual([0, 'truth']);
  expect(setup.ready().labelled).toBe(0);
  const again = setup.reopened();
  again.settings.at = setup.settings.at;
  await again.session.open();
  expect(again.item().dimension?.name).toBe('truth');
  expect(again.ready().canUndo).toBe(true);
  await again.session.undo();
  await again.session.undo();
  expect(again.item()).toMatchObject({ index: 0, places: null, dimension: { name: 'overall' } });
  await again.session.undo();
  expect(again.ready().notice).toBe('Nothing of yours is left to take back');
});

test('a dimension that was passed over is asked about again before the end', async () => {
  await setup.session.open();
  await setup.session.skip(setup.item().key);
  expect(onScreen()).toEqual([0, 'safety']);
  for (let left = 5; left > 0; left -= 1) await answer();
  expect(onScreen()).toEqual([0, 'overall']);
  await answer();
  expect(setup.ready()).toMatchObject({ item: null, labelled: 2 });
});

test('another dimension can be asked about, and shows what was said of it', async () => {
  await setup.session.open();
  await answer('bad');
  await setup.session.askAbout(setup.item().key, 'truth');
  expect(onScreen()).toEqual([0, 'truth']);
  await setup.session.askAbout(setup.item().key, 'overall');
  expect(setup.item().places).toEqual(places('bad'));
  await setup.session.refresh();
  expect(onScreen()).toEqual([0, 'overall']);
  await setup.session.askAbout(setup.item().key, 'nonsense');
  expect(onScreen()).toEqual([0, 'overall']);
  // Judged again it stands as said last, and the first open one comes next.
  await answer('good');
  expect(onScreen()).toEqual([0, 'safety']);
});

test('what is noted of one dimension stands in its judgement alone', async () => {
  await setup.session.open();
  await setup.session.note({ key: setup.item().key, rationale: 'clear', flagged: true });
  await setup.session.askAbout(setup.item().key, 'safety');
  expect(setup.item()).toMatchObject({ rationale: '', flagged: false });
  await answer();
  await setup.session.askAbout(setup.item().key, 'overall');
  expect(setup.item()).toMatchObject({ rationale: 'clear', flagged: true });
  await answer();
  expect((await setup.labels()).map(({ dimension, rationale }) => [dimension, rationale])).toEqual([
    ['safety', undefined],
    [undefined, 'clear'],
  ]);
});

test("what others judged is still one's own to judge, in every dimension", async () => {
  await setup.session.open();
  for (let left = 3; left > 0; left -= 1) await answer();
  const other = setup.reopened('bob');
  other.settings.at = setup.settings.at;
  await other.session.open();
  expect(other.item()).toMatchObject({ index: 0, dimension: { name: 'overall' }, places: null });
  expect(other.ready().labelled).toBe(0);
});

test('a dimension that is no longer asked for can be undone, and then another is asked about', async () => {
  await setup.session.open();
  await setup.session.askAbout(setup.item().key, 'truth');
  await answer();
  setup.settings.at = { path: setup.file, dimensions: ['overall', 'safety'] };
  await setup.session.reconsider();
  await setup.session.undo();
  expect(onScreen()).toEqual([0, 'overall']);
  expect((await setup.labels()).map(({ kind }) => kind)).toEqual(['judge', 'retract']);
});

test("a row's own judgement is its overall one: the others are asked for", async () => {
  await setup.dispose();
  await start([JSON.stringify({ prompt: 'p', chosen: 'good', rejected: 'bad' })]);
  await setup.session.open();
  expect(onScreen()).toEqual([0, 'safety']);
  expect(setup.item().places).toBeNull();
  expect(setup.ready().labelled).toBe(0);
  await answer();
  await answer();
  expect(setup.ready()).toMatchObject({ item: null, labelled: 1 });
});

test('shards are asked about in the same way', async () => {
  const folder = path.dirname(setup.file);
  await rename(setup.file, path.join(folder, 'part-1.jsonl'));
  await writeFile(path.join(folder, 'part-2.jsonl'), `${pairRow('s0')}\n`);
  setup.settings.at = { ...setup.settings.at, path: path.join(folder, 'part-*.jsonl') };
  await setup.session.open();
  const seen: unknown[] = [];
  for (let left = 9; left > 0; left -= 1) {
    seen.push(onScreen().join(' '));
    await answer();
  }
  expect(new Set(seen).size).toBe(9);
  expect(setup.ready()).toMatchObject({ item: null, labelled: 3 });
  await setup.session.undo();
  expect(onScreen()).toEqual([2, 'truth']);
  const log = await readFile(path.join(folder, 'part-2.labels.jsonl'), 'utf8');
  expect(log.trimEnd().split('\n')).toHaveLength(4);
});

test('labels no dimension asks for any more leave the page as it was', async () => {
  await setup.session.open();
  await answer();
  setup.settings.at = { path: setup.file };
  await setup.session.reconsider();
  expect(setup.item()).toMatchObject({ index: 0, dimension: null });
  expect(setup.ready().labelled).toBe(1);
});
