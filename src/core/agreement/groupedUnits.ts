/** Records of which those whose units have the same values are counted together. */
export interface GroupedUnits {
  /** The units of each kind of record, each its values as places in `categories`. */
  readonly kinds: readonly (readonly (readonly number[])[])[];
  /** How many records there are of each kind. */
  readonly counts: readonly number[];
  /** The different values, ascending. */
  readonly categories: readonly number[];
}

/**
 * Counts records by the values of their units: few kinds stand for many records. `recordOf` gives the
 * record of each unit; left out, each is one of its own.
 */
export function groupedUnits(
  units: readonly (readonly number[])[],
  recordOf: readonly number[] = units.map((_, at) => at),
): GroupedUnits {
  const categories = [...new Set(units.flat())].sort((a, b) => a - b);
  const placeOf = new Map(categories.map((value, place) => [value, place]));
  const records = new Map<number, (readonly number[])[]>();
  units.forEach((values, at) => {
    const places = values.map((value) => placeOf.get(value) ?? 0);
    const record = recordOf[at] ?? at;
    const known = records.get(record);
    if (known === undefined) records.set(record, [places]);
    else known.push(places);
  });
  const byKey = new Map<
    string,
    { readonly units: readonly (readonly number[])[]; count: number }
  >();
  for (const own of records.values()) {
    const key = own.map((values) => values.join()).join(';');
    const kind = byKey.get(key) ?? { units: own, count: 0 };
    byKey.set(key, kind);
    kind.count++;
  }
  const kinds = [...byKey.values()];
  return {
    kinds: kinds.map((kind) => kind.units),
    counts: kinds.map(({ count }) => count),
    categories,
  };
}
