import { isOverall } from '../records/isOverall.ts';
import { placesOfRanking } from '../records/rankingOfPlaces.ts';
import type { Judgement } from '../records/types.ts';

/** One person preferring one response of a record to another. */
export interface CrowdVote {
  readonly annotator: string;
  /** Places among the record's responses. */
  readonly winner: number;
  readonly loser: number;
}

/**
 * The preferences in judgements of one record, overall, over the pairs that at least two people
 * prefer a response of. Ties prefer none.
 */
export function crowdVotes(
  responseIds: readonly string[],
  judgements: readonly Judgement[],
): readonly CrowdVote[] {
  const byPair = new Map<string, CrowdVote[]>();
  for (const { annotator, ranking } of judgements.filter(isOverall)) {
    const places = placesOfRanking(ranking, responseIds);
    places.forEach((one, winner) => {
      places.forEach((other, loser) => {
        if (typeof one !== 'number' || typeof other !== 'number' || one >= other) return;
        const pair = [Math.min(winner, loser), Math.max(winner, loser)].join();
        const votes = byPair.get(pair) ?? [];
        byPair.set(pair, votes);
        votes.push({ annotator, winner, loser });
      });
    });
  }
  return [...byPair.values()].filter((votes) => votes.length > 1).flat();
}
