import type { PreferenceRecord, Step } from './types.ts';

/** Whether nothing is left to label: each step has its label, or each one before the first error. */
export function stepsDone(labels: readonly Step['label'][]): boolean {
  const error = labels.indexOf(-1);
  const needed = error === -1 ? labels : labels.slice(0, error);
  return labels.length > 0 && needed.every((label) => label !== null);
}

/** Whether a row came with a judgement, or with its steps labelled. */
export function cameJudged({ judgements, steps = [] }: PreferenceRecord): boolean {
  return judgements.length > 0 || stepsDone(steps.map(({ label }) => label));
}
