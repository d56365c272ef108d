import path from 'node:path';
import { HumanError } from '../../core/errors.ts';
import type { DatasetAt } from '../../shared/engineProtocol.ts';
import type { DatasetSummary } from '../../shared/reports.ts';
import type { FileDatasets } from './fileDatasets.ts';
import { shardsOf } from './shards.ts';

/** A shard as it was when last looked at, and where its rows stand among those of all shards. */
export interface Shard {
  readonly at: DatasetAt;
  readonly name: string;
  readonly summary: DatasetSummary;
  /** Rows of the shards before it, readable or not. */
  readonly rowsBefore: number;
  /** Readable rows of the shards before it, as far as they are known. */
  readonly totalBefore: number;
}

/** What a look at the shards found: at least one. */
export interface ShardLook {
  readonly shards: readonly Shard[];
  /** Whether these are all. The first look shows what it found so far. */
  readonly whole: boolean;
}

/** Looks at the shards of a dataset, one at a time; errors are those of reading them. */
export interface ShardLooks {
  /** Rows found so far. */
  readonly rows: number;
  /** Looks anew; the first time it answers with the first shard and goes on in the background. */
  fresh(): Promise<ShardLook>;
  /** What the latest look has found so far. */
  latest(): Promise<ShardLook>;
  /** The latest look at all shards. */
  whole(): Promise<ShardLook>;
  /** The shard that holds a row, the last one for rows behind the end. */
  shardAt(row: number): Promise<Shard>;
}

/** A look under way: its first shard, and all. */
interface Looking {
  readonly first: Promise<ShardLook>;
  readonly whole: Promise<ShardLook>;
}

/** Nothing is looked at before it is asked for. */
export function createShardLooks(dataset: DatasetAt, files: FileDatasets): ShardLooks {
  let known: ShardLook | undefined;
  let looking: Looking | undefined;

  const look = async (begins: (sofar: ShardLook) => void): Promise<ShardLook> => {
    const shards: Shard[] = [];
    for (const file of await shardsOf(dataset.path)) {
      const at = { ...dataset, path: file };
      const place = { at, name: path.basename(file), ...behind(shards.at(-1)) };
      const first = { ...place, summary: await files.open(at) };
      if (known?.whole !== true) {
        known = { shards: [...shards, first], whole: false };
        begins(known);
      }
      // The rows behind it are numbered from its end on.
      await files.indexed(at);
      shards.push(first.summary.complete ? first : { ...place, summary: await files.open(at) });
    }
    known = { shards, whole: true };
    return known;
  };
  const begin = (): Looking => {
    let whole: Promise<ShardLook> | undefined;
    const first = new Promise<ShardLook>((resolve, reject) => {
      whole = look(resolve).finally(() => (looking = undefined));
      whole.then(resolve, reject);
    });
    // Whoever waits for the whole gets its error from there.
    first.catch(() => undefined);
    return { first, whole: whole ?? first };
  };
  const now = (): Looking => (looking ??= begin());

  const fresh = async (): Promise<ShardLook> => {
    if (known?.whole === true) return now().whole;
    // A look that is under way tells what it has; one that failed is begun again.
    return known !== undefined && looking !== undefined ? known : now().first;
  };
  const latest = async (): Promise<ShardLook> => known ?? fresh();
  const whole = async (): Promise<ShardLook> => (known?.whole === true ? known : now().whole);
  const shardAt = async (row: number): Promise<Shard> => {
    const { shards, whole: isWhole } = await latest();
    const behind = shards.findIndex(({ rowsBefore }) => rowsBefore > row);
    const found = shards[behind < 0 ? shards.length - 1 : behind - 1];
    if (found === undefined) throw new HumanError(`${dataset.path} has no row ${row + 1}.`);
    const isIn = behind >= 0 || row < found.rowsBefore + found.summary.rows;
    if (isIn || isWhole) return found;
    // It is in a shard that was not opened yet.
    await now().whole;
    return shardAt(row);
  };
  return {
    get rows() {
      return rowsOf(known);
    },
    fresh,
    latest,
    whole,
    shardAt,
  };
}

function rowsOf(look: ShardLook | undefined): number {
  return behind(look?.shards.at(-1)).rowsBefore;
}

/** What stands before the shard that comes after this one. */
function behind(shard: Shard | undefined): Pick<Shard, 'rowsBefore' | 'totalBefore'> {
  if (shard === undefined) return { rowsBefore: 0, totalBefore: 0 };
  const { rowsBefore, totalBefore, summary } = shard;
  return { rowsBefore: rowsBefore + summary.rows, totalBefore: totalBefore + summary.total };
}
