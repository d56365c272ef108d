import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { crowdBradleyTerry } from '../../../src/core/agreement/crowdBradleyTerry.ts';
import { crowdVotes, type CrowdVote } from '../../../src/core/agreement/crowdVotes.ts';
import { sigmoid } from '../../../src/core/math/sigmoid.ts';
import { seededRandom } from '../../../src/core/random/seededRandom.ts';
import { aJudgement } from '../../support/builders.ts';

interface Case {
  readonly records: readonly (readonly (readonly [string, number, number])[])[];
  readonly fitted: readonly {
    readonly annotator: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
  }[];
}

const reference = JSON.parse(
  readFileSync(
    new URL('../../reference/crowdBradleyTerry/crowdBradleyTerry.json', import.meta.url),
    'utf8',
  ),
) as readonly Case[];

describe('crowdBradleyTerry', () => {
  it.each(reference)('agrees with SciPy to 1e-3, intervals too (case %#)', async (made) => {
    const records = made.records.map((votes) =>
      votes.map(([annotator, winner, loser]) => ({ annotator, winner, loser })),
    );
    const found = await crowdBradleyTerry(records);
    expect(found.map(({ annotator }) => annotator)).toEqual(made.fitted.map((f) => f.annotator));
    made.fitted.forEach(({ value, low, high }, k) => {
      expect(found[k]?.value).toBeCloseTo(value, 3);
      expect(found[k]?.low).toBeCloseTo(low, 3);
      expect(found[k]?.high).toBeCloseTo(high, 3);
    });
  });

  it('recovers reliabilities to 0.1, their order, the guesser and the adversary', async () => {
    const etas = [0.95, 0.9, 0.85, 0.8, 0.75, 0.9, 0.95, 0.5, 0.1];
    const found = await crowdBradleyTerry(simulated(150, 6, etas));
    found.forEach(({ annotator, value, low, high, n }, k) => {
      const eta = etas[k] ?? 0;
      expect(annotator).toBe(`a${k}`);
      expect(n).toBe(150 * 15);
      expect(Math.abs(value - eta)).toBeLessThan(0.1);
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
    });
    // Who is more reliable by 0.05 or more comes out so.
    found.forEach((one, k) => {
      found.forEach((other, l) => {
        if ((etas[k] ?? 0) - (etas[l] ?? 0) > 0.04) expect(one.value).toBeGreaterThan(other.value);
      });
    });
    expect(Math.abs((found[7]?.value ?? 0) - 0.5)).toBeLessThan(0.04);
    expect(found[8]?.high).toBeLessThan(0.3);
  });

  it('says nothing without votes', async () => {
    expect(await crowdBradleyTerry([[], []])).toEqual([]);
  });
});

it('takes the preferences of pairs that two people prefer a response of', () => {
  const judgements = [
    aJudgement({ annotator: 'ann', ranking: [['a'], ['b'], ['c']] }),
    aJudgement({ annotator: 'bob', ranking: [['b'], ['a', 'c']] }),
    aJudgement({ annotator: 'cat', ranking: [['c'], ['a']], dimension: 'safety' }),
  ];
  const say = ({ annotator, winner, loser }: CrowdVote): string =>
    `${annotator} ${winner}>${loser}`;
  expect(crowdVotes(['a', 'b', 'c'], judgements).map(say)).toEqual([
    'ann 0>1',
    'bob 1>0',
    'ann 1>2',
    'bob 1>2',
  ]);
});

function simulated(records: number, responses: number, etas: readonly number[]): CrowdVote[][] {
  const random = seededRandom('crowd');
  return Array.from({ length: records }, () => {
    const truth = Array.from({ length: responses }, () => 6 * (random() - 0.5));
    const votes: CrowdVote[] = [];
    for (let i = 0; i < responses; i++) {
      for (let j = i + 1; j < responses; j++) {
        etas.forEach((eta, k) => {
          const isFirst = random() < sigmoid((truth[i] ?? 0) - (truth[j] ?? 0));
          const says = random() < eta ? isFirst : !isFirst;
          votes.push({ annotator: `a${k}`, winner: says ? i : j, loser: says ? j : i });
        });
      }
    }
    return votes;
  });
}
