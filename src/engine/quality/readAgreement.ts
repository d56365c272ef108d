import {
  agreementReport,
  agreementUnits,
  type AgreementReport,
} from '../../core/agreement/agreementReport.ts';
import type { PairVote } from '../../core/agreement/annotatorReliability.ts';
import { leftSideRate } from '../../core/agreement/leftSideRate.ts';
import type { Proportion } from '../../core/evaluation/reports.ts';
import { chosenFormat } from '../../core/formats/registry.ts';
import type { Judgement } from '../../core/records/types.ts';
import { labelLogName } from '../../core/store/labelLogName.ts';
import { readLabelLog } from '../files/labelLog.ts';
import { readRows } from '../files/readRows.ts';
import { filesOf } from '../files/shards.ts';
import { readExclusions } from '../lint/exclusionsFile.ts';

/** Agreement over some files, with what was not counted. */
export interface ReadAgreement extends AgreementReport {
  /**
   * How often each annotator of a label log preferred the response shown first, by name, over the
   * judgements that stand, of all dimensions. Rows don't tell what was shown.
   */
  readonly leftSide: readonly (Proportion & { readonly annotator: string })[];
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
  const records: (readonly (readonly PairVote[])[])[] = [];
  const logged = new Map<string, Judgement[]>();
  let badRows = 0;
  let excluded = 0;
  for (const { path, format } of await filesOf(datasets)) {
    const { fold } = await readLabelLog(labelLogName(path));
    const exclusions = await readExclusions(path);
    for await (const { record } of readRows(path, undefined, chosenFormat(format))) {
      if (record === undefined) badRows++;
      else if (exclusions.fold.isExcluded(record.id)) excluded++;
      else {
        const standing = fold.standing(record.id);
        const units = agreementUnits(record, fold.events(record.id));
        if (units.length > 0) records.push(units);
        for (const judgement of standing) {
          const own = logged.get(judgement.annotator);
          if (own === undefined) logged.set(judgement.annotator, [judgement]);
          else own.push(judgement);
        }
      }
    }
  }
  const leftSide = [...logged.keys()]
    .sort()
    .map((annotator) => ({ annotator, ...leftSideRate(logged.get(annotator) ?? []) }));
  return { ...(await agreementReport(records, seed)), leftSide, badRows, excluded };
}
