import { decisionOf } from '../records/adjudication.ts';
import { agreedRanking } from '../records/consensus.ts';
import { ranksExactly } from '../records/ranksExactly.ts';
import { UNKNOWN_TIME } from '../records/readVerdict.ts';
import { placesOfRanking } from '../records/rankingOfPlaces.ts';
import type { Judgement, PreferenceRecord, Ranking } from '../records/types.ts';
import { combineSteps } from './combineSteps.ts';
import { dimensionOf } from './featuresOf.ts';

/**
 * How several people's judgements of one record become one. Where one of them is adjudicated, that
 * one is it by every rule but 'all', and nobody disagrees any more.
 */
export interface CombineRule {
  /** Everybody's vote counts the same, by their reliability, or all judgements stay side by side. */
  readonly annotators: 'majority' | 'weighted' | 'all';
  /**
   * What becomes of a record on which they disagree: the majority's verdict; that verdict with a
   * margin that says by how much it won; or nothing.
   */
  readonly disagreements: 'majority' | 'soft-margin' | 'leave-out';
}

/** The annotator of a verdict that several people's votes gave. */
export const MAJORITY_ANNOTATOR = 'majority';

/** A record with its combined judgements, or why it has none. */
export type CombinedRecord =
  | { readonly record: PreferenceRecord; readonly reason?: undefined }
  | { readonly record?: undefined; readonly reason: string };

/**
 * A record with one judgement for each dimension (or all of them), from the label log (`standing`:
 * already the latest of each annotator) and, in dimensions the log has none of, from its row. What
 * people disagree about beside 'overall' is left out: it says nothing of the overall preference.
 * `weightOf` is asked when the rule weighs votes.
 */
export function combineJudgements(
  record: PreferenceRecord,
  standing: readonly Judgement[],
  rule: CombineRule,
  weightOf: (annotator: string) => number,
): CombinedRecord {
  if (record.steps !== undefined) return combineSteps(record, standing, rule, weightOf);
  const logged = new Set(standing.map(dimensionOf));
  const all = [...standing, ...record.judgements.filter((each) => !logged.has(dimensionOf(each)))];
  if (rule.annotators === 'all') return { record: { ...record, judgements: all } };
  const weights = rule.annotators === 'weighted' ? weightOf : () => 1;
  const judgements: Judgement[] = [];
  let margin = record.margin ?? 1;
  for (const dimension of new Set(all.map(dimensionOf))) {
    const own = all.filter((each) => dimensionOf(each) === dimension);
    const combined = combineDimension(record, own, rule, weights);
    if (combined.reason !== undefined) {
      if (dimension === 'overall' || all.every((each) => dimensionOf(each) === dimension))
        return combined;
      continue;
    }
    judgements.push(combined.judgement);
    if (dimension === 'overall') margin *= combined.lead;
  }
  const soft = rule.disagreements === 'soft-margin' && judgements.length > 0;
  return { record: { ...record, judgements, ...(soft ? { margin } : {}) } };
}

type CombinedDimension =
  | { readonly judgement: Judgement; readonly lead: number; readonly reason?: undefined }
  | { readonly reason: string };

function combineDimension(
  record: PreferenceRecord,
  judgements: readonly Judgement[],
  { disagreements }: CombineRule,
  weightOf: (annotator: string) => number,
): CombinedDimension {
  const ids = record.responses.map(({ id }) => id);
  const valid = judgements.filter(({ ranking }) => ranksExactly(ranking, ids));
  const agreed = agreedRanking(ids, judgements, weightOf);
  if (agreed.ranking === undefined) return { reason: agreed.reason };
  const [first, second] = valid;
  const settled = decisionOf(valid) ?? (second === undefined ? first : undefined);
  if (settled !== undefined) return { judgement: settled, lead: 1 };
  const verdict = JSON.stringify(placesOfRanking(agreed.ranking, ids));
  const against = valid.filter(
    ({ ranking }) => JSON.stringify(placesOfRanking(ranking, ids)) !== verdict,
  );
  if (against.length > 0 && disagreements === 'leave-out') return { reason: 'annotators disagree' };
  const { dimension } = first ?? {};
  return {
    judgement: majorityJudgement(record.id, agreed.ranking, dimension),
    lead: leadOf(valid, against, weightOf),
  };
}

function majorityJudgement(
  recordId: string,
  ranking: Ranking,
  dimension: string | undefined,
): Judgement {
  return {
    recordId,
    annotator: MAJORITY_ANNOTATOR,
    at: UNKNOWN_TIME,
    ranking,
    shown: [],
    ...(dimension === undefined ? {} : { dimension }),
  };
}

/** By how much the verdict won: its share of the votes less the others', 0 to 1. */
function leadOf(
  all: readonly Judgement[],
  against: readonly Judgement[],
  weightOf: (annotator: string) => number,
): number {
  const weigh = (some: readonly Judgement[]): number =>
    some.reduce((sum, { annotator }) => sum + weightOf(annotator), 0);
  const total = weigh(all);
  return total > 0 ? Math.max(0, 1 - (2 * weigh(against)) / total) : 0;
}
