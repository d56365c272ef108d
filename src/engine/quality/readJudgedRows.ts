import path from 'node:path';
import { chosenFormat } from '../../core/formats/registry.ts';
import type { PreferenceRecord } from '../../core/records/types.ts';
import { labelLogName } from '../../core/store/labelLogName.ts';
import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import { readLabelLog } from '../files/labelLog.ts';
import { readRows } from '../files/readRows.ts';
import { filesOf } from '../files/shards.ts';
import { readExclusions } from '../lint/exclusionsFile.ts';

/** A row with what the label log says of it. */
export interface JudgedRow {
  readonly record: PreferenceRecord;
  readonly standing: readonly JudgeEvent[];
  /** All that were not taken back. */
  readonly events: readonly JudgeEvent[];
  /** 0-based among the rows of all files. */
  readonly index: number;
  readonly line: number;
  /** The file's name. */
  readonly file: string;
}

/** What was not looked at. */
export interface RowsLeftOut {
  /** Rows that could not be read. */
  readonly badRows: number;
  /** Rows that an exclusions file leaves out. */
  readonly excluded: number;
}

/**
 * Goes through the rows of some datasets with their label logs, in order; `formats` are those chosen,
 * by path. `pause` is awaited at every row.
 * @throws HumanError when a file can't be read
 */
export async function readJudgedRows(
  datasets: readonly string[],
  formats: Readonly<Record<string, string>>,
  pause: () => Promise<void>,
  visit: (row: JudgedRow) => void,
): Promise<RowsLeftOut> {
  let [index, badRows, excluded] = [0, 0, 0];
  for (const { path: file, format } of await filesOf(datasets, formats)) {
    const { fold } = await readLabelLog(labelLogName(file), pause);
    const exclusions = await readExclusions(file);
    for await (const { record, line } of readRows(file, undefined, chosenFormat(format))) {
      await pause();
      if (record === undefined) badRows++;
      else if (exclusions.fold.isExcluded(record.id)) excluded++;
      else {
        const [standing, events] = [fold.standing(record.id), fold.events(record.id)];
        visit({ record, standing, events, index, line, file: path.basename(file) });
      }
      index++;
    }
  }
  return { badRows, excluded };
}
