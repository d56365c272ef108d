import { pairCollector } from '../../core/training/pairCollector.ts';
import { learnFromPairs, type Learnt } from '../../core/training/learnFromPairs.ts';
import type { EncoderInput } from '../../core/encoding/encoderInput.ts';
import type { EngineCalls } from '../../shared/engineProtocol.ts';
import { embeddedEncoder, type EncoderProvider } from '../encoder/encoderProvider.ts';
import { featureCache, inputKey } from '../encoder/featureCache.ts';
import { encoderFingerprint, type ResponseEncoder } from '../encoder/responseEncoder.ts';
import type { DatasetCalls } from '../files/datasetCalls.ts';
import { workSlices } from '../quality/workSlices.ts';

type LearnRequest = EngineCalls['dataset/learn']['params'];
type LearnResult = EngineCalls['dataset/learn']['result'];

/** Learns from what was judged; see 'dataset/learn'. */
export type LabelLearner = (
  request: LearnRequest,
  isCancelled: () => boolean,
) => Promise<LearnResult>;

/** With fewer labels an accuracy says nothing: a fifth of them is held out. */
const LEAST_LABELS = 20;

/** Labels learnt from, the latest: what fits into a moment. */
const MOST_LABELS = 5000;

/** Texts encoded between two looks at whether it is still wanted; they are kept if it is not. */
const TEXTS_AT_A_TIME = 32;

/** What is kept of the dataset learnt from last, to go on from. */
interface Kept {
  readonly key: string;
  readonly features: Map<string, Float32Array>;
  last: Learnt | null;
}

/** A learner that keeps what it needs to go on quickly with the dataset it learnt from last. */
export function createLabelLearner(
  encoders: EncoderProvider,
  datasets: DatasetCalls,
): LabelLearner {
  let kept: Kept | null = null;
  return async (request, isCancelled) => {
    const { path, format, seed, cacheDir, encoderDir } = request;
    const pause = workSlices(isCancelled);
    const judged = await datasets.judged({ ...request, limit: MOST_LABELS }, pause);
    const labels = judged.length;
    if (labels < LEAST_LABELS) return { labels, least: LEAST_LABELS, learnt: null };
    const collector = pairCollector();
    for (const { record, standing } of judged) {
      await pause();
      collector.add('train', record, standing, path);
    }
    const { inputs, train } = collector.finish();
    const key = JSON.stringify([path, format, seed, encoderDir]);
    if (kept?.key !== key) kept = { key, features: new Map(), last: null };
    const own = kept;
    const encoder = await encoders.open(encoderDir ?? embeddedEncoder);
    const data = await featuresOf(encoder, cacheDir, own.features, inputs, pause);
    const features = { data, columns: encoder.featureSize };
    const learnt = await learnFromPairs({ features, pairs: train, seed, last: own.last, pause });
    own.last = learnt ?? own.last;
    if (learnt === null) return { labels, least: LEAST_LABELS, learnt };
    const { accuracy, brier, l2 } = learnt;
    return { labels, least: LEAST_LABELS, learnt: { accuracy, brier, l2, pairs: train.length } };
  };
}

/** Features of all inputs: those of before, and the others from the disk or the encoder. */
async function featuresOf(
  encoder: ResponseEncoder,
  cacheDir: string,
  known: Map<string, Float32Array>,
  inputs: readonly EncoderInput[],
  pause: () => Promise<void>,
): Promise<Float32Array> {
  const width = encoder.featureSize;
  const fresh = inputs.filter((input) => !known.has(keyOf(input)));
  if (fresh.length > 0) await addFeatures(encoder, cacheDir, known, fresh, pause);
  const data = new Float32Array(inputs.length * width);
  for (const [row, input] of inputs.entries()) {
    await pause();
    const features = known.get(keyOf(input));
    if (features !== undefined) data.set(features, row * width);
  }
  return data;
}

async function addFeatures(
  encoder: ResponseEncoder,
  cacheDir: string,
  known: Map<string, Float32Array>,
  inputs: readonly EncoderInput[],
  pause: () => Promise<void>,
): Promise<void> {
  const width = encoder.featureSize;
  const cache = featureCache(cacheDir, encoderFingerprint(encoder.folder), width);
  const add = (input: EncoderInput, k: number, data: Float32Array): void => {
    known.set(keyOf(input), data.slice(k * width, (k + 1) * width));
  };
  const loaded = new Float32Array(inputs.length * width);
  const missing = new Set(await cache.load(inputs.map(inputKey), loaded));
  for (const [k, input] of inputs.entries()) if (!missing.has(k)) add(input, k, loaded);
  const toEncode = inputs.filter((_, k) => missing.has(k));
  for (let from = 0; from < toEncode.length; from += TEXTS_AT_A_TIME) {
    await pause();
    const some = toEncode.slice(from, from + TEXTS_AT_A_TIME);
    const encoded = await encoder.pooled(some);
    await cache.append(some.map(inputKey), encoded);
    for (const [k, input] of some.entries()) add(input, k, encoded);
  }
}

function keyOf({ prompt, response }: EncoderInput): string {
  return `${prompt.length} ${prompt}${response}`;
}
