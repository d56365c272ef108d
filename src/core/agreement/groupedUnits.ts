/** Units of which those with the same values are counted together. */
export interface GroupedUnits {
  /** The values of each kind of unit, as places in `categories`. */
  readonly kinds: readonly (readonly number[])[];
  /** How many units there are of each kind. */
  readonly counts: readonly number[];
  /** The different values, ascending. */
  readonly categories: readonly number[];
}

/** Counts units by their values: few kinds stand for many units. */
export function groupedUnits(units: readonly (readonly number[])[]): GroupedUnits {
  const byKey = new Map<string, { readonly values: readonly number[]; count: number }>();
  const seen = new Set<number>();
  for (const values of units) {
    const key = values.join();
    const kind = byKey.get(key) ?? { values, count: 0 };
    if (kind.count === 0) {
      byKey.set(key, kind);
      for (const value of values) seen.add(value);
    }
    kind.count++;
  }
  const categories = [...seen].sort((a, b) => a - b);
  const placeOf = new Map(categories.map((value, place) => [value, place]));
  const kinds = [...byKey.values()];
  return {
    kinds: kinds.map(({ values }) => values.map((value) => placeOf.get(value) ?? 0)),
    counts: kinds.map(({ count }) => count),
    categories,
  };
}
