import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queueOf } from '../../../src/core/queue/queueOf.ts';

const scores = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constant(NaN)), { maxLength: 60 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('queueOf', () => {
  it('has every candidate once, the same for one seed', () => {
    fc.assert(
      fc.property(scores, share, fc.string(), (values, randomShare, seed) => {
        const queue = queueOf(values, { randomShare, seed });
        expect(queue.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...values.keys()]);
        expect(queueOf(values, { randomShare, seed })).toEqual(queue);
      }),
    );
  });

  it('takes the highest score of what is left wherever chance does not', () => {
    fc.assert(
      fc.property(scores, share, fc.string(), (values, randomShare, seed) => {
        const queue = queueOf(values, { randomShare, seed });
        const scoreOf = (index: number): number => {
          const score = values[index] ?? NaN;
          return Number.isNaN(score) ? -Infinity : score;
        };
        for (const [place, { index, byChance }] of queue.entries()) {
          if (byChance) continue;
          for (const later of queue.slice(place + 1)) {
            expect(scoreOf(later.index)).toBeLessThanOrEqual(scoreOf(index));
          }
        }
      }),
    );
  });

  it('goes by score, equal ones in the order given, the unknown last', () => {
    const queue = queueOf([1, NaN, 3, 1, -Infinity], { randomShare: 0, seed: 'a' });
    expect(queue.map(({ index }) => index)).toEqual([2, 0, 3, 4, 1]);
  });

  it('gives chance a fifth of the places unless told otherwise', () => {
    const queue = queueOf(new Float64Array(10_000), { seed: 'share' });
    const byChance = queue.filter((place) => place.byChance).length;
    // Four standard deviations of a binomial with p = 0.2 are 160.
    expect(Math.abs(byChance - 2_000)).toBeLessThan(160);
    const other = queueOf(new Float64Array(10_000), { seed: 'another' });
    expect(other).not.toEqual(queue);
  });

  it('is a plain shuffle when every place is by chance', () => {
    const counts = [0, 0, 0];
    for (let seed = 0; seed < 3_000; seed++) {
      const first = queueOf([5, 1, 0], { randomShare: 1, seed: String(seed) })[0]?.index ?? 0;
      counts[first] = (counts[first] ?? 0) + 1;
    }
    // Four standard deviations of a binomial with p = 1/3 are 103.
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(103);
  });
});
