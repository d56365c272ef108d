import { cameJudged } from '../../core/records/stepsDone.ts';
import type { Format } from '../../core/formats/format.ts';
import { CHOSEN, readLine } from '../../core/formats/readRow.ts';
import type { RowResult } from '../../core/formats/readRow.ts';
import { isTied } from '../../core/records/rowFilter.ts';
import type { RecordProblem } from '../../core/records/problem.ts';
import type { LineIndex } from '../../core/store/lineIndex.ts';
import type { LineSplitter, SplitFrom } from '../../core/store/lineSplitter.ts';
import { createRowTable } from '../../core/store/rowTable.ts';
import type { RowTable } from '../../core/store/rowTable.ts';
import type { FormatFound } from '../../shared/reports.ts';
import { readLines } from './readLines.ts';
import type { TextLine } from './readLines.ts';
import { duplicateProblem, readTextLine, refuseLabelLog } from './readRows.ts';
import type { ReadableRow } from './readRows.ts';

/** Problems kept with their words; the rest are counted. */
export const KEPT_PROBLEMS = 100;

/** What the rows of a dataset hold, as far as they were read. */
export interface RowScan {
  readonly table: RowTable;
  readonly problemCount: number;
  /** The first hundred problems. */
  readonly problems: readonly RecordProblem[];
  /** The commonest format, or the one all rows are read by; null when no row could be read. */
  format(): FormatFound | null;
  /** Reads a row as the scan does: one of no format as of that of the first readable row. */
  readText(text: string): RowResult;
  /**
   * Reads the rows in these bytes, which follow those read before and start at `from`. The index
   * must know every row before it is read.
   * @throws HumanError when the file can't be read, or is a label log
   */
  read(chunks: AsyncIterable<Uint8Array>, from: SplitFrom): Promise<void>;
  /**
   * Prepares for a file that goes on behind its last row. False when that row was read although no
   * line feed ended it, and is another one now: then all must be read anew.
   */
  reopenLast(): boolean;
}

/** How the rows of a file are told apart and read. */
export interface RowReading {
  /** Cuts the file into rows, once, where they are not lines. */
  readonly splitter?: LineSplitter;
  /** The format of every row, where somebody chose it. */
  readonly always?: Format | undefined;
}

/** A scan of which nothing is read yet. */
export function createRowScan(
  path: string,
  lines: LineIndex,
  { splitter, always }: RowReading = {},
): RowScan {
  const table = createRowTable();
  const problems: RecordProblem[] = [];
  const formats = new Map<string, FormatCount>();
  let problemCount = 0;
  let usual: Format | undefined;
  let last: TextLine | undefined;

  const note = (problem: () => RecordProblem): void => {
    if (++problemCount <= KEPT_PROBLEMS) problems.push(problem());
  };
  const addRecord = ({ record, format, reason, line }: ReadableRow): void => {
    usual ??= format;
    const known = formats.get(format.name);
    if (known === undefined) formats.set(format.name, { format, reason, rows: 1 });
    else known.rows++;
    const row = table.rows;
    const { id, judgements } = record;
    const first = table.addRecord(id, cameJudged(record), isTied(judgements));
    if (first === undefined) return;
    note(() => duplicateProblem(line, lines.lineOf(first), id, table.idAt(row, id)));
  };
  const add = (line: TextLine): void => {
    const row = readTextLine(line, usual, always);
    if (row.record !== undefined) return addRecord(row);
    note(() => row.problem);
    table.addUnreadable();
  };
  return {
    table,
    problems,
    get problemCount() {
      return problemCount;
    },
    format: () => (always === undefined ? commonest(formats) : found(always, CHOSEN, true)),
    readText: (text) => readLine(text, usual, always),
    read: async (chunks, from) => {
      for await (const line of readLines(chunks, path, from, splitter)) {
        if (table.rows === 0) await refuseLabelLog(line.text, path);
        add(line);
        last = line.terminated ? undefined : line;
      }
    },
    reopenLast: () => {
      if (last === undefined) return true;
      if (table.isReadable(table.rows - 1)) return false;
      table.dropUnreadable();
      if (problems.length === problemCount) problems.pop();
      problemCount--;
      last = undefined;
      return true;
    },
  };
}

interface FormatCount {
  readonly format: Format;
  /** Why the first such row was taken for it. */
  readonly reason: string;
  rows: number;
}

function commonest(counts: ReadonlyMap<string, FormatCount>): FormatFound | null {
  const [first] = [...counts.values()].sort((a, b) => b.rows - a.rows);
  return first === undefined ? null : found(first.format, first.reason, false);
}

function found({ name, title }: Format, reason: string, chosen: boolean): FormatFound {
  return { name, title, reason, chosen };
}
