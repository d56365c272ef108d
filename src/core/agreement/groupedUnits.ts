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
 * record of each unit; left out, each is one of its own. `pause` is awaited at every unit.
 */
export async function groupedUnits(
  units: readonly (readonly number[])[],
  recordOf: readonly number[] | undefined,
  pause: () => Promise<void>,
): Promise<GroupedUnits> {
  const values = new Set<number>();
  for (const unit of units) {
    await pause();
    for (const value of unit) values.add(value);
  }
  const categories = [...values].sort((a, b) => a - b);
  const placeOf = new Map(categories.map((value, place) => [value, place]));
  const records = new Map<number, (readonly number[])[]>();
  for (const [at, unit] of units.entries()) {
    await pause();
    const places = unit.map((value) => placeOf.get(value) ?? 0);
    const record = recordOf?.[at] ?? at;
    const known = records.get(record);
    if (known === undefined) records.set(record, [places]);
    else known.push(places);
  }
  const byKey = new Map<
    string,
    { readonly units: readonly (readonly number[])[]; count: number }
  >();
  for (const own of records.values()) {
    await pause();
    const key = own.map((places) => places.join()).join(';');
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
