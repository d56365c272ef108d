import { openDimensions } from '../../core/records/openDimensions.ts';
import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import type { Dataset } from './datasetFile.ts';
import type { LabelLog } from './labelLog.ts';

/** What counts as labelled: by this annotator, else by anybody; in all these dimensions, else in any. */
export interface LabelledBy {
  readonly annotator?: string;
  readonly dimensions?: readonly string[];
}

/** The rows of a dataset that are labelled. */
export interface LabelledRows {
  /** Whether this is still so: no row was read and no event added since. */
  isOf(dataset: Dataset, log: LabelLog): boolean;
  readonly has: (row: number) => boolean;
  readonly count: number;
  /** Takes in a judgement that was added to the log, and nothing else was. */
  judged(event: JudgeEvent, log: LabelLog): void;
}

/** So many are kept: those of one person and of anybody, before and after a change of the settings. */
const KEPT = 4;

/** The labelled rows of now, from those `kept` by what counts. */
export function currentRows(
  kept: Map<string, LabelledRows>,
  dataset: Dataset,
  log: LabelLog,
  by: LabelledBy,
): LabelledRows {
  const key = JSON.stringify([by.annotator, by.dimensions]);
  const known = kept.get(key);
  if (known?.isOf(dataset, log) === true) return known;
  const rows = labelledRows(dataset, log, by);
  kept.delete(key);
  kept.set(key, rows);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return rows;
}

/** Whether a record with these standing judgements in the log is labelled. */
export function isLabelledBy(
  standing: readonly JudgeEvent[],
  rowJudged: boolean,
  { annotator, dimensions }: LabelledBy,
): boolean {
  const counted =
    annotator === undefined ? standing : standing.filter((each) => each.annotator === annotator);
  // Steps are labelled once, whatever responses are judged in.
  const any = dimensions === undefined || counted.some(({ steps }) => steps !== undefined);
  if (any) return rowJudged || counted.length > 0;
  return openDimensions(dimensions, counted, rowJudged).length === 0;
}

function labelledRows(dataset: Dataset, log: LabelLog, by: LabelledBy): LabelledRows {
  const { table } = dataset;
  const readRows = table.rows;
  // A row's own judgement is enough where any dimension is.
  const byRow = isLabelledBy([], true, by);
  // Of those that are not labelled by their row.
  const rows = new Set<number>();
  let asOf = log;
  const add = (recordId: string): void => {
    const row = table.rowOf(recordId);
    if (row === undefined || (byRow && table.isJudged(row))) return;
    if (isLabelledBy(asOf.fold.standing(recordId), table.isJudged(row), by)) rows.add(row);
  };
  for (const recordId of log.fold.recordIds()) add(recordId);
  return {
    isOf: (now, nowLog) => now.table === table && nowLog === asOf && table.rows === readRows,
    has: (row) => rows.has(row) || (byRow && table.isJudged(row)),
    get count() {
      return rows.size + (byRow ? table.judged : 0);
    },
    judged: (event, nowLog) => {
      asOf = nowLog;
      add(event.recordId);
    },
  };
}
