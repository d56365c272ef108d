import { performance } from 'node:perf_hooks';
import path from 'node:path';
import { HumanError } from '../../core/errors.ts';
import { dueRepeat, type JudgedBefore } from '../../core/queue/dueRepeat.ts';
import { displayOrder } from '../../core/queue/displayOrder.ts';
import { ranksExactly } from '../../core/records/ranksExactly.ts';
import { stepsDone } from '../../core/records/stepsDone.ts';
import type { PreferenceRecord, Step } from '../../core/records/types.ts';
import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { DatasetSummary, JudgementInput } from '../../shared/reports.ts';
import { annotatorReport } from './annotators.ts';
import { asItIsJudged } from './asItIsJudged.ts';
import { createDatasetCache } from './datasetCache.ts';
import type { Dataset } from './datasetFile.ts';
import type { DatasetCalls, DatasetPorts } from './datasetCalls.ts';
import { judgedRecords, judgedRows } from './judgedRecords.ts';
import type { LabelledDataset } from './labelledDataset.ts';
import type { LabelledBy } from './labelledRows.ts';
import { nextOfFilter, nextRow } from './nextRow.ts';
import { readItem } from './readItem.ts';
import { judgedBefore, repeatedEvent } from './repeats.ts';
import { listRows } from './listRows.ts';
import { searchRows } from './searchRows.ts';

type Params<M extends keyof EngineCalls> = EngineCalls[M]['params'];
type Result<M extends keyof EngineCalls> = Promise<EngineCalls[M]['result']>;

/** Datasets of one file each. */
export interface FileDatasets extends DatasetCalls {
  /** The annotator's latest standing judgement of a record that the file has. @throws HumanError */
  latest(at: DatasetAt, annotator: string): Promise<JudgeEvent | undefined>;
  /** What the annotator judged overall in a file, repeats too. @throws HumanError */
  judgedBefore(at: DatasetAt, annotator: string): Promise<readonly JudgedBefore[]>;
  /** Resolves when all rows of a file were found. @throws HumanError */
  indexed(at: DatasetAt): Promise<void>;
}

/**
 * The calls about datasets of one file each. Calls about one file run one after the other; what is
 * kept between them is a cache of files with `keptRows` rows, checked against the disk at each call.
 */
export function createFileDatasets({ clock, newId }: DatasetPorts, keptRows: number): FileDatasets {
  const cache = createDatasetCache(keptRows);
  const look = <T>(at: DatasetAt, take: (data: LabelledDataset) => T): Promise<T> =>
    cache.use(at, (data) => Promise.resolve(take(data)));
  const dataOf = (at: DatasetAt): Promise<LabelledDataset> => look(at, (data) => data);
  /** Lets other calls for the file go on while one waits for rows to be read. */
  const readUntil = async (
    at: DatasetAt,
    wait: (data: LabelledDataset) => Promise<void>,
  ): Promise<void> => {
    const { waiting } = await look(at, (data) => startedWait(wait(data)));
    await waiting;
  };
  return {
    latest: async (at, annotator) => {
      await readUntil(at, (data) => data.latestKnown(annotator));
      return look(at, (data) => data.latestOf(annotator));
    },
    indexed: (at) => readUntil(at, ({ dataset }) => dataset.until(() => dataset.indexed)),
    open: (params) => look(params, (data) => summary(data, params)),
    item: (params) => cache.use(params, (data) => item(data, params)),
    // As a search: rows of a filter are looked for beside other calls.
    next: async (params) =>
      params.filter === undefined
        ? cache.use(params, (data) => nextRow(data, params))
        : nextOfFilter(await dataOf(params), params, params.filter),
    judge: async (params) => {
      const startedMs = performance.now();
      // Only then is the record's id known for sure: an earlier row may have the same.
      await readUntil(params, ({ dataset }) =>
        dataset.until(() => dataset.complete || dataset.table.rows > params.index),
      );
      return cache.use(params, async (data) => {
        const eventId = await judge(data, params, newId(), clock());
        const savedMs = performance.now() - startedMs;
        return { eventId, labelled: data.labelled(params), savedMs };
      });
    },
    undo: async (params) => {
      await readUntil(params, (data) => data.latestKnown(params.annotator));
      return cache.use(params, async (data) => {
        const undone = await undo(data, params, newId(), clock());
        return { ...undone, labelled: data.labelled(params) };
      });
    },
    judgedBefore: (at, annotator) => look(at, (data) => judgedBefore(data, annotator)),
    repeat: (params) =>
      look(params, (data) => dueRepeat(judgedBefore(data, params.annotator), params.share)),
    annotators: (params) =>
      look(params, (data) => {
        const rowOf = (recordId: string): number | undefined => data.dataset.table.rowOf(recordId);
        return { ...annotatorReport(data, rowOf, params), complete: data.complete };
      }),
    // A search reads on its own and takes its time: other calls must not stand in line behind it.
    search: async (params, control) => searchRows(await dataOf(params), params, control),
    list: async (params, control) => listRows(await dataOf(params), params, control),
    // As a search: what is judged is looked up at once, and its records read beside other calls.
    judged: async (params, pause) => {
      const rows = await look(params, (data) => judgedRows(data, params));
      return judgedRecords(rows, pause);
    },
  };
}

/** A wait that others don't stand in line behind. */
function startedWait(waiting: Promise<void>): { readonly waiting: Promise<void> } {
  // Its error is for whoever awaits it; the file's next call in line must not end with it.
  waiting.catch(() => undefined);
  return { waiting };
}

function summary(data: LabelledDataset, by: LabelledBy): DatasetSummary {
  const { dataset } = data;
  const { problems, problemCount } = data.problems();
  return {
    path: dataset.path,
    format: dataset.format,
    rows: dataset.lines.rows,
    total: dataset.lines.rows - dataset.table.unreadable,
    scanned: dataset.table.rows,
    complete: data.complete,
    labelled: data.labelled(by),
    problemCount,
    problems,
  };
}

async function item(data: LabelledDataset, params: Params<'dataset/item'>): Result<'dataset/item'> {
  const { index, annotator, repeatOf } = params;
  const { record, line } = await readItem(data.dataset, index);
  const again =
    repeatOf === undefined ? undefined : repeatedEvent(data, record, annotator, repeatOf);
  return {
    index,
    position: data.dataset.table.positionOf(index),
    line,
    recordId: record.id,
    prompt: record.prompt,
    shown: inShownOrder(record, annotator, again).map(({ id, content, model }) => ({
      id,
      content,
      ...(model === undefined ? {} : { model }),
    })),
    ...(record.steps === undefined ? {} : { steps: record.steps }),
    ...asItIsJudged(record, data.standing(record.id), params, again),
  };
}

/** A record's responses as they are shown; of a repeat, sides are swapped. */
function inShownOrder(
  { id: recordId, responses }: PreferenceRecord,
  annotator: string,
  again: JudgeEvent | undefined,
): PreferenceRecord['responses'] {
  if (again === undefined) return displayOrder(responses, annotator, recordId);
  return [...again.shown].reverse().flatMap((id) => responses.find((each) => each.id === id) ?? []);
}

async function judge(
  data: LabelledDataset,
  { index, recordId, annotator, judgement }: Params<'dataset/judge'>,
  eventId: string,
  now: Date,
): Promise<string> {
  const name = path.basename(data.dataset.path);
  if (!isShown(data.dataset, index, recordId)) {
    throw new HumanError(
      `${name} changed since this item was shown, so the judgement was not saved. ` +
        'Look at the item again and judge it anew.',
    );
  }
  const { record } = await readItem(data.dataset, index);
  checkJudgement(record, judgement, `${name} line ${data.dataset.lines.lineOf(index)}`);
  const { ranking, shown, durationMs, dimension, strength, rationale, flags, steps } = judgement;
  // Where the first one was taken back meanwhile, this is no repeat but what stands.
  const first =
    judgement.repeatOf === undefined
      ? undefined
      : repeatedEvent(data, record, annotator, judgement.repeatOf);
  const event: JudgeEvent = {
    v: 1,
    kind: 'judge',
    eventId,
    recordId: record.id,
    annotator,
    at: data.timeAfter(annotator, now),
    ranking,
    ...(strength === undefined ? {} : { strength }),
    ...(dimension === undefined || dimension === 'overall' ? {} : { dimension }),
    shown,
    durationMs,
    ...(rationale === undefined ? {} : { rationale }),
    ...(flags === undefined ? {} : { flags }),
    ...(steps === undefined ? {} : { steps }),
    ...(first === undefined ? {} : { repeatOf: first.eventId }),
  };
  await data.append(event);
  return eventId;
}

/** Whether a row's record is the one shown, then perhaps under the id in its row alone. */
function isShown({ table }: Dataset, row: number, recordId: string): boolean {
  return table.isAt(row, recordId) || table.isAt(row, table.idAt(row, recordId));
}

/** What it says stands on the page: without the ids, which can be names of models. */
function checkJudgement(record: PreferenceRecord, judgement: JudgementInput, place: string): void {
  const ids = record.responses.map(({ id }) => id);
  if (record.steps !== undefined) return checkSteps(record.steps, judgement, place);
  if (ids.length < 2) {
    throw new HumanError(
      `${place} has ${ids.length === 0 ? 'no responses' : 'one response'}: ` +
        'there is nothing to compare.',
    );
  }
  const shownOnce = ranksExactly(
    judgement.shown.map((id) => [id]),
    ids,
  );
  if (!ranksExactly(judgement.ranking, ids) || !shownOnce) {
    throw new HumanError(
      `The judgement of ${place} must rank each of its ${ids.length} responses exactly once. ` +
        'It was not saved. Open the dataset again and judge the item anew.',
    );
  }
}

function checkSteps(steps: readonly Step[], judgement: JudgementInput, place: string): void {
  const { steps: labels = [], ranking } = judgement;
  if (labels.length === steps.length && ranking.length === 0 && stepsDone(labels)) return;
  throw new HumanError(
    `The judgement of ${place} must label each of its ${steps.length} steps up to the first error. ` +
      'It was not saved. Open the dataset again and label them anew.',
  );
}

async function undo(
  data: LabelledDataset,
  { annotator, eventId: only, dimensions }: Params<'dataset/undo'>,
  eventId: string,
  now: Date,
): Promise<{ index: number | null; repeatOf?: string; dimension?: string }> {
  const latest = data.latestOf(annotator);
  if (latest === undefined || (only !== undefined && only !== latest.eventId)) {
    return { index: null };
  }
  await data.append({
    v: 1,
    kind: 'retract',
    eventId,
    target: latest.eventId,
    annotator,
    at: now.toISOString(),
  });
  const { recordId, repeatOf, dimension = 'overall' } = latest;
  const index = data.dataset.table.rowOf(recordId) ?? null;
  return {
    index,
    ...(repeatOf === undefined ? {} : { repeatOf }),
    ...(dimensions === undefined ? {} : { dimension }),
  };
}
