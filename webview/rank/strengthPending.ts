import type { Strength } from '../../src/shared/protocol.ts';

/** How long after the last press a pair's verdict waits for the same key again, in milliseconds. */
export const quietMs = 500;

/** A pair's winner whose strength may still grow. */
export interface Pending {
  /** The item it is about. */
  readonly key: string;
  /** In shown order. */
  readonly places: readonly number[];
  readonly strength: Strength;
  /** When it was last said, an event timestamp in ms. */
  readonly at: number;
}

/** The winner said once more is stronger, up to 'much'; another winner starts at 'slightly'. */
export function said(before: Pending | null, now: Omit<Pending, 'strength'>): Pending {
  const again =
    before?.key === now.key && before.places.every((place, card) => place === now.places[card]);
  return { ...now, strength: again ? stronger(before.strength) : 1 };
}

function stronger(strength: Strength): Strength {
  return strength === 1 ? 2 : 3;
}
