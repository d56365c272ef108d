import type { PreferenceRecord } from '../../core/records/types.ts';
import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import { readExclusions } from '../lint/exclusionsFile.ts';
import type { Dataset } from './datasetFile.ts';
import type { LabelledDataset } from './labelledDataset.ts';
import { readItem } from './readItem.ts';

/** A record with the standing judgements that the label log has of it. */
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

/** The rows judged in the label log, in the order in which they were first judged: the last `limit`. */
export function judgedRows(data: LabelledDataset, { limit }: { limit: number }): JudgedRows {
  const { dataset } = data;
  const rows = [...data.recordIds()].flatMap((recordId) => {
    const row = dataset.table.rowOf(recordId);
    const standing = data.standing(recordId);
    return row === undefined || standing.length === 0 ? [] : [{ row, standing }];
  });
  return { dataset, rows: rows.slice(-limit) };
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
