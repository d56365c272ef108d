import { questionOf } from '../../core/records/questionOf.ts';
import { rowMatches, type RowFilter } from '../../core/records/rowFilter.ts';
import type { EngineCalls } from '../../shared/engineProtocol.ts';
import type { RowLine } from '../../shared/rowList.ts';
import { workSlices } from '../quality/workSlices.ts';
import { filteredRows } from './filteredRows.ts';
import type { LabelledDataset } from './labelledDataset.ts';
import { peekRow } from './readItem.ts';
import type { SearchControl } from './searchRows.ts';

type Rows = EngineCalls['dataset/rows'];

/** How much of a question is listed, in UTF-16 units: a line of a wide screen. */
const QUESTION_LENGTH = 160;
/** No list shows more at a time. */
const MOST_LINES = 500;

/** A page of the rows that a filter means; see 'dataset/rows'. @throws CancelledError */
export async function listRows(
  data: LabelledDataset,
  { filter, from, limit, beforeRow, annotator }: Rows['params'],
  { isCancelled }: SearchControl,
): Promise<Rows['result']> {
  const pause = workSlices(isCancelled);
  const { complete } = data;
  const rows = await filteredRows(data, filter, pause);
  const lines: RowLine[] = [];
  const end = Math.min(rows.count, from + Math.min(limit, MOST_LINES));
  for (let position = Math.max(0, from); position < end; position++) {
    await pause();
    const row = rows.at(position);
    if (row !== undefined) lines.push(await lineOf(data, row, annotator));
  }
  return { lines, count: rows.count, before: rows.before(beforeRow), complete };
}

async function lineOf(data: LabelledDataset, row: number, annotator: string): Promise<RowLine> {
  const { dataset } = data;
  const { table } = dataset;
  const record = await peekRow(dataset, row);
  const came = { judged: table.isJudged(row), tied: table.isTied(row) };
  const labels = { came, standing: data.standing(record?.id ?? ''), named: false };
  const is = (show: RowFilter['show']): boolean => rowMatches({ show, by: annotator }, labels);
  return {
    index: row,
    line: dataset.lines.lineOf(row),
    question: questionOf(record?.prompt ?? [], QUESTION_LENGTH),
    judged: !is('unlabelled'),
    tie: is('ties'),
    flagged: is('flagged'),
  };
}
