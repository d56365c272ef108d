import type { PreferenceRecord } from '../../core/records/types.ts';
import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import { readExclusions } from '../lint/exclusionsFile.ts';
import type { Dataset } from './datasetFile.ts';
import type { LabelledDataset } from './labelledDataset.ts';
import { readItem } from './readItem.ts';

/** A record with the standing judgements that the label log has of it; none where its row has some. */
export interface JudgedRecord {
  readonly record: PreferenceRecord;
  readonly standing: readonly JudgeEvent[];
}

/** Where judged records lie, as it was at one moment. */
interface JudgedRows {
  readonly dataset: Dataset;
  readonly rows: readonly { readonly row: number; readonly standing: readonly JudgeEvent[] }[];
}

/** Records read before: labelling adds one at a time to many. They go with their dataset. */
const readBefore = new WeakMap<Dataset, Map<number, PreferenceRecord>>();

/** Which judged rows are asked for. */
export interface JudgedRowsWanted {
  /**
   * 'log': those judged in the label log, in the order in which they were first judged, the last
   * `limit`. 'row': those whose judgement came with the row, as long as there is none in the log; at
   * most `limit`, spread over the file, always the same; none before all rows were read.
   */
  readonly judgedIn: 'log' | 'row';
  readonly limit: number;
}

/** Finds judged rows, without reading their records. */
export function judgedRows(
  data: LabelledDataset,
  { judgedIn, limit }: JudgedRowsWanted,
): JudgedRows {
  const { dataset } = data;
  if (judgedIn === 'row') {
    const rows = data.complete ? spreadRows(dataset) : [];
    const logged = rows.length === 0 ? new Set<number>() : loggedRows(data);
    const unlogged = rows.filter((row) => !logged.has(row)).slice(0, limit);
    return { dataset, rows: unlogged.map((row) => ({ row, standing: [] })) };
  }
  const rows: { row: number; standing: readonly JudgeEvent[] }[] = [];
  for (const recordId of [...data.recordIds()].reverse()) {
    if (rows.length >= limit) break;
    const row = dataset.table.rowOf(recordId);
    const standing = data.standing(recordId);
    if (row !== undefined && standing.length > 0) rows.push({ row, standing });
  }
  return { dataset, rows: rows.reverse() };
}

function loggedRows(data: LabelledDataset): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const recordId of data.recordIds()) {
    const row = data.dataset.table.rowOf(recordId);
    if (row !== undefined && data.standing(recordId).length > 0) rows.add(row);
  }
  return rows;
}

/** At most so many rows that came with a judgement are looked at. */
const MOST_SPREAD = 5000;

/** Rows that came with a judgement, known once they are all read. They go with their dataset. */
const spreadBefore = new WeakMap<Dataset, { readonly of: number; readonly rows: number[] }>();

function spreadRows(dataset: Dataset): readonly number[] {
  const { table } = dataset;
  const known = spreadBefore.get(dataset);
  if (known?.of === table.rows) return known.rows;
  const step = Math.max(1, Math.ceil(table.judged / MOST_SPREAD));
  const rows: number[] = [];
  let judged = 0;
  for (let row = 0; row < table.rows; row++) {
    if (table.isJudged(row) && judged++ % step === 0) rows.push(row);
  }
  spreadBefore.set(dataset, { of: table.rows, rows });
  return rows;
}

/** Reads the records of judged rows, without those left out by hand. @throws HumanError */
export async function judgedRecords(
  { dataset, rows }: JudgedRows,
  pause: () => Promise<void>,
): Promise<readonly JudgedRecord[]> {
  const known = readBefore.get(dataset) ?? new Map<number, PreferenceRecord>();
  readBefore.set(dataset, known);
  const { fold } = await readExclusions(dataset.path);
  const judged: JudgedRecord[] = [];
  for (const { row, standing } of rows) {
    await pause();
    const record = known.get(row) ?? (await readItem(dataset, row)).record;
    known.set(row, record);
    if (!fold.isExcluded(record.id)) judged.push({ record, standing });
  }
  return judged;
}
