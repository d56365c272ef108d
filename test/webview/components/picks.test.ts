import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf, placesOf, togglePick, type Picks } from '../../../webview/components/picks.ts';
import { verdictLabel } from '../../../webview/components/verdictLabel.ts';

function picked(cards: readonly number[], count: number): Picks {
  return cards.reduce<Picks>((picks, card) => togglePick(picks, card, count), []);
}

describe('picks', () => {
  it('gives the last place to the card that remains', () => {
    expect(placesOf(picked([2, 0], 4), 4)).toBeNull();
    expect(placesOf(picked([2, 0, 3], 4), 4)).toEqual([1, 3, 0, 2]);
  });

  it('takes a card back, and with the card that remained the pick before it', () => {
    expect(picked([2, 0, 2], 4)).toEqual([0]);
    expect(picked([2, 0, 3, 1], 4)).toEqual([2, 0]);
    expect(placeOf(picked([2, 0, 3, 0], 4), 1, 4)).toBeNull();
  });

  it('whatever is clicked, complete places are a permutation and picks are distinct', () => {
    const clicks = fc.integer({ min: 3, max: 10 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        cards: fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 40 }),
      }),
    );
    fc.assert(
      fc.property(clicks, ({ count, cards }) => {
        const picks = picked(cards, count);
        expect(new Set(picks).size).toBe(picks.length);
        const places = placesOf(picks, count);
        if (places === null) return;
        expect([...places].sort((a, b) => a - b)).toEqual([...places.keys()]);
        expect(picks.map((card) => places[card])).toEqual([...picks.keys()]);
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
