import { isOverall } from './isOverall.ts';
import { decisionOf } from './adjudication.ts';
import { rankingOfPlaces } from './rankingOfPlaces.ts';
import { ranksExactly } from './ranksExactly.ts';
import type { Judgement, PreferenceRecord, Ranking } from './types.ts';

/** Why a record has no agreed ranking. */
export type NoConsensus =
  | 'not judged'
  | 'annotators disagree evenly'
  | 'annotators disagree in a circle'
  | 'judged with other responses than the row has now';

/** The ranking a record's judgements agree on, or why there is none. */
export type Consensus =
  | { readonly ranking: Ranking; readonly reason?: undefined }
  | { readonly ranking?: undefined; readonly reason: NoConsensus };

/** Of two responses in order: the first better, the second better, or a tie. */
type Outcome = 1 | -1 | 0;

/**
 * What the annotators agree on about a record, over the dimension 'overall'. Judgements of the label
 * log (`standing`) take precedence: while there is one, those that came with the row are not asked.
 *
 * Several annotators vote pair by pair; first better, second better and tie are three choices, and
 * the one with most votes wins. When the two best choices of a pair have equal votes there is no
 * majority, and the whole record has none; nor when the majorities form no order (a over b over c
 * over a: Condorcet's circle). An adjudicated judgement ends the vote: what it says is agreed.
 */
export function consensus(record: PreferenceRecord, standing: readonly Judgement[]): Consensus {
  const logged = standing.filter(isOverall);
  const asked = logged.length > 0 ? logged : record.judgements.filter(isOverall);
  return agreedRanking(
    record.responses.map(({ id }) => id),
    asked,
  );
}

/**
 * What judgements of one dimension agree on about the responses `ids`, pair by pair as
 * {@link consensus} says. `weightOf` gives the weight of an annotator's vote, 1 for everybody when
 * it is left out.
 */
export function agreedRanking(
  ids: readonly string[],
  judgements: readonly Judgement[],
  weightOf: (annotator: string) => number = () => 1,
): Consensus {
  if (judgements.length === 0) return { reason: 'not judged' };
  const valid = judgements.filter(({ ranking }) => ranksExactly(ranking, ids));
  const [only] = valid;
  if (only === undefined) return { reason: 'judged with other responses than the row has now' };
  const decision = decisionOf(valid);
  if (decision !== undefined) return { ranking: decision.ranking };
  return valid.length === 1 ? { ranking: only.ranking } : majority(ids, valid, weightOf);
}

function majority(
  ids: readonly string[],
  judgements: readonly Judgement[],
  weightOf: (annotator: string) => number,
): Consensus {
  const weights = judgements.map(({ annotator }) => weightOf(annotator));
  const places = judgements.map(
    ({ ranking }) => new Map(ranking.flatMap((tier, place) => tier.map((id) => [id, place]))),
  );
  const wins = new Map(ids.map((id) => [id, 0]));
  const outcomes: { first: string; second: string; outcome: Outcome }[] = [];
  for (const [index, first] of ids.entries()) {
    for (const second of ids.slice(index + 1)) {
      const outcome = voteOnPair(
        places.map((of) => sign((of.get(second) ?? 0) - (of.get(first) ?? 0))),
        weights,
      );
      if (outcome === null) return { reason: 'annotators disagree evenly' };
      outcomes.push({ first, second, outcome });
      wins.set(first, (wins.get(first) ?? 0) + outcome);
      wins.set(second, (wins.get(second) ?? 0) - outcome);
    }
  }
  // Wins less losses (Copeland's score) order the responses; an order exists if it keeps every vote.
  const kept = outcomes.every(
    ({ first, second, outcome }) =>
      sign((wins.get(first) ?? 0) - (wins.get(second) ?? 0)) === outcome,
  );
  return kept
    ? {
        ranking: rankingOfPlaces(
          ids,
          ids.map((id) => -(wins.get(id) ?? 0)),
        ),
      }
    : { reason: 'annotators disagree in a circle' };
}

/** The choice with strictly most votes; null when the lead is shared. */
function voteOnPair(votes: readonly Outcome[], weights: readonly number[]): Outcome | null {
  const counts = ([1, -1, 0] as const).map((outcome) => ({
    outcome,
    count: votes.reduce<number>(
      (sum, vote, index) => sum + (vote === outcome ? (weights[index] ?? 0) : 0),
      0,
    ),
  }));
  const [best, next] = counts.sort((a, b) => b.count - a.count);
  return best === undefined || best.count === next?.count ? null : best.outcome;
}

function sign(value: number): Outcome {
  return value > 0 ? 1 : value < 0 ? -1 : 0;
}
