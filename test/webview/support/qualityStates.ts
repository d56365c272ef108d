import type {
  Estimate,
  PersonQuality,
  Proportion,
  QualityReport,
} from '../../../src/shared/quality.ts';

function share(value: number, n: number): Proportion {
  const half = n === 0 ? 0.5 : 1 / Math.sqrt(n);
  return { value, n, low: Math.max(0, value - half), high: Math.min(1, value + half) };
}

function estimate(value: number, n: number): Estimate {
  return { value, n, low: value - 0.04, high: value + 0.03 };
}

/** Somebody who takes the left side more and more, and works ever faster. */
export function person(annotator: string, given: Partial<PersonQuality> = {}): PersonQuality {
  const habits = { n: 210, left: share(0.58, 190), ties: share(0.09, 210) };
  const blocks = Array.from({ length: 10 }, (_, block) => ({
    ...{ n: 21, left: share(0.45 + block * 0.035, 19), ties: share(0.1, 21) },
    duration: { value: 9000 - 600 * block, low: 7000 - 500 * block, high: 12_000 - 700 * block },
    ...{ from: '2026-01-01T09:00:00.000Z', to: '2026-01-01T10:00:00.000Z' },
  }));
  const kappa = estimate(0.71, 24);
  return {
    annotator,
    habits: { ...habits, duration: { value: 6400, low: 6000, high: 6900 } },
    retest: { n: 24, same: share(0.83, 24), kappa },
    drift: {
      blocks,
      change: {
        left: { value: 0.18, low: 0.02, high: 0.33 },
        ties: { value: 0.01, low: -0.07, high: 0.09 },
        duration: { value: 0.62, low: 0.5, high: 0.77 },
      },
    },
    durations: [2, 0, 4, 12, 38, 71, 52, 21, 8, 1, 1, 0].map((count, bin) => ({
      fromMs: bin === 0 ? 0 : 250 * 2 ** bin,
      count,
    })),
    speed: {
      ...{ n: 210, fastCount: 2, slowCount: 1 },
      fast: [
        { index: 66, line: 67, durationMs: 140, length: 2310 },
        { index: 70, line: 71, durationMs: 420, length: 1980 },
      ],
      slow: [{ index: 12, line: 13, durationMs: 460_000, length: 311 }],
    },
    ...given,
  };
}

/** Three people, two of whom share no pair. */
export function qualityReport(given: Partial<QualityReport> = {}): QualityReport {
  const kappa = (a: string, b: string, value: number, n: number) => ({
    annotators: [a, b] as const,
    nominal: estimate(value, n),
    quadratic: estimate(value, n),
  });
  return {
    agreement: {
      n: 61,
      annotators: [
        { annotator: 'ann', n: 61 },
        { annotator: 'bob', n: 58 },
        { annotator: 'cleo', n: 40 },
      ],
      kappa: [kappa('ann', 'bob', 0.86, 58), kappa('ann', 'cleo', 0.34, 40)],
      alpha: { nominal: estimate(0.64, 61), ordinal: estimate(0.69, 61) },
    },
    reliability: [
      { annotator: 'ann', n: 60, value: 0.97, low: 0.9, high: 0.99 },
      { annotator: 'bob', n: 57, value: 0.95, low: 0.86, high: 0.98 },
      { annotator: 'cleo', n: 39, value: 0.61, low: 0.44, high: 0.76 },
    ],
    people: [person('ann'), untimed('bob')],
    ...{ badRows: 0, excluded: 0 },
    ...given,
  };
}

/** Somebody of whom little is known. */
export function untimed(annotator: string): PersonQuality {
  const none = share(0.5, 0);
  return person(annotator, {
    habits: { n: 12, left: share(0.4, 12), ties: share(0, 12), duration: null },
    retest: { n: 0, same: none, kappa: { n: 0, value: null, low: null, high: null } },
    drift: { blocks: [], change: { left: null, ties: null, duration: null } },
    durations: [],
    speed: { n: 0, fastCount: 0, slowCount: 0, fast: [], slow: [] },
  });
}

/** One person alone. */
export const oneAnnotator: QualityReport = qualityReport({
  agreement: {
    ...{ n: 0, annotators: [], kappa: [] },
    alpha: {
      nominal: { n: 0, value: null, low: null, high: null },
      ordinal: { n: 0, value: null, low: null, high: null },
    },
  },
  reliability: [],
  people: [person('ann')],
});
