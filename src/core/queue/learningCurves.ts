import { bootstrapInterval, type Estimate } from '../agreement/bootstrapInterval.ts';
import { seededRandom } from '../random/seededRandom.ts';
import type { QueueStrategy } from './scorePairs.ts';
import type { CurvePoint } from './simulateQueue.ts';

/** One simulation: what a strategy learnt from the first labels of one seed on. */
export interface SimulatedCurve {
  readonly strategy: QueueStrategy;
  readonly seed: number;
  readonly points: readonly CurvePoint[];
}

/** A strategy at one number of labels, over seeds. Accuracies are shares, 0 to 1. */
export interface CurveBand {
  readonly strategy: QueueStrategy;
  readonly labels: number;
  /** Of each seed, in the order of the curves. */
  readonly accuracies: readonly number[];
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

/** By how much one strategy was ahead of another, the mean over all steps after the first. */
export interface CurveLead extends Estimate {
  readonly strategy: QueueStrategy;
  readonly over: QueueStrategy;
}

/** Fewer seeds say nothing about how much chance there is in a lead. */
const FEWEST_SEEDS = 5;

/**
 * What simulations amount to: a band for each strategy and number of labels, and the lead of each
 * strategy over that of the first curve. A lead compares curves of one seed, which begin with the same
 * labels, so that the luck of these cancels; its interval is over seeds on one and the same test
 * data: what other test data would say varies more. No leads from fewer than five seeds.
 */
export function learningCurves(curves: readonly SimulatedCurve[]): {
  readonly bands: readonly CurveBand[];
  readonly leads: readonly CurveLead[];
} {
  const strategies = [...new Set(curves.map(({ strategy }) => strategy))];
  const curvesOf = (wanted: QueueStrategy): readonly SimulatedCurve[] =>
    curves.filter(({ strategy }) => strategy === wanted);
  const [over, ...others] = strategies;
  const enough = new Set(curves.map(({ seed }) => seed)).size >= FEWEST_SEEDS;
  return {
    bands: strategies.flatMap((strategy) => bandsOf(strategy, curvesOf(strategy))),
    leads:
      over === undefined || !enough
        ? []
        : others.map((strategy) => ({
            strategy,
            over,
            ...leadOf(curvesOf(strategy), curvesOf(over)),
          })),
  };
}

function bandsOf(strategy: QueueStrategy, curves: readonly SimulatedCurve[]): CurveBand[] {
  return (curves[0]?.points ?? []).map(({ labels }, step) => {
    const accuracies = curves.map(({ points }) => points[step]?.accuracy ?? NaN);
    const [lowest, highest] = [Math.min(...accuracies), Math.max(...accuracies)];
    return { strategy, labels, accuracies, mean: average(accuracies), lowest, highest };
  });
}

function leadOf(own: readonly SimulatedCurve[], other: readonly SimulatedCurve[]): Estimate {
  const otherOf = new Map(other.map(({ seed, points }) => [seed, levelOf(points)]));
  const leads = own.map(({ seed, points }) => levelOf(points) - (otherOf.get(seed) ?? NaN));
  const mean = (counts: readonly number[]): number =>
    leads.reduce((total, lead, kind) => total + lead * (counts[kind] ?? 0), 0) / leads.length;
  return bootstrapInterval(
    leads.map(() => 1),
    mean,
    seededRandom('leads'),
  );
}

/** The mean accuracy of all steps but the first, which is the same for every strategy. */
function levelOf(points: readonly CurvePoint[]): number {
  return average(points.slice(1).map(({ accuracy }) => accuracy));
}

function average(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
