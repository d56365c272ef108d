import path from 'node:path';
import type { Format } from '../../core/formats/format.ts';
import type { RecordProblem } from '../../core/records/problem.ts';
import type { JudgeEvent, LabelEvent } from '../../core/store/labelEvent.ts';
import { labelLogName } from '../../core/store/labelLogName.ts';
import { openDataset } from './datasetFile.ts';
import type { Dataset } from './datasetFile.ts';
import { fileStamp, sameStamp } from './fileStamp.ts';
import type { FileStamp } from './fileStamp.ts';
import { appendLabelEvent, readLabelLog } from './labelLog.ts';
import type { LabelLog } from './labelLog.ts';
import { currentRows } from './labelledRows.ts';
import type { LabelledBy, LabelledRows } from './labelledRows.ts';
import { KEPT_PROBLEMS } from './rowScan.ts';

/** A dataset together with its label log. What is told of it holds for the rows read so far. */
export interface LabelledDataset {
  readonly dataset: Dataset;
  readonly logPath: string;
  /** Whether all rows were read, and nothing was added to the file since. */
  readonly complete: boolean;
  /** Reads again what changed on the disk since it was last read. */
  refresh(): Promise<void>;
  /** Ids of the records ever judged in the log, standing or not. */
  recordIds(): Iterable<string>;
  /** Another object after every change of the log. */
  readonly labels: object;
  /** Standing judgements in the log about a record. */
  standing(recordId: string): readonly JudgeEvent[];
  /** All judgements in the log about a record that were not taken back, repeats too. */
  events(recordId: string): readonly JudgeEvent[];
  /** Tells whether the record of a row that was read is labelled, by its row or in the log. Holds for now. */
  isLabelled(by: LabelledBy): (row: number) => boolean;
  /** How many rows that were read are labelled. */
  labelled(by: LabelledBy): number;
  /** The annotator's latest standing judgement of a record that the file has. */
  latestOf(annotator: string): JudgeEvent | undefined;
  /** Resolves when reading on can't change what `latestOf` says. @throws HumanError */
  latestKnown(annotator: string): Promise<void>;
  /** `now` as ISO 8601, later than what the annotator judged before, even if the clock was put back. */
  timeAfter(annotator: string, now: Date): string;
  /** Appends to the log; the event counts once it is on the disk. @throws HumanError */
  append(event: LabelEvent): Promise<void>;
  problems(): { readonly problems: readonly RecordProblem[]; readonly problemCount: number };
}

/** Opens a dataset and the label log beside it; see `openDataset`. @throws HumanError */
export async function openLabelledDataset(
  datasetPath: string,
  always?: Format,
): Promise<LabelledDataset> {
  const logPath = labelLogName(datasetPath);
  let dataset = await openDataset(datasetPath, always);
  let log = await readLabelLog(logPath);
  let hasMore = false;
  const kept = new Map<string, LabelledRows>();
  const current = (by: LabelledBy): LabelledRows => currentRows(kept, dataset, log, by);
  const hasRecord = (recordId: string): boolean => dataset.table.rowOf(recordId) !== undefined;
  return {
    get dataset() {
      return dataset;
    },
    get complete() {
      return dataset.complete && !hasMore;
    },
    logPath,
    refresh: async () => {
      const [now, logNow] = await Promise.all([fileStamp(datasetPath), fileStamp(logPath)]);
      if (!sameStamp(now, dataset.stamp) || dataset.failed) {
        const next = await refreshed(dataset, now, always);
        hasMore = next === undefined;
        dataset = next ?? dataset;
      } else hasMore = false;
      await dataset.settled();
      if (!sameStamp(logNow, log.stamp)) log = await readLabelLog(logPath);
    },
    get labels() {
      return log;
    },
    recordIds: () => log.fold.recordIds(),
    standing: (recordId) => log.fold.standing(recordId),
    events: (recordId) => log.fold.events(recordId),
    isLabelled: (by) => current(by).has,
    labelled: (by) => current(by).count,
    latestOf: (annotator) => log.fold.latestOf(annotator, hasRecord),
    latestKnown: (annotator) => {
      const latest = log.fold.latestOf(annotator, () => true);
      return dataset.until(
        () => dataset.complete || latest === undefined || hasRecord(latest.recordId),
      );
    },
    timeAfter: (annotator, now) => {
      const latest = log.fold.latestOf(annotator, () => true);
      const earliestMs = latest === undefined ? 0 : Date.parse(latest.at) + 1;
      return new Date(Math.max(now.getTime(), earliestMs)).toISOString();
    },
    append: async (event) => {
      const before = log;
      log = await appendTo(log, event);
      if (log.fold !== before.fold || event.kind !== 'judge') return;
      for (const rows of kept.values()) if (rows.isOf(dataset, before)) rows.judged(event, log);
    },
    problems: () => allProblems(dataset, log),
  };
}

/** The dataset as the file is now; undefined when what was added has to wait until all was read. */
async function refreshed(
  dataset: Dataset,
  now: FileStamp | null,
  always: Format | undefined,
): Promise<Dataset | undefined> {
  if (now !== null && !dataset.failed && (await dataset.goesOnTo(now))) {
    if (!dataset.complete) return undefined;
    if (dataset.goOn(now)) return dataset;
  }
  dataset.stop();
  return openDataset(dataset.path, always);
}

/** The log with the event in it; read anew when anybody else wrote to it meanwhile. */
async function appendTo(log: LabelLog, event: LabelEvent): Promise<LabelLog> {
  const { byteLength, recoveredPath } = await appendLabelEvent(log.path, event);
  const stamp = await fileStamp(log.path);
  const alone =
    recoveredPath === undefined &&
    stamp?.size === (log.stamp?.size ?? 0) + byteLength &&
    (log.stamp === null || stamp.inode === log.stamp.inode);
  if (!alone) return readLabelLog(log.path);
  log.fold.add(event);
  return { ...log, stamp };
}

function allProblems(
  dataset: Dataset,
  log: LabelLog,
): { readonly problems: readonly RecordProblem[]; readonly problemCount: number } {
  const inLog = [...log.problems, ...strayLabels(dataset, log)];
  return {
    problems: [...dataset.problems, ...inLog].slice(0, KEPT_PROBLEMS),
    problemCount: dataset.problemCount + inLog.length,
  };
}

/**
 * Judgements whose record the dataset no longer has would otherwise vanish without a word. Which
 * these are is known when all rows were read.
 */
function strayLabels(dataset: Dataset, log: LabelLog): readonly RecordProblem[] {
  if (!dataset.complete) return [];
  const stray = [...log.fold.recordIds()]
    .filter((recordId) => dataset.table.rowOf(recordId) === undefined)
    .flatMap((recordId) => log.fold.standing(recordId));
  const [first] = stray;
  if (first === undefined) return [];
  const file = path.basename(log.path);
  const line = log.lines.get(first.eventId) ?? 1;
  const count = stray.length === 1 ? '1 judgement is' : `${stray.length} judgements are`;
  const message =
    `${file} line ${line}: ${count} about records that ${path.basename(dataset.path)} does not ` +
    `have (first: "${first.recordId}"). Was a row's id or text changed? They are kept, not used.`;
  return [{ line, file, key: 'recordId', message }];
}
