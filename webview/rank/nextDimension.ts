import type { RankDimension } from '../../src/shared/protocol.ts';

/** The dimension after the one asked about, the first after the last; null where there is no other. */
export function nextDimension(dimension: RankDimension | null): string | null {
  if (dimension === null) return null;
  const { name, all } = dimension;
  const next = all[(all.indexOf(name) + 1) % all.length];
  return next === undefined || next === name ? null : next;
}
