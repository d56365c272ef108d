import { medianInterval } from './medianInterval.ts';

/** How long one judgement took, and how much there was to read. */
export interface Timed {
  readonly durationMs: number;
  /** UTF-16 units of all responses. */
  readonly length: number;
}

/** Judgements that took far shorter or longer than others of texts as long. */
export interface SpeedOutliers<T extends Timed> {
  /** Judgements looked at; fewer than 20 are too few to tell. */
  readonly n: number;
  /** The most extreme first. */
  readonly fast: readonly T[];
  readonly slow: readonly T[];
}

const FEWEST = 20;
const FEWEST_OF_A_BAND = 30;
const MOST_BANDS = 10;
/** Iglewicz & Hoaglin 1993, "How to Detect and Handle Outliers". */
const MOST_DEVIATIONS = 3.5;
/** Makes the median absolute deviation the standard deviation of normal values. */
const TO_SIGMA = 1.4826;
/** Of the logarithm: below a tenth more or less nobody is told from anybody. */
const LEAST_DEVIATION = 0.1;

/**
 * Finds one person's judgements whose log duration is more than 3.5 robust standard deviations (the
 * median absolute deviation) from the median of texts about as long: up to ten bands of equal numbers
 * by length. Medians, because a coffee break moves any mean; logarithms, because durations are
 * skewed; bands, because reading time need not be proportional to length.
 */
export function speedOutliers<T extends Timed>(judgements: readonly T[]): SpeedOutliers<T> {
  const timed = judgements
    .filter(({ durationMs }) => durationMs > 0)
    .sort((a, b) => a.length - b.length);
  const n = timed.length;
  if (n < FEWEST) return { n, fast: [], slow: [] };
  const bands = Math.max(1, Math.min(MOST_BANDS, Math.floor(n / FEWEST_OF_A_BAND)));
  const scored = Array.from({ length: bands }, (_, band) =>
    scoredIn(timed.slice(Math.floor((band * n) / bands), Math.floor(((band + 1) * n) / bands))),
  ).flat();
  scored.sort((a, b) => a.score - b.score);
  const beyond = (sign: 1 | -1): T[] =>
    scored.filter(({ score }) => score * sign > MOST_DEVIATIONS).map(({ judgement }) => judgement);
  return { n, fast: beyond(-1), slow: beyond(1).reverse() };
}

function scoredIn<T extends Timed>(
  judgements: readonly T[],
): readonly { readonly judgement: T; readonly score: number }[] {
  const logs = judgements.map(({ durationMs }) => Math.log(durationMs));
  const centre = medianOf(logs);
  const spread = TO_SIGMA * medianOf(logs.map((log) => Math.abs(log - centre)));
  const scale = Math.max(LEAST_DEVIATION, spread);
  return judgements.map((judgement, at) => ({
    judgement,
    score: ((logs[at] ?? centre) - centre) / scale,
  }));
}

function medianOf(values: readonly number[]): number {
  return medianInterval(values)?.value ?? 0;
}
