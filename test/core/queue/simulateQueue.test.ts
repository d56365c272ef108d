import { describe, expect, it } from 'vitest';
import { queueStrategies } from '../../../src/core/queue/scorePairs.ts';
import { simulateQueue } from '../../../src/core/queue/simulateQueue.ts';
import { seededRandom } from '../../../src/core/random/seededRandom.ts';

/** Differences that a linear reward with weights 2, −1, 0, 0 prefers. */
function pairs(count: number, seed: string): { data: Float32Array; columns: number } {
  const random = seededRandom(seed);
  const rows = Array.from({ length: count }, () => {
    const row = Array.from({ length: 4 }, () => 2 * random() - 1);
    const lead = 2 * (row[0] ?? 0) - (row[1] ?? 0);
    return row.map((x) => x * Math.sign(lead));
  });
  return { data: Float32Array.from(rows.flat()), columns: 4 };
}

describe('simulateQueue', () => {
  const input = { pool: pairs(200, 'pool'), test: pairs(300, 'test'), l2: 0.01, seed: '1' };
  const steps = [4, 20, 60];
  for (const strategy of queueStrategies) {
    it(`learns a linear preference by ${strategy}, the same for one seed`, async () => {
      const curve = await simulateQueue({ ...input, strategy, steps });
      expect(curve.map(({ labels }) => labels)).toEqual(steps);
      expect(curve.at(-1)?.accuracy).toBeGreaterThan(0.93);
      expect(await simulateQueue({ ...input, strategy, steps })).toEqual(curve);
    });
  }

  it('starts every strategy from the same labels and ends at the same where all are known', async () => {
    const curves = await Promise.all(
      queueStrategies.map((strategy) =>
        simulateQueue({ ...input, strategy, steps: [10, 50, 200] }),
      ),
    );
    const [first] = curves;
    for (const curve of curves) {
      expect(curve[0]).toEqual(first?.[0]);
      expect(Math.abs((curve[2]?.accuracy ?? NaN) - (first?.[2]?.accuracy ?? NaN))).toBeLessThan(
        0.01,
      );
    }
  });
});
