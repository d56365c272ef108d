/**
 * Takes out what was put in first while the rest has more than `limit` rows together, which is what
 * datasets take memory by. What was put in last stays.
 */
export function makeRoom<T>(
  kept: Map<string, T>,
  limit: number,
  rowsOf: (dataset: T) => number,
): void {
  let rows = 0;
  for (const dataset of kept.values()) rows += rowsOf(dataset);
  for (const [key, dataset] of kept) {
    if (rows <= limit || kept.size === 1) return;
    kept.delete(key);
    rows -= rowsOf(dataset);
  }
}
