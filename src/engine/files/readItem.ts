import { HumanError } from '../../core/errors.ts';
import type { PreferenceRecord } from '../../core/records/types.ts';
import { withId } from '../../core/records/uniqueIds.ts';
import type { Dataset } from './datasetFile.ts';
import { changedWhileRead } from './indexRows.ts';
import { decodeUtf8 } from './readLines.ts';

/** A record with the 1-based line it stands in. */
export interface PlacedRecord {
  readonly record: PreferenceRecord;
  readonly line: number;
}

/**
 * Reads the record of one row anew. Until the row was read in the background, its id is the one in
 * the row, even where an earlier record has it too.
 * @throws HumanError when there is none, it can't be read or the file has changed
 */
export async function readItem(dataset: Dataset, row: number): Promise<PlacedRecord> {
  const { lines, path } = dataset;
  await dataset.until(() => dataset.indexed || row < lines.rows);
  if (row < 0 || row >= lines.rows) {
    throw new HumanError(`${path} has no item ${row + 1}: it holds ${lines.rows}.`);
  }
  const record = await peekRow(dataset, row);
  const line = lines.lineOf(row);
  if (record !== undefined) return { record, line };
  throw new HumanError(
    `${path} line ${line} can't be read. Its problems say what is wrong with it.`,
  );
}

/**
 * As {@link readItem} for a row that was found; undefined when it can't be read.
 * @throws HumanError when the file has changed
 */
export async function peekRow(
  dataset: Dataset,
  row: number,
): Promise<PreferenceRecord | undefined> {
  const { lines, source, table, path } = dataset;
  const known = row < table.rows;
  if (known && !table.isReadable(row)) return undefined;
  const start = lines.startOf(row) ?? 0;
  const length = lines.limitOf(row) - start;
  const bytes = await source.read(start, length);
  if (bytes.length < length) throw changedWhileRead(path);
  const text = decodeUtf8(lines.rowIn(bytes));
  const record = text === null ? undefined : dataset.readText(text).record;
  if (!known) return record;
  const id = record === undefined ? '' : table.idAt(row, record.id);
  if (record === undefined || !table.isAt(row, id)) throw changedWhileRead(path);
  return withId(record, id);
}
