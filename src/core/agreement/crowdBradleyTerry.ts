import { Z_95 } from '../math/normalQuantile.ts';
import { choleskyInverse } from '../math/choleskyInverse.ts';
import { sigmoid } from '../math/sigmoid.ts';
import { lbfgs } from '../training/lbfgs.ts';
import type { Evaluation } from '../training/lbfgs.ts';
import { crowdCurvature } from './crowdCurvature.ts';
import type { CrowdVote } from './crowdVotes.ts';
import { crowdTables, SCORE_PRIOR, type CrowdTables } from './crowdTables.ts';

/** How reliable an annotator is: the probability of preferring what is better. */
export interface Reliability {
  readonly annotator: string;
  /** Preferences it was estimated from. */
  readonly n: number;
  /** 0 to 1: 0.5 is guessing, below it the annotator prefers what is worse. */
  readonly value: number;
  /** 95 % interval; null where the data do not determine it. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Everybody is taken to be better than chance at first: without that, all signs could be turned. */
const START = Math.log(0.8 / 0.2);

/**
 * The reliability of each annotator from their preferences, record by record: an annotator k prefers i
 * to j with probability η_k σ(s_i - s_j) + (1 - η_k) σ(s_j - s_i), rewards s and reliabilities η being
 * estimated together. Rewards are held by half a won and half a lost comparison with reward 0 each,
 * and η by one right and one wrong preference (Beta(2, 2)). 95 % intervals on the logit scale by
 * the observed information, the rewards being integrated out as if normal.
 *
 * It takes most preferences to be well meant. Rewards are fitted to these very votes, so η comes out
 * too far from 0.5 for everybody (by up to 0.08 with nine annotators of six responses each, by more
 * with fewer), which the intervals don't show: compare people with each other, not with a standard.
 * `pause` is awaited within. By name.
 *
 * Source: Chen, Bennett, Collins-Thompson & Horvitz 2013, "Pairwise Ranking Aggregation in a
 * Crowdsourced Setting".
 */
export async function crowdBradleyTerry(
  records: readonly (readonly CrowdVote[])[],
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly Reliability[]> {
  const tables = await crowdTables(records, pause);
  const { names, items, given, votes } = tables;
  if (votes === 0) return [];
  const start = new Float64Array(items + names.length).fill(START, items);
  const { point } = await lbfgs((at) => evaluate(tables, at, pause), start, {
    maxIterations: 500,
    gradientTolerance: 1e-9,
    valueTolerance: 1e-13,
  });
  const logits = point.subarray(items);
  const inverse = choleskyInverse(await crowdCurvature(tables, point, pause));
  return names
    .map((annotator, k): Reliability => {
      const logit = logits[k] ?? 0;
      const variance = inverse?.data[k * names.length + k];
      const half = variance === undefined ? null : Z_95 * Math.sqrt(variance);
      return {
        annotator,
        n: given[k] ?? 0,
        value: sigmoid(logit),
        low: half === null ? null : sigmoid(logit - half),
        high: half === null ? null : sigmoid(logit + half),
      };
    })
    .sort((a, b) => (a.annotator < b.annotator ? -1 : 1));
}

/** Votes between two pauses: about a millisecond. */
const BLOCK = 8192;

/** The negative log posterior and its gradient, each divided by the number of votes. */
async function evaluate(
  tables: CrowdTables,
  point: Float64Array,
  pause: () => Promise<void>,
): Promise<Evaluation> {
  const { winner, loser, annotator, items, names, votes } = tables;
  const gradient = new Float64Array(point.length);
  const eta = names.map((_, k) => sigmoid(point[items + k] ?? 0));
  const rewards = point.subarray(0, items);
  let value = 0;
  for (let vote = 0; vote < votes; vote++) {
    if (vote % BLOCK === 0) await pause();
    const [i, j, k] = [winner[vote] ?? 0, loser[vote] ?? 0, annotator[vote] ?? 0];
    const right = sigmoid((point[i] ?? 0) - (point[j] ?? 0));
    const e = eta[k] ?? 0;
    const p = e * right + (1 - e) * (1 - right);
    const slope = ((2 * e - 1) * right * (1 - right)) / p;
    value -= Math.log(p);
    gradient[i] = (gradient[i] ?? 0) - slope;
    gradient[j] = (gradient[j] ?? 0) + slope;
    gradient[items + k] = (gradient[items + k] ?? 0) - ((2 * right - 1) * e * (1 - e)) / p;
  }
  rewards.forEach((s, i) => {
    const p = sigmoid(s);
    value -= SCORE_PRIOR * (Math.log(p) + Math.log(1 - p));
    gradient[i] = (gradient[i] ?? 0) + SCORE_PRIOR * (2 * p - 1);
  });
  eta.forEach((e, k) => {
    value -= Math.log(e) + Math.log(1 - e);
    gradient[items + k] = (gradient[items + k] ?? 0) + 2 * e - 1;
  });
  return { value: value / votes, gradient: gradient.map((each) => each / votes) };
}
