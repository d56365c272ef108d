import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { convertDataset } from '../../../src/engine/conversion/convertDataset.ts';
import type { Step } from '../../../src/core/records/types.ts';
import type { ConvertReport } from '../../../src/shared/conversion.ts';
import { rankSetup } from '../support/rankSetup.ts';
import type { RankSetup } from '../support/rankSetup.ts';

let setup: RankSetup;
const row = (id: string, labels: readonly (boolean | null)[]): string =>
  JSON.stringify({
    id,
    prompt: `Q ${id}`,
    completions: labels.map((_, at) => `${id} s${at}`),
    labels,
  });

beforeEach(async () => {
  const open = [null, null, null];
  setup = await rankSetup([row('p', open), row('q', open), row('r', [true, false, false])]);
  await setup.session.open();
});
afterEach(() => setup.dispose());

const label = (...steps: Step['label'][]): Promise<void> =>
  setup.session.answer({ key: setup.item().key, places: [], steps, durationMs: 5 });
const onScreen = (from = setup): unknown => {
  const { row: at, steps } = from.item();
  return [at, ...(steps ?? []).map((step) => step.label)];
};

async function converted(to: string, more: object = {}): Promise<[unknown[], ConvertReport]> {
  const output = `${setup.file}.${to}.jsonl`;
  const rules = { annotators: 'majority', disagreements: 'majority', ...more } as const;
  const report = await convertDataset(
    { input: setup.file, output, to, labels: true, overwrite: false, ...rules },
    { isCancelled: () => false },
  );
  const lines = (await readFile(output, 'utf8')).trimEnd().split('\n');
  return [lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown), report];
}

test('labels are saved as one judgement, and rows that came labelled are not asked about', async () => {
  expect(onScreen()).toEqual([0, null, null, null]);
  expect(setup.ready().labelled).toBe(1);
  await label(1, 0, 1);
  expect(onScreen()).toEqual([1, null, null, null]);
  await label(1, -1, null);
  expect(setup.ready()).toMatchObject({ item: null, labelled: 3 });
  expect(await setup.labels()).toMatchObject([
    { kind: 'judge', recordId: 'p', steps: [1, 0, 1], ranking: [], shown: [] },
    { kind: 'judge', recordId: 'q', steps: [1, -1, null] },
  ]);
});

test('are there again after a restart, and undone one by one', async () => {
  await label(1, 1, 1);
  await setup.session.move(-1);
  expect(onScreen()).toEqual([0, 1, 1, 1]);
  await label(-1, null, null);
  const again = setup.reopened();
  await again.session.open();
  expect(again.ready().labelled).toBe(2);
  await again.session.undo();
  expect(onScreen(again)).toEqual([0, 1, 1, 1]);
  await again.session.undo();
  expect(onScreen(again)).toEqual([0, null, null, null]);
  await again.session.undo();
  expect(again.ready().notice).toBe('Nothing of yours is left to take back');
});

test('a note takes the labels with it, and what is not whole is not saved', async () => {
  await label(1, null, 1);
  expect(setup.ready().saved).toMatchObject({ kind: 'failed' });
  await label(1, 1);
  expect(setup.ready().saved).toMatchObject({ kind: 'failed' });
  expect(onScreen()).toEqual([0, null, null, null]);
  await label(1, 1, 0);
  await setup.session.move(-1);
  await setup.session.note({ key: setup.item().key, rationale: 'unclear' });
  expect((await setup.labels()).at(-1)).toMatchObject({ steps: [1, 1, 0], rationale: 'unclear' });
});

test('are written to the stepwise formats, in TRL rows up to the first error', async () => {
  await label(1, -1, null);
  await label(1, 0, -1);
  const [trl, report] = await converted('trl-stepwise');
  expect(trl).toMatchObject([
    { id: 'p', completions: ['p s0', 'p s1'], labels: [true, false] },
    { id: 'r', labels: [true, false, false] },
  ]);
  expect(report.notCarried).toMatchObject([{ what: 'neutral or unlabelled step', count: 1 }]);
  const [prm] = await converted('prm800k');
  expect(JSON.stringify(prm[1])).toContain('"rating":0');
  const [own] = await converted('reward-lens');
  expect(own).toMatchObject([
    { steps: [{ label: 1 }, { label: -1 }, { label: null }] },
    { steps: [{ label: 1 }, { label: 0 }, { label: -1 }] },
    {},
  ]);
});

test('of two people come to what most say, or the record is left out', async () => {
  await label(1, 1, 1);
  const other = setup.reopened('bob');
  await other.session.open();
  const { key } = other.item();
  await other.session.answer({ key, places: [], steps: [1, -1, null], durationMs: 5 });
  const [, even] = await converted('prm800k');
  expect(even.notCarried).toMatchObject([{ what: 'annotators disagree evenly', count: 1 }]);
  const third = setup.reopened('cem');
  await third.session.open();
  const last = { key: third.item().key, places: [], steps: [1, 1, 1], durationMs: 5 } as const;
  await third.session.answer(last);
  const [rows] = await converted('trl-stepwise');
  expect(rows[0]).toMatchObject({ id: 'p', labels: [true, true, true] });
  const [, left] = await converted('math-shepherd', { disagreements: 'leave-out' });
  expect(left.notCarried).toContainEqual(expect.objectContaining({ what: 'annotators disagree' }));
});
