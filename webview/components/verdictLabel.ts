import { ordinal } from './numbers.ts';

/** What was said of an item: places in shown order (0 best, equal = tie). */
export interface Verdict {
  readonly places: readonly number[];
  readonly bothBad: boolean;
}

/**
 * What stands on a judged card: 'better', 'tie' or 'both bad' on a pair (nothing on the loser),
 * the place on a ranking, '=2nd' where it is shared. Null where there is nothing to say.
 */
export function verdictLabel({ places, bothBad }: Verdict, card: number): string | null {
  const place = places[card];
  if (place === undefined) return null;
  const shared = places.filter((other) => other === place).length > 1;
  if (places.length === 2)
    return shared ? (bothBad ? 'both bad' : 'tie') : place === 0 ? 'better' : null;
  return (shared ? '=' : '') + ordinal(rankOf(places, place));
}

/** Competition ranking: one more than the number of better cards. */
function rankOf(places: readonly number[], place: number): number {
  return places.filter((other) => other < place).length + 1;
}
