import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueRepeat, type JudgedBefore } from '../../../src/core/queue/dueRepeat.ts';

/** So many judgements, a minute apart. */
function judged(count: number): JudgedBefore[] {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 1) + 60_000 * index).toISOString();
    return { eventId: `event-${index}`, at, index };
  });
}

/** Judges on, as a person to whom never two repeats are shown one after the other. */
function session(count: number, share: number): JudgedBefore[] {
  const all = judged(1);
  let rows = 1;
  while (all.length < count) {
    const isAfterRepeat = all.at(-1)?.repeatOf !== undefined;
    const due = isAfterRepeat ? null : dueRepeat(all, share);
    const [next] = judged(all.length + 1).slice(-1);
    if (next === undefined) throw new Error('There is always a next one');
    all.push(due === null ? { ...next, index: rows++ } : { ...next, ...due });
  }
  return all;
}

describe('dueRepeat', () => {
  it.each([0.05, 0.1, 0.3])('makes %f of all judgements repeats', (share) => {
    const all = session(1_500, share);
    const repeats = all.filter(({ repeatOf }) => repeatOf !== undefined).length;
    // Five standard errors of a binomial share.
    const margin = 5 * Math.sqrt((share * (1 - share)) / all.length);
    expect(repeats / all.length).toBeGreaterThan(share - margin);
    expect(repeats / all.length).toBeLessThan(share + margin);
  });

  it('repeats a first judgement at least ten judgements later, and never twice', () => {
    const all = session(600, 0.3);
    const places = new Map(all.map(({ eventId }, place) => [eventId, place]));
    const seen = new Set<string>();
    all.forEach(({ repeatOf, index }, place) => {
      if (repeatOf === undefined) return;
      const first = all[places.get(repeatOf) ?? -1];
      expect(first).toMatchObject({ index });
      expect(first?.repeatOf).toBeUndefined();
      expect(place - (places.get(repeatOf) ?? place)).toBeGreaterThan(10);
      expect(seen.has(repeatOf)).toBe(false);
      seen.add(repeatOf);
    });
    expect(seen.size).toBeGreaterThan(100);
  });

  it('goes by the times, whatever order they are given in', () => {
    const some = judged(60);
    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: 60 }), (shuffled) => {
        expect(dueRepeat(shuffled, 0.5)).toEqual(dueRepeat(some, 0.5));
      }),
      { numRuns: 20 },
    );
  });

  it('is never due without judgements enough, or without a share', () => {
    expect(dueRepeat([], 0.5)).toBeNull();
    expect(dueRepeat(judged(10), 0.5)).toBeNull();
    for (let count = 11; count < 200; count++) expect(dueRepeat(judged(count), 0)).toBeNull();
  });
});
