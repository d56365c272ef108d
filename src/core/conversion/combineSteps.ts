import { ADJUDICATED } from '../records/adjudication.ts';
import type { Judgement, PreferenceRecord, Step } from '../records/types.ts';

/** The record with one label for each step, or why there is none. */
type CombinedSteps =
  | { readonly record: PreferenceRecord; readonly reason?: undefined }
  | { readonly record?: undefined; readonly reason: string };

/**
 * A step-labelled record with the labels that the label log has (`standing`), else its own. Of
 * several people each step gets the label that most give it; a step of which as many say one as
 * another has none, and the record is left out.
 */
export function combineSteps(
  record: PreferenceRecord,
  standing: readonly Judgement[],
  rule: { readonly annotators: string; readonly disagreements: string },
  weightOf: (annotator: string) => number,
): CombinedSteps {
  const { steps = [] } = record;
  const whole = standing.filter(({ steps: labels }) => labels?.length === steps.length);
  const decided = whole.filter(({ flags = [] }) => flags.includes(ADJUDICATED));
  const votes = decided.length > 0 ? decided.slice(-1) : whole;
  if (votes.length === 0) return { record: { ...record, judgements: [] } };
  if (rule.disagreements === 'leave-out' && new Set(votes.map(labelsOf)).size > 1) {
    return { reason: 'annotators disagree' };
  }
  const labelled: Step[] = [];
  for (const [at, { content }] of steps.entries()) {
    const label = majority(votes, at, rule.annotators === 'weighted' ? weightOf : () => 1);
    if (label === undefined) return { reason: 'annotators disagree evenly' };
    labelled.push({ content, label });
  }
  return { record: { ...record, steps: labelled, judgements: [] } };
}

function labelsOf({ steps }: Judgement): string {
  return JSON.stringify(steps);
}

/** What most say of a step; undefined where as many say something else. */
function majority(
  votes: readonly Judgement[],
  at: number,
  weightOf: (annotator: string) => number,
): Step['label'] | undefined {
  const sums = new Map<Step['label'], number>();
  for (const { annotator, steps } of votes) {
    const label = steps?.[at] ?? null;
    sums.set(label, (sums.get(label) ?? 0) + weightOf(annotator));
  }
  const [first, second] = [...sums].sort(([, a], [, b]) => b - a);
  return second !== undefined && second[1] === first?.[1] ? undefined : first?.[0];
}
