import { annotatorSummary } from '../../core/agreement/annotatorSummary.ts';
import { judgementOf } from '../../core/store/labelEvent.ts';
import type { LabelFold } from '../../core/store/foldLabels.ts';
import type { AnnotatorReport, PlacedConflict } from '../../shared/annotators.ts';

/** Which of the conflicts are asked for: at most `limit` from number `from` on, 0-based. */
export interface ConflictPage {
  readonly from: number;
  readonly limit: number;
  /** Those that somebody decided instead of the open ones. */
  readonly decided?: boolean;
}

/**
 * Who judged how much of a dataset and where they contradict each other, by its label log. `rowOf`
 * gives the row of a record, undefined when the dataset has none of that id.
 */
export function annotatorReport(
  fold: Pick<LabelFold, 'recordIds' | 'standing'>,
  rowOf: (recordId: string) => number | undefined,
  { from, limit, decided = false }: ConflictPage,
): Omit<AnnotatorReport, 'complete'> {
  const known = [...fold.recordIds()].filter((recordId) => rowOf(recordId) !== undefined);
  const summary = annotatorSummary(
    known.map((recordId) => fold.standing(recordId).map(judgementOf)),
  );
  const asked = decided ? summary.decided : summary.conflicts;
  const conflicts = asked.map((conflict): PlacedConflict => ({
    ...conflict,
    index: rowOf(conflict.recordId) ?? 0,
  }));
  conflicts.sort(conflictOrder);
  return {
    annotators: summary.annotators,
    shared: summary.shared,
    conflictCount: summary.conflicts.length,
    decided: summary.decided.length,
    conflicts: conflicts.slice(from, from + limit),
  };
}

/** Those that no majority settles first, then by row. */
export function conflictOrder(a: PlacedConflict, b: PlacedConflict): number {
  const settled = ({ agreed }: PlacedConflict): number => (agreed === null ? 0 : 1);
  return settled(a) - settled(b) || a.index - b.index;
}
