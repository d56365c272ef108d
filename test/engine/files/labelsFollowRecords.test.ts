import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DatasetCalls } from '../../../src/engine/files/datasetCalls.ts';
import { createDatasets } from '../../../src/engine/files/datasets.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let ids = 0;
/** A window opened anew. */
const aWindow = (): DatasetCalls =>
  createDatasets({ clock: () => new Date(Date.UTC(2026, 0, 31)), newId: () => `event-${++ids}` });

/** Rows with an id of their own and rows that are known by their content. */
function row(number: number): string {
  const own = number % 2 === 0 ? { id: `own-${number}` } : {};
  return `${JSON.stringify({ ...own, prompt: `Question ${number}?`, responses: ['Yes', 'No'] })}\n`;
}

const numbers = Array.from({ length: 24 }, (_, index) => index);
const isJudged = (number: number): boolean => number < 24 && number % 3 !== 0;
/** Half of the judged rows prefer the first response, half the second. */
const rankingOf = (number: number): string[][] =>
  number % 4 < 2 ? [['a'], ['b']] : [['b'], ['a']];

async function judgeEach(file: string): Promise<void> {
  const window = aWindow();
  for (const index of numbers.filter(isJudged)) {
    const { recordId } = await window.item({ path: file, index, annotator: 'ana' });
    const judgement = { ranking: rankingOf(index), shown: ['a', 'b'], durationMs: 1 };
    await window.judge({ path: file, index, recordId, annotator: 'ana', judgement });
  }
}

test('labels follow their records when rows are re-ordered, removed and inserted', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'support.jsonl');
  const log = path.join(folder, 'support.labels.jsonl');
  await writeFile(file, numbers.map(row).join(''));
  await judgeEach(file);
  const labels = await readFile(log);

  const edited = fc
    .tuple(
      fc.shuffledSubarray(numbers, { minLength: 1 }),
      fc.uniqueArray(fc.integer({ min: 24, max: 40 })),
    )
    .chain(([kept, inserted]) => {
      const all = [...kept, ...inserted];
      return fc.shuffledSubarray(all, { minLength: all.length });
    });
  await fc.assert(
    fc.asyncProperty(edited, async (rows) => {
      await writeFile(file, rows.map(row).join(''));
      const window = aWindow();
      const summary = await window.open({ path: file });
      expect(summary.labelled).toBe(rows.filter(isJudged).length);
      for (const [index, number] of rows.entries()) {
        const item = await window.item({ path: file, index, annotator: 'ana' });
        expect(item.prompt[0]?.content).toBe(`Question ${number}?`);
        expect(item.judgement?.ranking).toEqual(isJudged(number) ? rankingOf(number) : undefined);
      }
      const removed = numbers.filter((number) => isJudged(number) && !rows.includes(number));
      const told = summary.problems.map(({ message }) => message);
      if (removed.length === 0) expect(told).toEqual([]);
      else expect(told).toEqual([expect.stringContaining('that support.jsonl does not have')]);
      if (removed.length > 1) expect(told[0]).toContain(`${removed.length} judgements are`);
    }),
    { numRuns: 25 },
  );
  expect(await readFile(log)).toEqual(labels);
});

test('records of one id are told apart, reported, and labelled each on its own', async () => {
  const file = path.join(await temporaryFolder(), 'support.jsonl');
  const same = (prompt: string): string =>
    `${JSON.stringify({ id: 'x', prompt, responses: ['Yes', 'No'] })}\n`;
  await writeFile(file, same('One?') + row(2) + same('Two?') + same('Three?'));
  const window = aWindow();
  const { problems, total } = await window.open({ path: file });
  expect(total).toBe(4);
  expect(problems.map(({ line }) => line)).toEqual([3, 4]);
  for (const { message } of problems) expect(message).toMatch(/Line 1 has the same id.*"x#[23]"/);

  const call = { path: file, annotator: 'ana' };
  const judgement = { ranking: [['b'], ['a']], shown: ['a', 'b'], durationMs: 1 };
  await window.judge({ ...call, index: 2, recordId: 'x#2', judgement });
  const judged = [];
  for (const index of [0, 1, 2, 3]) {
    const item = await aWindow().item({ ...call, index });
    judged.push([item.recordId, item.judgement?.ranking ?? null]);
  }
  expect(judged).toEqual([
    ['x', null],
    ['own-2', null],
    ['x#2', [['b'], ['a']]],
    ['x#3', null],
  ]);
});
