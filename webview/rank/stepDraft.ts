import type { Step } from '../../src/shared/reports.ts';

/** The label of one step: 1 right, 0 neutral, -1 wrong, null none. */
export type StepLabel = Step['label'];

/** Labels in the making. */
export interface StepDraft {
  readonly labels: readonly StepLabel[];
  /** The step that the next label is for. */
  readonly at: number;
}

/** Where labelling begins: at the first step that is to be labelled still, or at the first. */
export function startDraft(steps: readonly Step[]): StepDraft {
  const labels = steps.map(({ label }) => label);
  return { labels, at: Math.max(0, nextOpen(labels)) };
}

/**
 * Labels a step and goes on to the next. What comes after the first error has no label: marking a step
 * wrong takes those of the steps after it back.
 */
export function labelStep(draft: StepDraft, label: StepLabel, step = draft.at): StepDraft {
  const isFirstError = label === -1 && !draft.labels.slice(0, step).includes(-1);
  const labels = draft.labels.map((each, at) => {
    if (at === step) return label;
    return isFirstError && at > step ? null : each;
  });
  const last = labels.length - 1;
  return { labels, at: isFirstError ? step : Math.min(step + 1, last) };
}

/** Goes to the step before or after. */
export function moveStep({ labels, at }: StepDraft, step: 1 | -1): StepDraft {
  return { labels, at: Math.max(0, Math.min(labels.length - 1, at + step)) };
}

/** Whether a step comes after the first error, and so needs no label. */
export function isAfterError(labels: readonly StepLabel[], step: number): boolean {
  return labels.slice(0, step).includes(-1);
}

/** Whether nothing is left to label. */
export function isComplete(labels: readonly StepLabel[]): boolean {
  return labels.length > 0 && nextOpen(labels) === -1;
}

function nextOpen(labels: readonly StepLabel[]): number {
  return labels.findIndex((label, at) => label === null && !isAfterError(labels, at));
}
