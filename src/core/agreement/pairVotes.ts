import { isOverall } from '../records/isOverall.ts';
import type { Judgement, PreferenceRecord } from '../records/types.ts';
import type { PairVote } from './annotatorReliability.ts';

/**
 * What several annotators said of each pair of a record's responses, over the dimension 'overall';
 * empty where fewer than two judged it. The label log's judgements (`standing`) stand in for the
 * row's.
 */
export function pairVotes(
  record: PreferenceRecord,
  standing: readonly Judgement[],
): readonly (readonly PairVote[])[] {
  const logged = standing.filter(isOverall);
  const judgements = logged.length > 0 ? logged : record.judgements.filter(isOverall);
  if (judgements.length < 2) return [];
  const places = judgements.map(({ annotator, ranking }) => ({
    annotator,
    of: new Map(ranking.flatMap((tier, place) => tier.map((id) => [id, place] as const))),
  }));
  const ids = record.responses.map(({ id }) => id);
  return ids.flatMap((one, at) =>
    ids.slice(at + 1).map((other) =>
      places.flatMap(({ annotator, of }) => {
        const [first, second] = [of.get(one), of.get(other)];
        if (first === undefined || second === undefined) return [];
        const outcome = first < second ? 1 : first > second ? -1 : 0;
        return [{ annotator, outcome } as const];
      }),
    ),
  );
}
