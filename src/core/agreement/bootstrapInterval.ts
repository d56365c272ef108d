import type { Random } from '../random/seededRandom.ts';

/** A statistic with its 95 % interval; null where the data do not determine it. */
export interface Estimate {
  /** Units it was computed from. */
  readonly n: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const ROUNDS = 1000;
/** Records that are drawn one by one; of more, how often each kind is drawn. */
const MOST_DRAWN = 2_000;

/**
 * The value of a statistic and its 95 % percentile interval by bootstrap over records (Efron 1979):
 * records are drawn anew with replacement, 1000 times. Records of one kind are the same to the
 * statistic: `counts` says how many there are of each kind. Of more than 2,000 records each is drawn
 * a Poisson number of times by itself (Hanley & MacGibbon 2006), which for so many comes to the same,
 * and the statistic must not depend on their number. Rounds in which it is undefined (null) are left
 * out. `n` is the number of records.
 */
export function bootstrapInterval(
  counts: readonly number[],
  statistic: (counts: readonly number[]) => number | null,
  random: Random,
): Estimate {
  const rounds = bootstrapRounds(counts, statistic, random);
  for (;;) {
    const { done, value } = rounds.next();
    if (done === true) return value;
  }
}

/** {@link bootstrapInterval}, `pause` being awaited between rounds: it takes as many as there are. */
export async function pausedBootstrap(
  counts: readonly number[],
  statistic: (counts: readonly number[]) => number | null,
  random: Random,
  pause: () => Promise<void>,
): Promise<Estimate> {
  const rounds = bootstrapRounds(counts, statistic, random);
  for (;;) {
    const { done, value } = rounds.next();
    if (done === true) return value;
    await pause();
  }
}

function* bootstrapRounds(
  counts: readonly number[],
  statistic: (counts: readonly number[]) => number | null,
  random: Random,
): Generator<undefined, Estimate> {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const value = statistic(counts);
  if (value === null) return { n, value, low: null, high: null };
  const few = n <= MOST_DRAWN;
  const records = few ? counts.flatMap((count, kind) => new Array<number>(count).fill(kind)) : [];
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const again = statistic(
      few ? drawn(records, counts.length, random) : counts.map((count) => poisson(count, random)),
    );
    if (again !== null) values.push(again);
    yield;
  }
  values.sort((a, b) => a - b);
  return { n, value, low: quantile(values, 0.025), high: quantile(values, 0.975) };
}

/** How many of each kind are among as many records drawn with replacement. */
function drawn(records: readonly number[], kinds: number, random: Random): number[] {
  const counts = new Array<number>(kinds).fill(0);
  for (let draw = 0; draw < records.length; draw++) {
    const kind = records[Math.floor(random() * records.length)] ?? 0;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Above this mean the normal distribution is as good as Poisson's. */
const MANY = 50;

function poisson(mean: number, random: Random): number {
  if (mean > MANY) {
    // Box and Muller 1958; 1 - random() is never 0.
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  // Knuth's: how many uniform numbers can be multiplied before the product falls below e^-mean.
  const limit = Math.exp(-mean);
  let times = 0;
  for (let product = random(); product > limit; product *= random()) times++;
  return times;
}

/** Linear between the two nearest of sorted values; null of none. */
function quantile(sorted: readonly number[], share: number): number | null {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}
