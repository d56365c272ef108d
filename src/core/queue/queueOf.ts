import { seededRandom, type Random } from '../random/seededRandom.ts';

/** One place of a queue. */
export interface QueuePlace {
  /** Which candidate: its index in the scores. */
  readonly index: number;
  /** Whether chance put it here, and not its score. */
  readonly byChance: boolean;
}

/** How a queue is mixed. */
export interface QueueOptions {
  /** The share of places given by chance, 0 to 1; 0.2 when absent. */
  readonly randomShare?: number;
  /** The same seed and scores give the same queue on every machine. */
  readonly seed: string;
}

/** Pairs chosen by chance keep what is learnt, and measured, from being about hard pairs only. */
const defaultRandomShare = 0.2;

/**
 * The order in which candidates are labelled: each place has, by chance with the share given, any
 * one of those left, all as likely, and else the one with the highest score. Equal scores come in
 * the order given, and candidates that have none (NaN) behind all others. So equal scores for all
 * are the queue by order. Every candidate is in the queue once. O(n log n).
 */
export function queueOf(
  scores: ArrayLike<number>,
  { randomShare = defaultRandomShare, seed }: QueueOptions,
): readonly QueuePlace[] {
  const random = seededRandom(seed);
  const best = byScore(scores).values();
  const left = remaining(scores.length);
  return Array.from({ length: scores.length }, () => {
    const byChance = random() < randomShare;
    return { index: byChance ? left.takeAny(random) : left.takeFirst(best), byChance };
  });
}

function byScore(scores: ArrayLike<number>): number[] {
  const scoreOf = (index: number): number => scores[index] ?? NaN;
  const isBehind = (a: number, b: number): boolean =>
    scoreOf(a) < scoreOf(b) || (Number.isNaN(scoreOf(a)) && !Number.isNaN(scoreOf(b)));
  return Array.from(scores, (_, index) => index).sort(
    (a, b) => Number(isBehind(a, b)) - Number(isBehind(b, a)) || a - b,
  );
}

/** What is not yet in the queue. */
interface Remaining {
  takeAny(random: Random): number;
  /** The first of `best`, which is used up on the way, that is left. */
  takeFirst(best: Iterator<number>): number;
}

function remaining(total: number): Remaining {
  const left = Array.from({ length: total }, (_, index) => index);
  const placeOf = [...left];
  const take = (index: number): number => {
    // The last one fills the gap, so that a pick by chance costs the same however long the queue.
    const place = placeOf[index] ?? 0;
    const last = left.pop() ?? 0;
    if (last !== index) {
      left[place] = last;
      placeOf[last] = place;
    }
    placeOf[index] = -1;
    return index;
  };
  return {
    takeAny: (random) => take(left[Math.floor(random() * left.length)] ?? 0),
    takeFirst: (best) => {
      for (let next = best.next(); next.done !== true; next = best.next()) {
        if (placeOf[next.value] !== -1) return take(next.value);
      }
      throw new RangeError('Nothing is left to take');
    },
  };
}
