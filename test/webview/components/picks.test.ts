import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allTiers,
  movePick,
  nothingPicked,
  picksAt,
  pickLabel,
  placeOf,
  placesOf,
  putPick,
  togglePick,
  toggleTie,
  type Picks,
} from '../../../webview/components/picks.ts';
import { verdictLabel } from '../../../webview/components/verdictLabel.ts';

/** Cards by number and 't' for the tie key, as they are pressed. */
function picked(presses: readonly (number | 't')[], count: number): Picks {
  return presses.reduce<Picks>(
    (picks, press) => (press === 't' ? toggleTie(picks) : togglePick(picks, press, count)),
    nothingPicked,
  );
}

describe('picks', () => {
  it('gives the last place to the card that remains, also when it is named', () => {
    expect(placesOf(picked([2, 0], 4), 4)).toBeNull();
    expect(placesOf(picked([2, 0, 3], 4), 4)).toEqual([1, 3, 0, 2]);
    expect(placesOf(picked([2, 0, 3, 1], 4), 4)).toEqual([1, 3, 0, 2]);
  });

  it('takes a card back', () => {
    expect(picked([2, 0, 2], 4).tiers).toEqual([[0]]);
    expect(placeOf(picked([2, 0, 3, 0], 4), 1, 4)).toBeNull();
  });

  it('ties the next card to the last, the one that remains too', () => {
    expect(placesOf(picked([2, 't', 0, 3], 4), 4)).toEqual([0, 2, 0, 1]);
    expect(placesOf(picked([2, 't', 0, 't', 3], 4), 4)).toEqual([0, 1, 0, 0]);
    expect(placesOf(picked([2, 0, 3, 't'], 4), 4)).toEqual([1, 2, 0, 2]);
    expect(placesOf(picked([2, 0, 3, 't', 1], 4), 4)).toEqual([1, 2, 0, 2]);
    expect(placesOf(picked([2, 0, 't', 't', 3], 4), 4)).toEqual([1, 3, 0, 2]);
    expect(picked(['t'], 4)).toEqual(nothingPicked);
  });

  it('says which places are shared, or will be', () => {
    const labels = (presses: readonly (number | 't')[]): (string | null)[] =>
      [0, 1, 2, 3].map((card) => pickLabel(picked(presses, 4), card, 4));
    expect(labels([3, 1, 't'])).toEqual([null, '=2nd', null, '1st']);
    expect(labels([3, 1, 't', 0])).toEqual(['=2nd', '=2nd', '4th', '1st']);
  });

  it('moves a card past its neighbours, and out of a place it shares', () => {
    const order = (picks: Picks): Picks['tiers'] => allTiers(picks, 4);
    const whole = picked([0, 1, 2], 4);
    expect(order(movePick(whole, 3, -1, 4))).toEqual([[0], [1], [3], [2]]);
    expect(order(movePick(whole, 0, 1, 4))).toEqual([[1], [0], [2], [3]]);
    expect(order(movePick(whole, 0, -1, 4))).toEqual([[0], [1], [2], [3]]);
    expect(order(movePick(whole, 3, 1, 4))).toEqual([[0], [1], [2], [3]]);
    const tied = picked([0, 't', 1, 2], 4);
    expect(order(movePick(tied, 1, -1, 4))).toEqual([[1], [0], [2], [3]]);
    expect(order(movePick(tied, 0, 1, 4))).toEqual([[1], [0], [2], [3]]);
    expect(order(movePick(picked([0], 4), 2, -1, 4))).toEqual([[0], [2]]);
  });

  it('puts a card where it is dropped', () => {
    const whole = picked([0, 1, 2], 4);
    const put = (tier: number, own: boolean): unknown =>
      allTiers(putPick(whole, 3, { tier, own }, 4), 4);
    expect(put(0, true)).toEqual([[3], [0], [1], [2]]);
    expect(put(0, false)).toEqual([[0, 3], [1], [2]]);
    expect(put(2, false)).toEqual([[0], [1], [2, 3]]);
    expect(put(3, false)).toEqual([[0], [1], [2], [3]]);
    expect(put(4, true)).toEqual([[0], [1], [2], [3]]);
    expect(put(9, false)).toEqual([[0], [1], [2], [3]]);
  });

  it('are found again from the places they give', () => {
    for (const presses of [
      [0, 1, 2],
      [3, 't', 1, 0],
      [2, 't', 0, 't', 1, 't'],
    ] as const) {
      const picks = picked(presses, 4);
      expect(allTiers(picksAt(placesOf(picks, 4) ?? []), 4)).toHaveLength(
        allTiers(picks, 4).length,
      );
      expect(placesOf(picksAt(placesOf(picks, 4) ?? []), 4)).toEqual(placesOf(picks, 4));
    }
  });

  const steps = fc.integer({ min: 3, max: 10 }).chain((count) => {
    const card = fc.nat(count - 1);
    const change = fc.oneof(
      card.map((at) => (picks: Picks) => togglePick(picks, at, count)),
      fc.constant(toggleTie),
      fc.tuple(card, fc.constantFrom(1 as const, -1 as const)).map(
        ([at, step]) =>
          (picks: Picks) =>
            movePick(picks, at, step, count),
      ),
      fc.tuple(card, fc.nat(count), fc.boolean()).map(
        ([at, tier, own]) =>
          (picks: Picks) =>
            putPick(picks, at, { tier, own }, count),
      ),
    );
    return fc.record({ count: fc.constant(count), changes: fc.array(change, { maxLength: 40 }) });
  });

  it('whatever is done, each card has one place at most, places leave no gap, and tiers say the same', () => {
    fc.assert(
      fc.property(steps, ({ count, changes }) => {
        const picks = changes.reduce((before, change) => change(before), nothingPicked);
        const tiers = allTiers(picks, count);
        expect(new Set(tiers.flat()).size).toBe(tiers.flat().length);
        expect(tiers.every((tier) => tier.length > 0)).toBe(true);
        expect(picks.tiers.flat().length).toBeLessThan(count);
        const places = placesOf(picks, count);
        expect(places === null).toBe(tiers.flat().length < count);
        if (places === null) return;
        expect(new Set(places)).toEqual(new Set(tiers.keys()));
        for (const [at, tier] of tiers.entries())
          for (const card of tier) expect(places[card]).toBe(at);
      }),
    );
  });
});

describe('verdictLabel', () => {
  it('says better, tie, both bad or the place', () => {
    const labels = (places: readonly number[], bothBad = false): (string | null)[] =>
      places.map((_, card) => verdictLabel({ places, bothBad }, card));
    expect(labels([1, 0])).toEqual([null, 'better']);
    expect(labels([0, 0])).toEqual(['tie', 'tie']);
    expect(labels([0, 0], true)).toEqual(['both bad', 'both bad']);
    expect(labels([1, 0, 1, 2])).toEqual(['=2nd', '1st', '=2nd', '4th']);
  });
});
