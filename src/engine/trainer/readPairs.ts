import path from 'node:path';
import { HumanError } from '../../core/errors.ts';
import { chosenFormat } from '../../core/formats/registry.ts';
import {
  pairCollector,
  type CollectedPairs,
  type PairCollector,
} from '../../core/training/pairCollector.ts';
import { labelLogName } from '../../core/store/labelLogName.ts';
import type { DatasetAt } from '../../shared/engineProtocol.ts';
import { hashFile } from '../files/hashFile.ts';
import { readLabelLog } from '../files/labelLog.ts';
import { readRows } from '../files/readRows.ts';
import { readExclusions } from '../lint/exclusionsFile.ts';

/** A file that pairs came from, as it was when read. */
export interface SourceFile {
  readonly file: string;
  /** The format it was read by, where one was chosen. */
  readonly format?: string;
  readonly sha256: string;
  /** null without a label log. */
  readonly labelLogSha256: string | null;
  /** Pairs it gave. */
  readonly pairs: number;
}

/** All pairs to train and to test on, and where they came from. */
export interface ReadPairs {
  readonly collected: CollectedPairs;
  readonly sources: readonly SourceFile[];
  readonly testSource: SourceFile | null;
}

/** Fewer say nothing: five right of five is compatible with 57 %. */
const fewestPairs = 10;

/**
 * Reads datasets with their label logs, and the test file where there is one. Rows that an exclusions
 * file leaves out are counted, not used.
 * @param throwIfCancelled asked between files.
 * @throws HumanError when a file can't be read, or when there is too little to train on.
 */
export async function readPairs(
  data: readonly DatasetAt[],
  testFile: string | undefined,
  throwIfCancelled: () => void,
): Promise<ReadPairs> {
  const collector = pairCollector();
  const sources: SourceFile[] = [];
  for (const dataset of data) {
    throwIfCancelled();
    sources.push(await readSource(collector, 'train', dataset));
  }
  const testSource =
    testFile === undefined ? null : await readSource(collector, 'test', { path: testFile });
  const collected = collector.finish();
  requireEnough(collected, data);
  if (testFile !== undefined && collected.test.length === 0) {
    throw new HumanError(
      `${testFile} has no pair to test on${listed(collected)}. Choose another test file, or none.`,
    );
  }
  return { collected, sources, testSource };
}

/** All labelled pairs of one dataset, in `train`, however few. @throws HumanError */
export async function readLabelledPairs(file: string): Promise<CollectedPairs> {
  const collector = pairCollector();
  await readSource(collector, 'train', { path: file });
  return collector.finish();
}

async function readSource(
  collector: PairCollector,
  part: 'train' | 'test',
  { path: file, format }: DatasetAt,
): Promise<SourceFile> {
  const before = collector.count(part);
  const log = await readLabelLog(labelLogName(file));
  const exclusions = await readExclusions(file);
  for await (const { record, line } of readRows(file, undefined, chosenFormat(format))) {
    if (record === undefined) continue;
    const where = `${path.basename(file)} line ${line}`;
    if (exclusions.fold.isExcluded(record.id)) collector.exclude(part, where);
    else collector.add(part, record, log.fold.standing(record.id), where);
  }
  return {
    file,
    ...(format === undefined ? {} : { format }),
    sha256: await hashFile(file),
    labelLogSha256: log.stamp === null ? null : await hashFile(log.path),
    pairs: collector.count(part) - before,
  };
}

function requireEnough(collected: CollectedPairs, data: readonly DatasetAt[]): void {
  const usable = collected.train.length;
  if (usable >= fewestPairs) return;
  const files = data.map((dataset) => path.basename(dataset.path)).join(', ');
  if (usable === 0 && collected.tied > 0) {
    throw new HumanError(
      `All ${collected.tied} labels in ${files} are ties, and a tie says nothing about which ` +
        'response is better. Rank some pairs where one is better.',
    );
  }
  throw new HumanError(
    `${files}: ${usable} labelled pair${usable === 1 ? '' : 's'} to train on, ` +
      `at least ${fewestPairs} are needed${listed(collected)}. ` +
      'Label more with "Reward Lens: Rank Responses".',
  );
}

function listed({ leftOut }: CollectedPairs): string {
  if (leftOut.length === 0) return '';
  const reasons = leftOut.map(
    ({ reason, count, example }) => `${count} ${reason}, first ${example}`,
  );
  return ` (left out: ${reasons.join('; ')})`;
}
