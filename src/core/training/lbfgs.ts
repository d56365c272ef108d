import { addScaled, dot, maxAbs, scaled } from '../math/vectors.ts';

/** A function's value and gradient at a point. An objective may carry more along, such as a validation loss. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** A function to minimise; it may throw (a `CancelledError`, for example), which ends the search. */
export type Objective<E extends Evaluation> = (point: Float64Array) => Promise<E>;

/** Where the search stands after a step; iteration 0 is the start. */
export interface LbfgsStep<E extends Evaluation> {
  readonly iteration: number;
  readonly point: Float64Array;
  readonly evaluation: E;
}

/** Settings of the search, with defaults that suit smooth convex objectives of order 1. */
export interface LbfgsOptions<E extends Evaluation> {
  /** Steps remembered for the curvature; 10. */
  readonly memory?: number;
  /** Steps at most; 100. */
  readonly maxIterations?: number;
  /** Ends when no |∂f/∂x| is larger; 1e-5. */
  readonly gradientTolerance?: number;
  /** Ends when a step lowers the value by less than this share of it; 1e-7. */
  readonly valueTolerance?: number;
  /**
   * Curvature known from a search of about the same function; what this one finds is added. It decides
   * how soon the minimum is reached, not where it is.
   */
  readonly history?: Curvature[];
  /** Called for the start and after each step; answering 'stop' ends the search. */
  readonly onIteration?: (step: LbfgsStep<E>) => 'continue' | 'stop';
}

/** The last point of the search and why it ended there. */
export interface LbfgsResult<E extends Evaluation> extends LbfgsStep<E> {
  readonly reason: 'gradient' | 'value' | 'iterations' | 'callback' | 'line-search';
}

/** What a step taught about the curvature. */
export interface Curvature {
  /** Step taken. */
  readonly s: Float64Array;
  /** Change of the gradient. */
  readonly y: Float64Array;
  /** 1 / (s·y). */
  readonly rho: number;
}

/**
 * Minimises by limited-memory BFGS (Liu & Nocedal 1989; two-loop recursion of Nocedal & Wright,
 * "Numerical Optimization", algorithm 7.4) with a backtracking line search on Armijo's condition.
 * A pair without positive curvature is not remembered, so every direction goes downhill.
 */
export async function lbfgs<E extends Evaluation>(
  objective: Objective<E>,
  start: Float64Array,
  options: LbfgsOptions<E> = {},
): Promise<LbfgsResult<E>> {
  const { memory = 10, maxIterations = 100, onIteration = () => 'continue' } = options;
  const { history = [] } = options;
  let step: LbfgsStep<E> = { iteration: 0, point: start, evaluation: await objective(start) };
  for (;;) {
    if (onIteration(step) === 'stop') return { ...step, reason: 'callback' };
    if (step.iteration >= maxIterations) return { ...step, reason: 'iterations' };
    if (maxAbs(step.evaluation.gradient) <= (options.gradientTolerance ?? 1e-5)) {
      return { ...step, reason: 'gradient' };
    }
    const direction = descentDirection(step.evaluation.gradient, history);
    const next = await search(objective, step, direction, history.length === 0);
    if (next === null) return { ...step, reason: 'line-search' };
    remember(history, curvatureOf(step, next), memory);
    const gain = step.evaluation.value - next.evaluation.value;
    step = next;
    if (gain <= (options.valueTolerance ?? 1e-7) * Math.abs(step.evaluation.value)) {
      onIteration(step);
      return { ...step, reason: 'value' };
    }
  }
}

/** −H·gradient by the two-loop recursion, H scaled by the newest curvature. */
function descentDirection(gradient: Float64Array, history: readonly Curvature[]): Float64Array {
  let q = scaled(gradient, -1);
  const alphas: number[] = [];
  for (const { s, y, rho } of history.toReversed()) {
    const alpha = rho * dot(s, q);
    alphas.push(alpha);
    q = addScaled(q, -alpha, y);
  }
  const newest = history.at(-1);
  if (newest !== undefined) q = scaled(q, 1 / (newest.rho * dot(newest.y, newest.y)));
  for (const { s, y, rho } of history) {
    const beta = rho * dot(y, q);
    q = addScaled(q, (alphas.pop() ?? 0) - beta, s);
  }
  return q;
}

/** The share of the promised decrease that a step must reach (Armijo's constant). */
const SUFFICIENT_DECREASE = 1e-4;
/** Rounding in a single-precision objective may hide a decrease smaller than this share of the value. */
const ROUNDING = 1e-9;
const MAX_TRIES = 20;

/** Shortens the step until the value falls enough; null when no step does. */
async function search<E extends Evaluation>(
  objective: Objective<E>,
  from: LbfgsStep<E>,
  direction: Float64Array,
  first: boolean,
): Promise<LbfgsStep<E> | null> {
  const { value, gradient } = from.evaluation;
  const slope = dot(gradient, direction);
  let length = first ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const point = addScaled(from.point, length, direction);
    const evaluation = await objective(point);
    const allowed = value + SUFFICIENT_DECREASE * length * slope + ROUNDING * Math.abs(value);
    if (evaluation.value <= allowed) return { iteration: from.iteration + 1, point, evaluation };
    length = shorter(length, value, slope, evaluation.value);
  }
  return null;
}

/** The minimum of the parabola through what is known, kept between a tenth and a half of the step. */
function shorter(length: number, value: number, slope: number, reached: number): number {
  const parabola = (-slope * length * length) / (2 * (reached - value - slope * length));
  const guess = Number.isFinite(parabola) ? parabola : 0;
  return Math.min(0.5 * length, Math.max(0.1 * length, guess));
}

function curvatureOf<E extends Evaluation>(from: LbfgsStep<E>, to: LbfgsStep<E>): Curvature {
  const s = addScaled(to.point, -1, from.point);
  const y = addScaled(to.evaluation.gradient, -1, from.evaluation.gradient);
  return { s, y, rho: 1 / dot(s, y) };
}

function remember(history: Curvature[], curvature: Curvature, memory: number): void {
  const { s, y, rho } = curvature;
  const positive = rho > 0 && 1 / rho > 1e-10 * Math.sqrt(dot(s, s) * dot(y, y));
  if (!positive) return;
  history.push(curvature);
  if (history.length > memory) history.shift();
}
