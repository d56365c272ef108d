import type { DatasetAt } from '../../shared/engineProtocol.ts';
import type { QualityReport } from '../../shared/quality.ts';
import { isShardPattern } from '../files/shards.ts';
import { createPeopleTally } from './personQuality.ts';
import { createVoteTally } from './readAgreement.ts';
import { readJudgedRows } from './readJudgedRows.ts';
import { workSlices } from './workSlices.ts';

/** Seeds what is drawn by chance: the same labels give the same intervals. */
const SEED = '0';

/**
 * How good the labels of a dataset are; see 'dataset/quality'. All rows are read, in slices.
 * @throws HumanError when a file can't be read
 * @throws CancelledError
 */
export async function readQuality(
  { path, format }: DatasetAt,
  isCancelled: () => boolean,
): Promise<QualityReport> {
  const pause = workSlices(isCancelled);
  const people = createPeopleTally();
  const votes = createVoteTally();
  const severalFiles = await isShardPattern(path);
  const formats = format === undefined ? {} : { [path]: format };
  const leftOut = await readJudgedRows([path], formats, pause, (row) => {
    votes.add(row.record, row.events);
    if (row.events.length === 0) return;
    const length = row.record.responses.reduce((sum, { content }) => sum + content.length, 0);
    const place = { index: row.index, line: row.line, length };
    people.add(row.standing, row.events, severalFiles ? { ...place, file: row.file } : place);
  });
  return {
    ...(await votes.report(SEED, pause)),
    people: await people.report(SEED, pause),
    ...leftOut,
  };
}
