import type { AnnotatorCount, AnnotatorReport } from '../../shared/annotators.ts';
import type { ConflictPage } from './annotators.ts';
import { conflictOrder } from './annotators.ts';

/** What one shard's labels come to, with its conflicts from the first to the end of the page asked for. */
export interface ShardReport {
  readonly report: AnnotatorReport;
  /** Rows of the shards before it. */
  readonly rowsBefore: number;
}

/** The report of a sharded dataset from those of its shards: no record is in two of them. */
export function mergedReports(
  shards: readonly ShardReport[],
  { from, limit }: ConflictPage,
): AnnotatorReport {
  const sum = (of: (report: AnnotatorReport) => number): number =>
    shards.reduce((total, { report }) => total + of(report), 0);
  const conflicts = shards.flatMap(({ report, rowsBefore }) =>
    report.conflicts.map((conflict) => ({ ...conflict, index: conflict.index + rowsBefore })),
  );
  return {
    complete: shards.every(({ report }) => report.complete),
    annotators: mergedCounts(shards.flatMap(({ report }) => report.annotators)),
    shared: sum(({ shared }) => shared),
    conflictCount: sum(({ conflictCount }) => conflictCount),
    decided: sum(({ decided }) => decided),
    conflicts: conflicts.sort(conflictOrder).slice(from, from + limit),
  };
}

function mergedCounts(counts: readonly AnnotatorCount[]): AnnotatorCount[] {
  const merged = new Map<string, AnnotatorCount>();
  for (const count of counts) {
    const known = merged.get(count.annotator);
    merged.set(count.annotator, known === undefined ? count : added(known, count));
  }
  return [...merged.values()].sort((a, b) => b.judgements - a.judgements);
}

function added(one: AnnotatorCount, other: AnnotatorCount): AnnotatorCount {
  const isLater = Date.parse(other.latestAt) > Date.parse(one.latestAt);
  return {
    annotator: one.annotator,
    judgements: one.judgements + other.judgements,
    records: one.records + other.records,
    shared: one.shared + other.shared,
    contradicted: one.contradicted + other.contradicted,
    latestAt: isLater ? other.latestAt : one.latestAt,
  };
}
