import { nextIndex } from '../../core/queue/nextIndex.ts';
import type { RowFilter } from '../../core/records/rowFilter.ts';
import { cameJudged } from '../../core/records/stepsDone.ts';
import type { EngineCalls } from '../../shared/engineProtocol.ts';
import { workSlices } from '../quality/workSlices.ts';
import type { LabelledDataset } from './labelledDataset.ts';
import { isLabelledBy } from './labelledRows.ts';
import { filteredRows, nearestRow } from './filteredRows.ts';
import { peekRow } from './readItem.ts';

type Next = EngineCalls['dataset/next'];

/** Rows looked at one by one where reading in the background has not come yet: some 20 ms. */
const LOOK_AHEAD = 100;

/** The next row to show; see 'dataset/next'. @throws HumanError */
export async function nextRow(
  data: LabelledDataset,
  params: Next['params'],
): Promise<Next['result']> {
  const { from, step, only } = params;
  const { table } = data.dataset;
  const read = table.rows;
  const isLabelled = data.isLabelled(params);
  const wanted = (row: number): boolean =>
    table.isReadable(row) && (only === 'all' || !isLabelled(row));
  const index =
    step === 1
      ? (nextIndex(read, from, 1, wanted) ??
        (await lookAhead(data, { ...params, from: Math.max(from, read) })))
      : ((await lookAhead(data, params)) ?? nextIndex(read, from, -1, wanted));
  return { index, complete: data.complete };
}

/** The next row of those that a filter means, of those read so far. */
export async function nextOfFilter(
  data: LabelledDataset,
  { from, step }: Next['params'],
  filter: RowFilter,
): Promise<Next['result']> {
  const { complete } = data;
  const rows = await filteredRows(
    data,
    filter,
    workSlices(() => false),
  );
  return { index: nearestRow(rows, from, step) ?? null, complete };
}

/** The nearest of the rows behind those that were read. */
async function lookAhead(
  data: LabelledDataset,
  { from, step, only, ...by }: Next['params'],
): Promise<number | null> {
  const { dataset } = data;
  const { lines, table } = dataset;
  const start = step === 1 ? from : Math.min(from, lines.rows - 1);
  for (let row = start, left = LOOK_AHEAD; left > 0; row += step, left--) {
    if (row < table.rows || row >= lines.rows) return null;
    const record = await peekRow(dataset, row);
    if (record === undefined) continue;
    if (only === 'all') return row;
    if (!isLabelledBy(data.standing(record.id), cameJudged(record), by)) return row;
  }
  return null;
}
