import { expect, it } from 'vitest';
import { brierScore } from '../../../src/core/evaluation/brierScore.ts';
import { seededRandom } from '../../../src/core/random/seededRandom.ts';
import { learnFromPairs, type Learnt } from '../../../src/core/training/learnFromPairs.ts';

const pause = (): Promise<void> => Promise.resolve();

/** Pairs whose chosen response is mostly the one with the larger first feature. */
function noisyPairs(count: number, seed: string) {
  const [random, columns] = [seededRandom(seed), 6];
  const data = Float32Array.from({ length: 2 * count * columns }, () => random() - 0.5);
  const pairs = Array.from({ length: count }, (_, k) => {
    const lead = (data[2 * k * columns] ?? 0) - (data[(2 * k + 1) * columns] ?? 0);
    const first = lead + 0.6 * (random() - 0.5) > 0;
    const [chosen, rejected] = first ? [2 * k, 2 * k + 1] : [2 * k + 1, 2 * k];
    return { chosen, rejected, weight: k % 3 === 0 ? 0.5 : 1, group: `prompt ${k}` };
  });
  return { features: { data, columns }, pairs, seed: 0, pause };
}

it('learns what is there and measures it on the prompts held out', async () => {
  const learnt = await learnFromPairs({ ...noisyPairs(300, 'a'), last: null });
  expect(learnt?.accuracy.n).toBe(60);
  expect(learnt?.accuracy.value).toBeGreaterThan(0.7);
  expect(learnt?.brier).toBeLessThan(0.2);
});

it('ends at the same head wherever it starts, at the strength chosen before', async () => {
  const input = noisyPairs(200, 'b');
  const from = (start: number): Learnt => {
    const weights = Float64Array.from({ length: 6 }, (_, j) => start * (j - 3));
    return {
      weights,
      l2: 0.2,
      chosenAt: 160,
      accuracy: { n: 0, value: 0, low: 0, high: 1 },
      brier: 1,
    };
  };
  const [near, far] = [
    await learnFromPairs({ ...input, last: from(0) }),
    await learnFromPairs({ ...input, last: from(2) }),
  ];
  expect([near?.l2, near?.chosenAt]).toEqual([0.2, 160]);
  near?.weights.forEach((weight, j) => expect(far?.weights[j]).toBeCloseTo(weight, 3));
});

it('chooses the strength again when there are half as many pairs more', async () => {
  const input = noisyPairs(300, 'c');
  const first = await learnFromPairs({ ...input, pairs: input.pairs.slice(0, 150), last: null });
  const next = await learnFromPairs({ ...input, last: first });
  expect([first?.chosenAt, next?.chosenAt]).toEqual([120, 240]);
});

it('holds nothing out of two prompts', async () => {
  expect(await learnFromPairs({ ...noisyPairs(2, 'd'), last: null })).toBeNull();
});

it('is 0.25 for a model that never knows, and 0 for one that always does', () => {
  expect(brierScore(Float64Array.of(0, 0))).toBe(0.25);
  expect(brierScore(Float64Array.of(50, 60))).toBeCloseTo(0, 12);
  expect(brierScore(Float64Array.of(Math.log(3), -Math.log(3)))).toBeCloseTo(
    (1 / 16 + 9 / 16) / 2,
    12,
  );
});
