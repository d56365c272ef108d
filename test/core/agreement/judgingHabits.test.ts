import { describe, expect, it } from 'vitest';
import { drift, judgingHabits } from '../../../src/core/agreement/drift.ts';
import { medianInterval } from '../../../src/core/agreement/medianInterval.ts';
import { speedOutliers } from '../../../src/core/agreement/speedOutliers.ts';
import { testRetest } from '../../../src/core/agreement/testRetest.ts';
import { seededRandom } from '../../../src/core/random/seededRandom.ts';
import type { Judgement } from '../../../src/core/records/types.ts';
import { aJudgement } from '../../support/builders.ts';

const LEFT = { shown: ['a', 'b'], ranking: [['a'], ['b']] };
const RIGHT = { shown: ['a', 'b'], ranking: [['b'], ['a']] };
const TIE = { shown: ['a', 'b'], ranking: [['a', 'b']] };

describe('testRetest', () => {
  const again = (first: Partial<Judgement>, ranking: Judgement['ranking']) =>
    [aJudgement(first), aJudgement({ ...first, ranking, shown: ['b', 'a'] })] as const;

  it('counts the same verdict as the same, whichever side it stood on', async () => {
    const steady = [again(LEFT, [['a'], ['b']]), again(RIGHT, [['b'], ['a']])];
    const found = await testRetest([...steady, again(TIE, [['a', 'b']])], seededRandom('s'));
    expect(found.n).toBe(3);
    expect(found.same).toMatchObject({ n: 3, value: 1 });
    expect(found.kappa.value).toBe(1);
  });

  it('finds somebody who always takes the left one', async () => {
    // Left is 'a' at first, 'b' when the sides are swapped.
    const found = await testRetest(
      [again(LEFT, [['b'], ['a']]), again(LEFT, [['b'], ['a']])],
      () => 0.5,
    );
    expect(found.same.value).toBe(0);
    expect(found.kappa.value).toBe(0);
  });

  it('takes a tie against a preference for a change, and each pair of a ranking by itself', async () => {
    expect((await testRetest([again(LEFT, [['a', 'b']])], () => 0.5)).same.value).toBe(0);
    const three = { shown: ['a', 'b', 'c'], ranking: [['a'], ['b'], ['c']] };
    const found = await testRetest([again(three, [['b'], ['a'], ['c']])], () => 0.5);
    expect(found.n).toBe(1);
    expect(found.same.n).toBe(3);
    expect(found.same.value).toBeCloseTo(2 / 3, 12);
    expect(found.kappa.n).toBe(3);
  });

  it('says nothing without repeats', async () => {
    expect(await testRetest([], () => 0.5)).toMatchObject({
      n: 0,
      same: { n: 0 },
      kappa: { value: null },
    });
  });
});

describe('speedOutliers', () => {
  const random = seededRandom('speed');
  /** Reading takes time in proportion, give or take a third. */
  const usual = Array.from({ length: 300 }, (_, id) => {
    const length = 100 + Math.floor(random() * 4000);
    return { id, length, durationMs: (2000 + 8 * length) * (0.7 + 0.6 * random()) };
  });

  it('names what took far too short or long for its length, the most extreme first', () => {
    const odd = [
      { id: -1, length: 3000, durationMs: 300 },
      { id: -2, length: 3000, durationMs: 800 },
      { id: -3, length: 500, durationMs: 3_600_000 },
      // Short for a long text, usual for a short one.
      { id: -4, length: 4000, durationMs: 3000 },
    ];
    const { n, fast, slow } = speedOutliers([...usual, ...odd]);
    expect(n).toBe(304);
    expect(fast.map(({ id }) => id).slice(0, 3)).toEqual([-1, -2, -4]);
    expect(slow.map(({ id }) => id)[0]).toBe(-3);
    expect(fast.length + slow.length).toBeLessThan(10);
  });

  it('tells nothing from fewer than twenty, nor where all take the same time', () => {
    expect(speedOutliers(usual.slice(0, 19))).toEqual({ n: 19, fast: [], slow: [] });
    const same = usual.map((each) => ({ ...each, durationMs: 5000 }));
    expect(speedOutliers(same)).toMatchObject({ n: 300, fast: [], slow: [] });
    expect(speedOutliers([...same, { id: 9, length: 400, durationMs: 4 }]).fast).toHaveLength(1);
  });
});

describe('medianInterval', () => {
  it('gives the median between two values in order, the whole range of few', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    // Conover's table: the 40th and the 61st of 100 hold the median with 95 %.
    expect(medianInterval(hundred)).toEqual({ value: 50.5, low: 40, high: 61 });
    expect(medianInterval([3, 1, 2])).toEqual({ value: 2, low: 1, high: 3 });
    expect(medianInterval([])).toBeNull();
  });

  it('holds the true median about 95 times in 100', () => {
    const random = seededRandom('median');
    const holds = Array.from({ length: 400 }, () => {
      const found = medianInterval(Array.from({ length: 40 }, () => random() ** 3));
      return found !== null && found.low <= 0.125 && found.high >= 0.125;
    });
    expect(holds.filter(Boolean).length / 400).toBeGreaterThan(0.92);
  });
});

describe('drift', () => {
  const random = seededRandom('drift');
  const made = (n: number, left: (at: number) => number, ms: (at: number) => number): Judgement[] =>
    Array.from({ length: n }, (_, at) =>
      aJudgement({
        ...(random() < 0.1 ? TIE : random() < left(at) ? LEFT : RIGHT),
        durationMs: ms(at) * (0.6 + 0.8 * random()),
        at: new Date(at * 60_000).toISOString(),
      }),
    );

  it('finds what changed from the first half to the second', async () => {
    const found = await drift(
      made(
        400,
        (at) => (at < 200 ? 0.45 : 0.8),
        (at) => (at < 200 ? 9000 : 3000),
      ),
    );
    expect(found.blocks).toHaveLength(10);
    expect(found.blocks.map(({ n }) => n)).toEqual(new Array(10).fill(40));
    expect(found.blocks[1]?.from).toBe(new Date(40 * 60_000).toISOString());
    expect(found.change.left?.low).toBeGreaterThan(0.1);
    expect(found.change.ties?.low).toBeLessThan(0);
    expect(found.change.ties?.high).toBeGreaterThan(0);
    expect(found.change.duration?.value).toBeCloseTo(1 / 3, 1);
    expect(found.change.duration?.high).toBeLessThan(0.5);
  });

  it('raises no more false alarms than it says: about one in twenty', async () => {
    const blocks = Array.from({ length: 300 }, async () => {
      const { left, ties, duration } = (
        await drift(
          made(
            80,
            () => 0.5,
            () => 5000,
          ),
        )
      ).change;
      const isOff = ({ low, high }: { low: number; high: number }, none: number): boolean =>
        low > none || high < none;
      return (
        (left !== null && isOff(left, 0)) ||
        (ties !== null && isOff(ties, 0)) ||
        (duration !== null && isOff(duration, 1))
      );
    });
    const alarms = await Promise.all(blocks);
    expect(alarms.filter(Boolean).length / 300).toBeLessThan(0.08);
  });

  it('tells nothing from fewer than forty, and nothing of durations without any', async () => {
    expect(
      (
        await drift(
          made(
            39,
            () => 0.5,
            () => 5000,
          ),
        )
      ).blocks,
    ).toEqual([]);
    const untimed = Array.from({ length: 40 }, () => aJudgement(LEFT));
    expect((await drift(untimed)).blocks).toHaveLength(2);
    expect((await drift(untimed)).change.duration).toBeNull();
    expect(judgingHabits(untimed)).toMatchObject({
      n: 40,
      duration: null,
      left: { n: 40, value: 1 },
    });
  });
});
