import path from 'node:path';
import { HumanError } from '../../core/errors.ts';
import type { Format } from '../../core/formats/format.ts';
import { chosenFormat } from '../../core/formats/registry.ts';
import { ADJUDICATED, decisionOf } from '../../core/records/adjudication.ts';
import { consensus } from '../../core/records/consensus.ts';
import { isOverall } from '../../core/records/isOverall.ts';
import type { PreferenceRecord, Ranking } from '../../core/records/types.ts';
import { labelLogName } from '../../core/store/labelLogName.ts';
import { exclusionsName } from '../../core/store/exclusions.ts';
import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import type { LintFixRequest } from '../../shared/lint.ts';
import { appendLabelEvent, readLabelLog } from '../files/labelLog.ts';
import { readRows } from '../files/readRows.ts';
import { appendExclusion } from './exclusionsFile.ts';

/** What a fix takes from outside. */
export interface FixPorts {
  readonly clock: () => Date;
  readonly newId: () => string;
}

/**
 * Does what a quick fix says, by one line appended beside the dataset; it is on the disk then.
 * @throws HumanError when the row is gone, has no winner to turn round, or can't be written
 */
export async function applyLintFix(
  request: LintFixRequest,
  ports: FixPorts,
): Promise<{ file: string }> {
  return request.fix === 'exclude-row' || request.fix === 'drop-duplicate'
    ? exclude(request, ports)
    : judgeAnew(request, request.fix, ports);
}

async function exclude(
  { path: dataset, recordId, annotator, code }: LintFixRequest,
  { clock, newId }: FixPorts,
): Promise<{ file: string }> {
  const file = exclusionsName(dataset);
  const at = clock().toISOString();
  const event = { v: 1, kind: 'exclude', eventId: newId(), recordId, annotator, at } as const;
  await appendExclusion(file, { ...event, reason: code });
  return { file };
}

async function judgeAnew(
  { path: dataset, format, recordId, annotator, code }: LintFixRequest,
  fix: 'mark-tie' | 'relabel',
  { clock, newId }: FixPorts,
): Promise<{ file: string }> {
  const file = labelLogName(dataset);
  const record = await findRecord(dataset, recordId, chosenFormat(format));
  const { fold } = await readLabelLog(file);
  const standing = fold.standing(recordId);
  const agreed = consensus(record, standing).ranking;
  const ranking = fix === 'mark-tie' ? tied(record) : turnedRound(agreed, dataset, recordId);
  // Later than what the person judged before, even if the clock was put back.
  const before = fold.latestOf(annotator, () => true);
  const earliestMs = before === undefined ? 0 : Date.parse(before.at) + 1;
  const at = new Date(Math.max(clock().getTime(), earliestMs)).toISOString();
  const event: JudgeEvent = {
    ...{ v: 1, kind: 'judge', eventId: newId(), recordId, annotator, at, ranking },
    // It was judged from the list of findings: nothing was shown in any order.
    ...{ shown: [], rationale: `Quick fix of ${code}` },
    // Where a conflict was decided, only another decision changes what counts.
    ...(decisionOf(standing.filter(isOverall)) === undefined ? {} : { flags: [ADJUDICATED] }),
  };
  await appendLabelEvent(file, event);
  return { file };
}

function tied({ responses }: PreferenceRecord): Ranking {
  return [responses.map(({ id }) => id)];
}

function turnedRound(ranking: Ranking | undefined, dataset: string, recordId: string): Ranking {
  if (ranking?.length === 2) return [...ranking].reverse();
  throw new HumanError(
    `${path.basename(dataset)}: "${recordId}" has no winner any more. Check the dataset again.`,
  );
}

async function findRecord(
  dataset: string,
  recordId: string,
  always: Format | undefined,
): Promise<PreferenceRecord> {
  for await (const { record } of readRows(dataset, undefined, always)) {
    if (record?.id === recordId) return record;
  }
  throw new HumanError(
    `${path.basename(dataset)} has no row "${recordId}" any more. Check the dataset again.`,
  );
}
