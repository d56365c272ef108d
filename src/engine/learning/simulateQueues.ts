import { CancelledError, HumanError } from '../../core/errors.ts';
import { columnScales, differenceRows, type RowMatrix } from '../../core/math/rowMatrix.ts';
import type { QueueStrategy } from '../../core/queue/scorePairs.ts';
import type { SimulatedCurve } from '../../core/queue/learningCurves.ts';
import { simulateQueue } from '../../core/queue/simulateQueue.ts';
import { usableScales } from '../../core/training/fitLinearHead.ts';
import { rowsOf } from '../../core/training/trainingPair.ts';
import { cachedFeatures } from '../encoder/cachedFeatures.ts';
import { embeddedEncoder, type EncoderProvider } from '../encoder/encoderProvider.ts';
import { filesOf } from '../files/shards.ts';
import { readPairs } from '../trainer/readPairs.ts';
import type { RunControl } from '../trainer/trainModel.ts';

/** What to simulate; paths are absolute. */
export interface SimulateRequest {
  readonly data: string;
  readonly testFile: string;
  readonly cacheDir: string;
  readonly strategies: readonly QueueStrategy[];
  /** How many times, each from other first labels. */
  readonly seeds: number;
  /** Labels at first and at last; the last at most the pairs there are. */
  readonly from: number;
  readonly to: number;
  /** Strength of L2 on the mean loss. */
  readonly l2: number;
}

/** All curves, and what they were measured on. */
export interface SimulateReport {
  readonly pool: number;
  readonly test: number;
  readonly l2: number;
  readonly curves: readonly SimulatedCurve[];
}

/** Numbers of labels from first to last, evenly spaced in their logarithm. */
const STEPS = 12;

/**
 * Reveals the labels of `data` in the order of each strategy's queue and measures on the test file.
 * @throws HumanError when there is too little data; CancelledError between two curves.
 */
export async function simulateQueues(
  encoders: EncoderProvider,
  request: SimulateRequest,
  control: RunControl,
): Promise<SimulateReport> {
  const { pool, test } = await readDifferences(encoders, request, control);
  const pairs = pool.data.length / pool.columns;
  const steps = stepsOf(request, pairs);
  const curves: SimulatedCurve[] = [];
  const total = request.seeds * request.strategies.length;
  for (let seed = 0; seed < request.seeds; seed++) {
    for (const strategy of request.strategies) {
      if (control.isCancelled()) throw new CancelledError();
      const message = `simulating ${strategy}, seed ${seed + 1} of ${request.seeds}`;
      control.onProgress({ phase: 'fitting', fraction: curves.length / total, message });
      const input = { pool, test, strategy, steps, l2: request.l2, seed: String(seed) };
      curves.push({ strategy, seed, points: await simulateQueue(input) });
    }
  }
  return { pool: pairs, test: test.data.length / test.columns, l2: request.l2, curves };
}

async function readDifferences(
  encoders: EncoderProvider,
  { data, testFile, cacheDir }: SimulateRequest,
  control: RunControl,
): Promise<{ pool: RowMatrix; test: RowMatrix }> {
  const read = await readPairs(await filesOf([data], undefined), testFile, () => undefined);
  const { inputs, train, test } = read.collected;
  const encoder = await encoders.open(embeddedEncoder);
  const features = await cachedFeatures(encoder, cacheDir, inputs, (done, all) => {
    if (control.isCancelled()) throw new CancelledError();
    const message = `encoding ${done} of ${all} texts`;
    control.onProgress({ phase: 'encoding', fraction: done / Math.max(1, all), message });
  });
  const matrix = { data: features.data, columns: encoder.featureSize };
  // Made from the texts of the pool alone: they are there before any label is.
  const { factors } = usableScales(columnScales(matrix, rowsOf(train)));
  return {
    pool: differenceRows(matrix, train, factors),
    test: differenceRows(matrix, test, factors),
  };
}

function stepsOf({ from, to }: SimulateRequest, pairs: number): number[] {
  const last = Math.min(to, pairs);
  if (from >= last) {
    throw new HumanError(
      `The first step has ${from} labels and the last ${last} (there are ${pairs} pairs). ` +
        'Choose a smaller --from or more data.',
    );
  }
  const growth = (last / from) ** (1 / (STEPS - 1));
  const steps = Array.from({ length: STEPS }, (_, k) => Math.round(from * growth ** k));
  return [...new Set(steps)];
}
