import path from 'node:path';
import { HumanError } from '../../core/errors.ts';
import type { Format } from '../../core/formats/format.ts';
import { readLine } from '../../core/formats/readRow.ts';
import type { RecordProblem } from '../../core/records/problem.ts';
import type { PreferenceRecord } from '../../core/records/types.ts';
import { createUniqueIds } from '../../core/records/uniqueIds.ts';
import { looksLikeLabelLine } from '../../core/store/labelEvent.ts';
import { createRowSplitter } from '../../core/store/rowSplitter.ts';
import { openByteSource } from './byteSource.ts';
import type { ByteSource } from './byteSource.ts';
import { datasetOfLabelLog } from './datasetOfLabelLog.ts';
import { readLines } from './readLines.ts';
import type { TextLine } from './readLines.ts';

/** A row that could be read. */
export interface ReadableRow {
  readonly line: number;
  /** Where the row is in the (decompressed) file. */
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly record: PreferenceRecord;
  readonly format: Format;
  /** Why; completes 'HH-RLHF, because …'. */
  readonly reason: string;
  /** What is odd about it all the same: an id that an earlier row has. */
  readonly problem?: RecordProblem;
}

/** One row of a dataset in file order, or why it could not be read. */
export type Row =
  | ReadableRow
  | { readonly line: number; readonly record?: undefined; readonly problem: RecordProblem };

/**
 * Reads a dataset row by row, JSON Lines or one JSON array, plain or gzip, in any known format; bad
 * rows come as problems in their place. Record ids are unique within the file. Given `always`, every
 * row is read as of that format.
 * @throws HumanError when the file can't be read, or is a label log
 */
export async function* readRows(
  path: string,
  source?: ByteSource,
  always?: Format,
): AsyncIterable<Row> {
  const uniqueName = createUniqueIds();
  const bytes = source ?? (await openByteSource(path));
  let usual: Format | undefined;
  let first = true;
  for await (const line of readLines(bytes.chunks(), path, undefined, createRowSplitter())) {
    if (first) await refuseLabelLog(line.text, path);
    first = false;
    const row = readTextLine(line, usual, always);
    if (row.record === undefined) {
      yield row;
      continue;
    }
    usual ??= row.format;
    const { record, duplicateOf } = uniqueName(row.record, row.line);
    yield duplicateOf === undefined ? row : duplicate(row, record, duplicateOf);
  }
}

/** Reads one line of a dataset, its id as the row has it. Never throws for what the line holds. */
export function readTextLine({ text, ...span }: TextLine, usual?: Format, always?: Format): Row {
  const { line, byteOffset, byteLength } = span;
  if (text === null) {
    const message = 'This line is not valid UTF-8. Save the file as UTF-8.';
    return { line, problem: { line, message } };
  }
  const result = readLine(text, usual, always);
  return result.record === undefined
    ? { line, problem: { line, ...result.problem } }
    : { line, byteOffset, byteLength, ...result };
}

function duplicate(row: ReadableRow, record: PreferenceRecord, firstLine: number): ReadableRow {
  const problem = duplicateProblem(row.line, firstLine, row.record.id, record.id);
  return { ...row, record, problem };
}

/** What is odd about a row whose id an earlier line has, and the id it is used under. */
export function duplicateProblem(
  line: number,
  firstLine: number,
  id: string,
  usedAs: string,
): RecordProblem {
  const message =
    `Line ${firstLine} has the same id or, where rows have no id, the same content ` +
    `(${id}). This row is used as "${usedAs}"; remove it or give it an id of its own.`;
  return { line, key: 'id', message };
}

/** Refuses a file by its first line: a label log is no dataset. @throws HumanError naming its dataset */
export async function refuseLabelLog(text: string | null, file: string): Promise<void> {
  if (text === null || !looksLikeLabelLine(text)) return;
  const name = path.basename(file);
  const dataset = await datasetOfLabelLog(file);
  throw new HumanError(
    dataset === null
      ? `${name} is a label log, not a dataset. Open the dataset it belongs to.`
      : `${name} is the label log of ${path.basename(dataset)}. Open ${path.basename(dataset)} ` +
          'instead: its labels come along.',
  );
}
