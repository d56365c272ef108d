import path from 'node:path';
import { poolingName } from '../../core/encoding/pooling.ts';
import { templateName } from '../../core/encoding/promptText.ts';
import { CancelledError } from '../../core/errors.ts';
import type { TrainProgress, TrainReport } from '../../shared/reports.ts';
import { cachedFeatures, type CachedFeatures } from '../encoder/cachedFeatures.ts';
import { embeddedEncoder, type EncoderProvider } from '../encoder/encoderProvider.ts';
import type { ResponseEncoder } from '../encoder/responseEncoder.ts';
import { filesOf } from '../files/shards.ts';
import { summariseModel } from '../models/listModels.ts';
import { portablePath } from '../models/portablePath.ts';
import { writeModel, type NewModel } from '../models/writeModel.ts';
import { readPairs, type ReadPairs, type SourceFile } from './readPairs.ts';
import type { TensorFlow } from './tensorflow.ts';
import { trainHead, type TrainedHead } from './trainHead.ts';

/** What to train on and where to put the result; paths are absolute. */
export interface TrainRequest {
  /** Files and patterns of shards. */
  readonly data: readonly string[];
  /** The names of chosen formats by path. */
  readonly formats?: Readonly<Record<string, string>>;
  /** The folder to write; it must not exist. */
  readonly modelDir: string;
  readonly cacheDir: string;
  /** A Hugging Face-layout folder; the embedded encoder when absent. */
  readonly encoderDir?: string;
  /** Of the split; 0 when absent. */
  readonly seed?: number;
  /** Held-out pairs; a part of `data` is held out when absent. */
  readonly testFile?: string;
}

/** How a caller follows and stops a run. */
export interface RunControl {
  onProgress(progress: TrainProgress): void;
  isCancelled(): boolean;
}

/** What training needs from outside. */
export interface TrainPorts {
  readonly encoders: EncoderProvider;
  readonly tensorFlow: () => Promise<TensorFlow>;
  readonly clock: () => Date;
  /** Of the extension, for the manifest. */
  readonly version: string;
}

/** All that a run has in hand when it is time to write. */
interface Run {
  readonly request: TrainRequest;
  readonly read: ReadPairs;
  readonly encoder: ResponseEncoder;
  readonly tensorFlow: TensorFlow;
  readonly features: CachedFeatures;
  readonly head: TrainedHead;
}

/**
 * Trains a linear Bradley-Terry head on frozen, response-pooled features and writes its folder.
 * @throws HumanError when the data or the folder won't do; CancelledError with nothing written.
 */
export async function trainModel(
  ports: TrainPorts,
  request: TrainRequest,
  control: RunControl,
): Promise<TrainReport> {
  const startedMs = performance.now();
  const steps = progressSteps(control);
  steps.reading();
  const data = await filesOf(request.data, request.formats);
  const [read, encoder, tensorFlow] = await Promise.all([
    readPairs(data, request.testFile, steps.throwIfCancelled),
    ports.encoders.open(request.encoderDir ?? embeddedEncoder),
    ports.tensorFlow(),
  ]);
  const { inputs, train, test } = read.collected;
  const features = await cachedFeatures(encoder, request.cacheDir, inputs, steps.encoding);
  const head = await trainHead({
    features: { data: features.data, columns: encoder.featureSize },
    lengths: inputs.map(({ response }) => response.length),
    pairs: train,
    testPairs: request.testFile === undefined ? null : test,
    seed: request.seed ?? 0,
    tensorFlow,
    onProgress: steps.fitting,
    isCancelled: () => control.isCancelled(),
  });
  steps.writing();
  const run = { request, read, encoder, tensorFlow, features, head };
  await writeModel(request.modelDir, newModel(ports, run), steps.throwIfCancelled);
  return reportOf(run, performance.now() - startedMs);
}

/** Progress over the whole run. Encoding takes nearly all of it, unless it comes from the cache. */
function progressSteps(control: RunControl) {
  const throwIfCancelled = (): void => {
    if (control.isCancelled()) throw new CancelledError();
  };
  const report = (phase: TrainProgress['phase'], fraction: number, message: string): void => {
    throwIfCancelled();
    control.onProgress({ phase, fraction, message });
  };
  const grouped = (count: number): string => count.toLocaleString('en-US');
  return {
    throwIfCancelled,
    reading: () => {
      report('reading', 0, 'reading the data');
    },
    encoding: (done: number, total: number) => {
      const message = `encoding ${grouped(done)} of ${grouped(total)} texts`;
      report('encoding', 0.03 + (0.87 * done) / Math.max(1, total), message);
    },
    fitting: (share: number) => {
      report('fitting', 0.9 + 0.09 * share, 'fitting the reward head');
    },
    writing: () => {
      report('writing', 0.99, 'writing the model');
    },
  };
}

function newModel(ports: TrainPorts, run: Run): NewModel {
  const { request, read, encoder, tensorFlow, head } = run;
  const { folder, modelSha256, tokenizerSha256, maxTokens } = encoder.folder;
  const { hiddenSize, promptTokens } = encoder;
  const source =
    request.encoderDir === undefined ? embeddedEncoder : portablePath(request.modelDir, folder);
  const datasetOf = ({ file, ...rest }: SourceFile) => ({
    path: portablePath(request.modelDir, file),
    ...rest,
  });
  return {
    head,
    trace: head.trace,
    manifest: {
      name: path.basename(request.modelDir),
      createdAt: ports.clock().toISOString(),
      extensionVersion: ports.version,
      encoder: {
        source,
        sha256: modelSha256,
        tokenizerSha256,
        hiddenSize,
        maxTokens,
        promptTokens,
      },
      template: templateName,
      pooling: poolingName,
      head: {
        kind: 'linear',
        features: encoder.featureSize,
        l2: head.l2,
        folds: head.folds,
        iterations: head.iterations,
      },
      backend: {
        name: tensorFlow.name,
        version: tensorFlow.version,
        reason: tensorFlow.reason,
      },
      seed: request.seed ?? 0,
      datasets: read.sources.map(datasetOf),
      testDataset: read.testSource === null ? null : datasetOf(read.testSource),
      counts: head.counts,
      leftOut: [...read.collected.leftOut],
      metrics: {
        heldOut: head.heldOut,
        validation: head.validation,
        heldOutSource: head.heldOutSource,
      },
      rewardQuantiles: [...head.rewardQuantiles],
    },
  };
}

async function reportOf(run: Run, durationMs: number): Promise<TrainReport> {
  const { request, read, tensorFlow, features, head } = run;
  return {
    // Written a moment ago with this very encoder: nothing to check it against.
    model: await summariseModel(request.modelDir, () => Promise.resolve(null)),
    backend: `${tensorFlow.name} ${tensorFlow.version} (${tensorFlow.reason})`,
    seed: request.seed ?? 0,
    pairs: head.counts,
    leftOut: read.collected.leftOut,
    l2: head.l2,
    folds: head.folds,
    iterations: head.iterations,
    textsEncoded: features.encoded,
    textsFromCache: features.fromCache,
    durationMs: Math.round(durationMs),
    // Node gives kibibytes on every platform.
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  };
}
