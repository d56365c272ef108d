import { dueRepeat, type JudgedBefore } from '../../core/queue/dueRepeat.ts';
import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { DatasetSummary } from '../../shared/reports.ts';
import type { RowLine } from '../../shared/rowList.ts';
import { mergedReports } from './mergedReports.ts';
import type { ShardReport } from './mergedReports.ts';
import type { DatasetCalls, DatasetPorts } from './datasetCalls.ts';
import { createFileDatasets } from './fileDatasets.ts';
import type { FileDatasets } from './fileDatasets.ts';
import { KEPT_PROBLEMS } from './rowScan.ts';
import { createShardLooks } from './shardLooks.ts';
import type { JudgedRecord, JudgedRowsWanted } from './judgedRecords.ts';
import type { SearchControl } from './searchRows.ts';
import type { Shard, ShardLook, ShardLooks } from './shardLooks.ts';

type Params<M extends keyof EngineCalls> = EngineCalls[M]['params'];
type Result<M extends keyof EngineCalls> = Promise<EngineCalls[M]['result']>;

/**
 * A dataset of several files, which lie in one folder and are named alike. Rows are numbered through,
 * in the order of the files' names; each file has its own label log, so that a shard is labelled the
 * same whether it is opened alone or with the others. Which files there are is looked at whenever the
 * dataset is opened.
 */
export class ShardedDataset implements DatasetCalls {
  readonly #path: string;
  readonly #files: FileDatasets;
  readonly #looks: ShardLooks;
  /** Labelled rows by shard and annotator, as far as they were counted since the latest look. */
  readonly #labelled = new Map<string, number>();

  constructor(dataset: DatasetAt, ports: DatasetPorts) {
    this.#path = dataset.path;
    // All stay open: a dataset of more shards than are kept would be read anew for each row.
    this.#files = createFileDatasets(ports, Infinity);
    this.#looks = createShardLooks(dataset, this.#files);
  }

  /** Rows found so far, readable or not. */
  get rows(): number {
    return this.#looks.rows;
  }

  async open({ annotator }: Params<'dataset/open'>): Result<'dataset/open'> {
    const look = await this.#looks.fresh();
    this.#labelled.clear();
    const summary = summaryOf(this.#path, look);
    if (annotator === undefined) return summary;
    return { ...summary, labelled: await this.#countLabelled(look, annotator) };
  }

  async item(params: Params<'dataset/item'>): Result<'dataset/item'> {
    const { at, name, rowsBefore, totalBefore } = await this.#looks.shardAt(params.index);
    const index = params.index - rowsBefore;
    const found = await this.#files.item({ ...params, ...at, index });
    return {
      ...found,
      index: params.index,
      position: found.position + totalBefore,
      file: name,
    };
  }

  async next(params: Params<'dataset/next'>): Result<'dataset/next'> {
    const { step } = params;
    let complete = true;
    for (let { from } = params; from >= 0;) {
      const shard = await this.#looks.shardAt(from);
      const { at, rowsBefore, summary } = shard;
      const found = await this.#files.next({ ...params, ...at, from: from - rowsBefore });
      if (found.index !== null) return { ...found, index: found.index + rowsBefore };
      complete &&= found.complete;
      if (step === 1 && (await this.#isLast(shard))) break;
      from = step === 1 ? rowsBefore + summary.rows : rowsBefore - 1;
    }
    return { index: null, complete };
  }

  async judge(params: Params<'dataset/judge'>): Result<'dataset/judge'> {
    const shard = await this.#looks.shardAt(params.index);
    const index = params.index - shard.rowsBefore;
    const judged = await this.#files.judge({ ...params, ...shard.at, index });
    return { ...judged, labelled: await this.#labelledNow(shard, params, judged.labelled) };
  }

  async undo(params: Params<'dataset/undo'>): Result<'dataset/undo'> {
    const { annotator } = params;
    const shard = await this.#shardOfLatest(annotator);
    if (shard === undefined) {
      const labelled = await this.#countLabelled(await this.#looks.latest(), annotator);
      return { index: null, labelled };
    }
    const undone = await this.#files.undo({ ...params, ...shard.at });
    const index = undone.index === null ? null : undone.index + shard.rowsBefore;
    const labelled = await this.#labelledNow(shard, params, undone.labelled);
    return { ...undone, index, labelled };
  }

  async repeat({ annotator, share }: Params<'dataset/repeat'>): Result<'dataset/repeat'> {
    const judged: JudgedBefore[] = [];
    for (const { at, rowsBefore } of (await this.#looks.latest()).shards) {
      for (const each of await this.#files.judgedBefore(at, annotator)) {
        judged.push({ ...each, index: each.index + rowsBefore });
      }
    }
    return dueRepeat(judged, share);
  }

  async annotators(params: Params<'dataset/annotators'>): Result<'dataset/annotators'> {
    const { from, limit } = params;
    const reports: ShardReport[] = [];
    for (const { at, rowsBefore } of (await this.#looks.whole()).shards) {
      const page = { ...params, ...at, from: 0, limit: from + limit };
      reports.push({ report: await this.#files.annotators(page), rowsBefore });
    }
    return mergedReports(reports, { from, limit });
  }

  async search(params: Params<'dataset/search'>, control: SearchControl): Result<'dataset/search'> {
    const shard = await this.#looks.shardAt(params.from);
    const { at, name, rowsBefore, summary } = shard;
    const from = params.from - rowsBefore;
    const found = await this.#files.search({ ...params, ...at, from }, control);
    const matches = found.matches.map((match) => ({
      ...match,
      index: match.index + rowsBefore,
      file: name,
    }));
    if (found.next !== null) return { matches, next: found.next + rowsBefore };
    const isLast = await this.#isLast(shard);
    return { matches, next: isLast ? null : rowsBefore + summary.rows };
  }

  async list(params: Params<'dataset/rows'>, control: SearchControl): Result<'dataset/rows'> {
    const { shards, whole } = await this.#looks.latest();
    const sum = { lines: [] as RowLine[], count: 0, before: 0, complete: whole };
    for (const { at, name, rowsBefore } of shards) {
      const from = Math.max(0, params.from - sum.count);
      const limit = params.limit - sum.lines.length;
      const beforeRow = params.beforeRow - rowsBefore;
      const part = { ...params, ...at, from, limit, beforeRow };
      const page = await this.#files.list(part, control);
      sum.lines.push(
        ...page.lines.map((line) => ({ ...line, index: line.index + rowsBefore, file: name })),
      );
      sum.count += page.count;
      sum.before += page.before;
      sum.complete &&= page.complete;
    }
    return sum;
  }

  async judged(
    params: DatasetAt & JudgedRowsWanted,
    pause: () => Promise<void>,
  ): Promise<readonly JudgedRecord[]> {
    const all: JudgedRecord[] = [];
    for (const { at } of (await this.#looks.whole()).shards) {
      const limit = params.limit - all.length;
      if (limit > 0) all.push(...(await this.#files.judged({ ...params, ...at, limit }, pause)));
    }
    return all;
  }

  async #isLast(shard: Shard): Promise<boolean> {
    const { shards } = await this.#looks.whole();
    return shards.at(-1)?.at.path === shard.at.path;
  }

  /** The number in all files, of which one has so many now. */
  async #labelledNow(
    { at }: Shard,
    { annotator }: { readonly annotator: string },
    labelled: number,
  ): Promise<number> {
    this.#labelled.set(countKey(at, annotator), labelled);
    return this.#countLabelled(await this.#looks.latest(), annotator);
  }

  async #countLabelled({ shards }: ShardLook, annotator: string): Promise<number> {
    let sum = 0;
    for (const { at } of shards) {
      const key = countKey(at, annotator);
      const known = this.#labelled.get(key);
      const labelled = known ?? (await this.#files.open({ ...at, annotator })).labelled;
      this.#labelled.set(key, labelled);
      sum += labelled;
    }
    return sum;
  }

  async #shardOfLatest(annotator: string): Promise<Shard | undefined> {
    let latest: { readonly shard: Shard; readonly atMs: number } | undefined;
    for (const shard of (await this.#looks.whole()).shards) {
      const event = await this.#files.latest(shard.at, annotator);
      const atMs = event === undefined ? -Infinity : Date.parse(event.at);
      if (atMs > (latest?.atMs ?? -Infinity)) latest = { shard, atMs };
    }
    return latest?.shard;
  }
}

function countKey({ path }: DatasetAt, annotator: string): string {
  return JSON.stringify([path, annotator]);
}

function summaryOf(path: string, { shards, whole }: ShardLook): DatasetSummary {
  const summaries = shards.map(({ summary }) => summary);
  const sum = (of: (summary: DatasetSummary) => number): number =>
    summaries.reduce((total, each) => total + of(each), 0);
  const [largest] = summaries
    .filter(({ format }) => format !== null)
    .sort((a, b) => b.total - a.total);
  const problems = shards.flatMap(({ name, summary }) =>
    summary.problems.map((problem) => ({ file: name, ...problem })),
  );
  return {
    path,
    format: largest?.format ?? null,
    rows: sum(({ rows }) => rows),
    total: sum(({ total }) => total),
    scanned: sum(({ scanned }) => scanned),
    complete: whole && summaries.every(({ complete }) => complete),
    labelled: sum(({ labelled }) => labelled),
    problemCount: sum(({ problemCount }) => problemCount),
    problems: problems.slice(0, KEPT_PROBLEMS),
  };
}
