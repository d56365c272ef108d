import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { said, type Pending } from '../../../webview/rank/strengthPending.ts';

const first = { key: 'item', places: [0, 1], at: 10 };
const second = { key: 'item', places: [1, 0], at: 20 };

describe('said', () => {
  it('grows from slightly over clearly to much, and no further', () => {
    const strengths: number[] = [];
    let pending: Pending | null = null;
    for (let press = 0; press < 4; press += 1) {
      pending = said(pending, { ...first, at: press });
      strengths.push(pending.strength);
      expect(pending.at).toBe(press);
    }
    expect(strengths).toEqual([1, 2, 3, 3]);
  });

  it('starts anew for the other response and for another item', () => {
    const clearly = said(said(null, first), first);
    expect(said(clearly, second)).toEqual({ ...second, strength: 1 });
    expect(said(clearly, { ...first, key: 'next' }).strength).toBe(1);
  });

  it('whatever was pressed, the last winner stands, as strong as its last run is long', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1 }), (presses) => {
        const end = presses.reduce<Pending | null>(
          (pending, isFirst) => said(pending, isFirst ? first : second),
          null,
        );
        const last = presses.at(-1);
        const run = presses.length - 1 - presses.lastIndexOf(!last);
        expect(end?.places).toEqual(last === true ? first.places : second.places);
        expect(end?.strength).toBe(Math.min(3, run));
      }),
    );
  });
});
