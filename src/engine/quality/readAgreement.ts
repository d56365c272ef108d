import {
  agreementReport,
  agreementUnits,
  type AgreementReport,
} from '../../core/agreement/agreementReport.ts';
import type { PairVote } from '../../core/agreement/annotatorReliability.ts';
import { chosenFormat } from '../../core/formats/registry.ts';
import { labelLogName } from '../../core/store/labelLogName.ts';
import { readLabelLog } from '../files/labelLog.ts';
import { readRows } from '../files/readRows.ts';
import { filesOf } from '../files/shards.ts';
import { readExclusions } from '../lint/exclusionsFile.ts';

/** Agreement over some files, with what was not counted. */
export interface ReadAgreement extends AgreementReport {
  /** Rows that could not be read. */
  readonly badRows: number;
  /** Rows that an exclusions file leaves out. */
  readonly excluded: number;
}

/**
 * How annotators agree over some datasets with their label logs and the judgements that came with the
 * rows; a name of one annotator is one person in all files. A path with a wildcard is its shards.
 * @throws HumanError when a file can't be read
 */
export async function readAgreement(
  datasets: readonly string[],
  seed: string,
): Promise<ReadAgreement> {
  const units: (readonly PairVote[])[] = [];
  let badRows = 0;
  let excluded = 0;
  for (const { path, format } of await filesOf(datasets)) {
    const { fold } = await readLabelLog(labelLogName(path));
    const exclusions = await readExclusions(path);
    for await (const { record } of readRows(path, undefined, chosenFormat(format))) {
      if (record === undefined) badRows++;
      else if (exclusions.fold.isExcluded(record.id)) excluded++;
      else units.push(...agreementUnits(record, fold.standing(record.id)));
    }
  }
  return { ...agreementReport(units, seed), badRows, excluded };
}
