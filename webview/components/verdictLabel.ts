import type { Strength } from '../../src/shared/protocol.ts';
import { ordinal } from './numbers.ts';

/** What was said of an item: places in shown order (0 best, equal = tie). */
export interface Verdict {
  readonly places: readonly number[];
  readonly bothBad: boolean;
  /** Of a pair with a winner, where it was said. */
  readonly strength?: Strength | null;
}

/** The words for how much better, by strength. */
export const strengthWords = {
  1: 'slightly better',
  2: 'clearly better',
  3: 'much better',
} as const;

/**
 * What stands on a judged card: 'better' or 'much better', 'tie' or 'both bad' on a pair (nothing on the loser),
 * the place on a ranking, '=2nd' where it is shared. Null where there is nothing to say.
 */
export function verdictLabel({ places, bothBad, strength }: Verdict, card: number): string | null {
  const place = places[card];
  if (place === undefined) return null;
  const shared = places.filter((other) => other === place).length > 1;
  if (places.length === 2) {
    if (shared) return bothBad ? 'both bad' : 'tie';
    const better = strength === null || strength === undefined ? 'better' : strengthWords[strength];
    return place === 0 ? better : null;
  }
  return (shared ? '=' : '') + ordinal(rankOf(places, place));
}

/** Competition ranking: one more than the number of better cards. */
function rankOf(places: readonly number[], place: number): number {
  return places.filter((other) => other < place).length + 1;
}
