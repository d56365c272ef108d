import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { DatasetSummary } from '../../shared/reports.ts';
import { mergedReports } from './mergedReports.ts';
import type { DatasetPorts, Datasets } from './datasets.ts';
import { createFileDatasets } from './fileDatasets.ts';
import { KEPT_PROBLEMS } from './rowScan.ts';
import { createShardLooks } from './shardLooks.ts';
import type { Shard, ShardLook } from './shardLooks.ts';

type Params<M extends keyof EngineCalls> = EngineCalls[M]['params'];
type Result<M extends keyof EngineCalls> = Promise<EngineCalls[M]['result']>;

/**
 * A dataset of several files, which lie in one folder and are named alike. Rows are numbered through,
 * in the order of the files' names; each file has its own label log, so that a shard is labelled the
 * same whether it is opened alone or with the others. Which files there are is looked at whenever the
 * dataset is opened.
 */
export function createShardedDataset(dataset: DatasetAt, ports: DatasetPorts): Datasets {
  const files = createFileDatasets(ports, Infinity);
  const looks = createShardLooks(dataset, files);

  const isLast = async (shard: Shard): Promise<boolean> => {
    const { shards } = await looks.whole();
    return shards.at(-1)?.at.path === shard.at.path;
  };
  /** Labelled rows of all shards, of which one now has so many. */
  const labelledWith = async (shard: Shard, labelled: number): Promise<number> => {
    const { shards } = await looks.latest();
    const of = ({ at, summary }: Shard): number =>
      at.path === shard.at.path ? labelled : summary.labelled;
    return shards.reduce((sum, each) => sum + of(each), 0);
  };
  const shardOfLatest = async (annotator: string): Promise<Shard | undefined> => {
    let latest: { readonly shard: Shard; readonly atMs: number } | undefined;
    for (const shard of (await looks.whole()).shards) {
      const event = await files.latest(shard.at, annotator);
      const atMs = event === undefined ? -Infinity : Date.parse(event.at);
      if (atMs > (latest?.atMs ?? -Infinity)) latest = { shard, atMs };
    }
    return latest?.shard;
  };

  const next = async (params: Params<'dataset/next'>): Result<'dataset/next'> => {
    const { step } = params;
    let complete = true;
    for (let { from } = params; from >= 0;) {
      const shard = await looks.shardAt(from);
      const { at, rowsBefore, summary } = shard;
      const found = await files.next({ ...params, ...at, from: from - rowsBefore });
      if (found.index !== null) return { ...found, index: found.index + rowsBefore };
      complete &&= found.complete;
      if (step === 1 && (await isLast(shard))) break;
      from = step === 1 ? rowsBefore + summary.rows : rowsBefore - 1;
    }
    return { index: null, complete };
  };

  return {
    open: async () => summaryOf(dataset.path, await looks.fresh()),
    item: async (params) => {
      const { at, name, rowsBefore, totalBefore } = await looks.shardAt(params.index);
      const found = await files.item({ ...params, ...at, index: params.index - rowsBefore });
      const { index, position } = found;
      return {
        ...found,
        index: index + rowsBefore,
        position: position + totalBefore,
        file: name,
      };
    },
    next,
    judge: async (params) => {
      const shard = await looks.shardAt(params.index);
      const index = params.index - shard.rowsBefore;
      const judged = await files.judge({ ...params, ...shard.at, index });
      return { ...judged, labelled: await labelledWith(shard, judged.labelled) };
    },
    undo: async ({ annotator }) => {
      const shard = await shardOfLatest(annotator);
      if (shard === undefined) {
        const { labelled } = summaryOf(dataset.path, await looks.latest());
        return { index: null, labelled };
      }
      const undone = await files.undo({ ...shard.at, annotator });
      const index = undone.index === null ? null : undone.index + shard.rowsBefore;
      return { index, labelled: await labelledWith(shard, undone.labelled) };
    },
    annotators: async ({ from, limit }) => {
      const reports = [];
      for (const { at, rowsBefore } of (await looks.whole()).shards) {
        const report = await files.annotators({ ...at, from: 0, limit: from + limit });
        reports.push({ report, rowsBefore });
      }
      return mergedReports(reports, { from, limit });
    },
    search: async (params, control) => {
      const shard = await looks.shardAt(params.from);
      const { at, name, rowsBefore, summary } = shard;
      const from = params.from - rowsBefore;
      const found = await files.search({ ...params, ...at, from }, control);
      const matches = found.matches.map((match) => ({
        ...match,
        index: match.index + rowsBefore,
        file: name,
      }));
      if (found.next !== null) return { matches, next: found.next + rowsBefore };
      return { matches, next: (await isLast(shard)) ? null : rowsBefore + summary.rows };
    },
  };
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
