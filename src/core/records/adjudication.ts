import type { Judgement } from './types.ts';

/**
 * The flag of a judgement that settles its record and dimension: what it says is agreed, whatever
 * the others say. It is taken back by retracting it or by its annotator judging anew without it.
 */
export const ADJUDICATED = 'adjudicated';

/**
 * Of standing judgements of one record and dimension the adjudicated one, undefined when nobody
 * decided; of several the latest (by `at`; of equal times, the last given).
 */
export function decisionOf(judgements: readonly Judgement[]): Judgement | undefined {
  return judgements
    .filter(({ flags = [] }) => flags.includes(ADJUDICATED))
    .reduce<Judgement | undefined>(
      (latest, each) =>
        latest !== undefined && Date.parse(latest.at) > Date.parse(each.at) ? latest : each,
      undefined,
    );
}
