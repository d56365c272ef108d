import { expect, it } from 'vitest';
import { brierScore } from '../../../src/core/evaluation/brierScore.ts';
import { seededRandom } from '../../../src/core/random/seededRandom.ts';
import {
  createPairLearner,
  GRADIENT_TOLERANCE,
  type Learnt,
} from '../../../src/core/training/pairLearner.ts';

const pause = (): Promise<void> => Promise.resolve();
const COLUMNS = 6;

/** Pairs whose chosen response is mostly the one with the larger first feature. */
function noisyPairs(count: number, seed: string) {
  const random = seededRandom(seed);
  const data = Float32Array.from({ length: 2 * count * COLUMNS }, () => random() - 0.5);
  const pairs = Array.from({ length: count }, (_, k) => {
    const lead = (data[2 * k * COLUMNS] ?? 0) - (data[(2 * k + 1) * COLUMNS] ?? 0);
    const first = lead + 0.6 * (random() - 0.5) > 0;
    const [chosen, rejected] = first ? [2 * k, 2 * k + 1] : [2 * k + 1, 2 * k];
    return { chosen, rejected, weight: k % 3 === 0 ? 0.5 : 1, group: `prompt ${k}` };
  });
  return { features: { data, columns: COLUMNS }, pairs, pause };
}

/** How far two ends of the same search may lie apart; see `PairLearner.learn`. */
const apart = ({ l2 }: Learnt): number => (2 * Math.sqrt(COLUMNS) * GRADIENT_TOLERANCE) / l2;

function expectSameEnd(warm: Learnt | null, cold: Learnt | null): void {
  if (warm === null || cold === null) throw new Error('Nothing was held out');
  expect(warm.l2).toBe(cold.l2);
  warm.factors.forEach((factor, j) => expect(factor).toBeCloseTo(cold.factors[j] ?? NaN, 6));
  const distance = Math.hypot(...warm.weights.map((w, j) => w - (cold.weights[j] ?? NaN)));
  expect(distance).toBeLessThan(apart(cold) + 1e-5);
  expect(warm.accuracy).toEqual(cold.accuracy);
  expect(warm.brier).toBeCloseTo(cold.brier, 3);
}

it('learns what is there and measures it on the prompts held out', async () => {
  const learnt = await createPairLearner(0).learn(noisyPairs(300, 'a'));
  expect(learnt?.accuracy.n).toBe(60);
  expect(learnt?.accuracy.value).toBeGreaterThan(0.7);
  expect(learnt?.brier).toBeLessThan(0.2);
  expect(learnt?.calibration.n).toBe(60);
  expect(learnt?.calibration.value).toBeLessThan(0.25);
});

it('ends, going on from before, where it ends when it starts with all pairs', async () => {
  const input = noisyPairs(200, 'b');
  const learner = createPairLearner(0);
  for (const count of [190, 195, 199]) {
    await learner.learn({ ...input, pairs: input.pairs.slice(0, count) });
  }
  expectSameEnd(await learner.learn(input), await createPairLearner(0).learn(input));
});

it('forgets pairs that were taken back, or turned round', async () => {
  const input = noisyPairs(200, 'e');
  const learner = createPairLearner(0);
  await learner.learn(input);
  const pairs = input.pairs.slice(30).map((pair, k) => {
    return k > 10 ? pair : { ...pair, chosen: pair.rejected, rejected: pair.chosen };
  });
  const warm = await learner.learn({ ...input, pairs });
  expectSameEnd(warm, await createPairLearner(0).learn({ ...input, pairs }));
});

it('multiplies with responses where rankings make more pairs than responses', async () => {
  const { features, pairs } = noisyPairs(30, 'f');
  const ranked = pairs.flatMap(({ chosen, rejected, group, weight }, k) => {
    const next = pairs[(k + 1) % pairs.length] ?? pairs[0];
    const other = { chosen, rejected: next?.rejected ?? 0, weight, group };
    return [{ chosen, rejected, weight, group }, other, { ...other, rejected: next?.chosen ?? 0 }];
  });
  const learner = createPairLearner(0);
  await learner.learn({ features, pairs: ranked.slice(3), pause });
  const warm = await learner.learn({ features, pairs: ranked, pause });
  expectSameEnd(warm, await createPairLearner(0).learn({ features, pairs: ranked, pause }));
});

it('chooses the strength again when there are half as many pairs more', async () => {
  const input = noisyPairs(300, 'c');
  const learner = createPairLearner(0);
  const first = await learner.learn({ ...input, pairs: input.pairs.slice(0, 150) });
  const same = await learner.learn({ ...input, pairs: input.pairs.slice(0, 160) });
  const next = await learner.learn(input);
  expect([first?.chosenAt, same?.chosenAt, next?.chosenAt]).toEqual([120, 120, 240]);
});

it('goes on where it was cancelled', async () => {
  const input = noisyPairs(100, 'g');
  const learner = createPairLearner(0);
  let pauses = 0;
  const cancelling = (): Promise<void> =>
    ++pauses > 150 ? Promise.reject(new Error('enough')) : Promise.resolve();
  await expect(learner.learn({ ...input, pause: cancelling })).rejects.toThrow('enough');
  expectSameEnd(await learner.learn(input), await createPairLearner(0).learn(input));
});

it('holds nothing out of two prompts', async () => {
  expect(await createPairLearner(0).learn(noisyPairs(2, 'd'))).toBeNull();
});

it('is 0.25 for a model that never knows, and 0 for one that always does', () => {
  expect(brierScore(Float64Array.of(0, 0))).toBe(0.25);
  expect(brierScore(Float64Array.of(50, 60))).toBeCloseTo(0, 12);
  expect(brierScore(Float64Array.of(Math.log(3), -Math.log(3)))).toBeCloseTo(
    (1 / 16 + 9 / 16) / 2,
    12,
  );
});
