import { rowMatches, type RowFilter } from '../../core/records/rowFilter.ts';
import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import type { RowTable } from '../../core/store/rowTable.ts';
import type { LabelledDataset } from './labelledDataset.ts';

/** Rows in rising order. */
export interface RowSet {
  readonly count: number;
  /** The row with so many before it; undefined beyond the end. */
  at(position: number): number | undefined;
  /** How many of them are smaller than a row. */
  before(row: number): number;
}

/** Lets others have their turn, and throws when the work is no longer wanted. */
type Pause = () => Promise<void>;

/** Rows looked at between two looks at the clock. */
const ROWS_AT_A_TIME = 4_096;
/** So many filters are kept of a dataset: those of its page, and what comes next by one of them. */
const KEPT_SETS = 4;

interface Kept {
  readonly table: RowTable;
  readonly rows: number;
  readonly labels: object;
  readonly sets: Map<string, RowSet>;
  standing: ReadonlyMap<number, readonly JudgeEvent[]> | null;
}

/** What was found of each dataset, as long as neither its rows nor its labels changed. */
const found = new WeakMap<LabelledDataset, Kept>();

/**
 * The rows that a filter means, of those read so far. Looks at every row where the label log alone does
 * not tell, in slices; asked again before anything changed, it is there at once.
 * @throws CancelledError
 */
export async function filteredRows(
  data: LabelledDataset,
  filter: RowFilter,
  pause: Pause,
): Promise<RowSet> {
  const { table } = data.dataset;
  if (filter.show === 'all') return readableRows(table);
  const kept = keptOf(data);
  const key = JSON.stringify([filter.show, filter.by, filter.records]);
  const known = kept.sets.get(key);
  if (known !== undefined) return known;
  const set = setOf(await matchingRows(data, kept, filter, pause));
  kept.sets.set(key, set);
  const [oldest] = kept.sets.keys();
  if (kept.sets.size > KEPT_SETS && oldest !== undefined) kept.sets.delete(oldest);
  return set;
}

/** The nearest row of a set from `from` on (inclusive), in the direction of `step`. */
export function nearestRow(rows: RowSet, from: number, step: 1 | -1): number | undefined {
  const place = step === 1 ? rows.before(Math.max(0, from)) : rows.before(from + 1) - 1;
  return rows.at(place);
}

function keptOf(data: LabelledDataset): Kept {
  const { table } = data.dataset;
  const { labels } = data;
  const known = found.get(data);
  const same = known?.table === table && known.rows === table.rows && known.labels === labels;
  if (same) return known;
  const kept: Kept = { table, rows: table.rows, labels, sets: new Map(), standing: null };
  found.set(data, kept);
  return kept;
}

async function matchingRows(
  data: LabelledDataset,
  kept: Kept,
  filter: RowFilter,
  pause: Pause,
): Promise<Uint32Array> {
  const { table, rows } = kept;
  const standing = (kept.standing ??= await judgedRows(data, pause));
  const named = namedRows(table, filter);
  const matches = (row: number): boolean =>
    row < rows &&
    table.isReadable(row) &&
    rowMatches(filter, {
      came: { judged: table.isJudged(row), tied: table.isTied(row) },
      standing: standing.get(row) ?? [],
      named: named.has(row),
    });
  const everyRow = filter.show === 'unlabelled' || (filter.show === 'ties' && table.tied > 0);
  if (!everyRow) {
    const some = [...new Set([...standing.keys(), ...named])].filter(matches);
    return Uint32Array.from(some).sort();
  }
  const matching = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_AT_A_TIME === 0) await pause();
    if (matches(row)) matching[count++] = row;
  }
  return matching.slice(0, count);
}

/** The rows that have judgements in the label log, and these. */
async function judgedRows(
  data: LabelledDataset,
  pause: Pause,
): Promise<ReadonlyMap<number, readonly JudgeEvent[]>> {
  const rows = new Map<number, readonly JudgeEvent[]>();
  for (const recordId of [...data.recordIds()]) {
    await pause();
    const row = data.dataset.table.rowOf(recordId);
    const standing = data.standing(recordId);
    if (row !== undefined && standing.length > 0) rows.set(row, standing);
  }
  return rows;
}

function namedRows(table: RowTable, { records = [] }: RowFilter): ReadonlySet<number> {
  return new Set(records.flatMap((recordId) => table.rowOf(recordId) ?? []));
}

function setOf(rows: Uint32Array): RowSet {
  return {
    count: rows.length,
    at: (position) => rows[position],
    before: (row) => firstPlace(rows.length, (place) => (rows[place] ?? Infinity) >= row),
  };
}

/** All rows that could be read: which is the nth is found by halving, as few could not. */
function readableRows(table: RowTable): RowSet {
  const { rows, unreadable } = table;
  const count = rows - unreadable;
  return {
    count,
    at: (position) =>
      position < 0 || position >= count
        ? undefined
        : firstPlace(rows, (row) => table.positionOf(row + 1) > position),
    before: (row) => table.positionOf(Math.max(0, Math.min(row, rows))),
  };
}

/** The first of so many places from which on this holds. */
function firstPlace(places: number, holds: (place: number) => boolean): number {
  let low = 0;
  let high = places;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
