import type { EncoderInput } from '../../core/encoding/encoderInput.ts';
import { promptText } from '../../core/encoding/promptText.ts';
import { HumanError } from '../../core/errors.ts';
import { columnScales, differenceRows } from '../../core/math/rowMatrix.ts';
import { queueOf } from '../../core/queue/queueOf.ts';
import { scorePairs, type QueueStrategy } from '../../core/queue/scorePairs.ts';
import { seededRandom } from '../../core/random/seededRandom.ts';
import type { PreferenceRecord } from '../../core/records/types.ts';
import { labelLogName } from '../../core/store/labelLogName.ts';
import { usableScales } from '../../core/training/fitLinearHead.ts';
import { pairCollector, type PairCollector } from '../../core/training/pairCollector.ts';
import { cachedFeatures } from '../encoder/cachedFeatures.ts';
import type { EncodingProgress } from '../encoder/responseEncoder.ts';
import { readLabelLog } from '../files/labelLog.ts';
import { readRows } from '../files/readRows.ts';
import { filesOf } from '../files/shards.ts';
import { readExclusions } from '../lint/exclusionsFile.ts';
import type { RewardModel } from '../models/rewardModel.ts';

/** What to put in order; paths are absolute. */
export interface QueueRequest {
  /** A file, or a pattern of shards. */
  readonly data: string;
  readonly strategy: QueueStrategy;
  readonly cacheDir: string;
  /** Of the places given by chance, and of the ensemble. */
  readonly seed: string;
}

/** One item to label. */
export interface QueuedItem {
  readonly id: string;
  /** Whether chance put it here. */
  readonly byChance: boolean;
  /** What its comparisons tell on average, by the strategy; 0 by order. */
  readonly score: number;
}

/**
 * The items of a dataset that nobody labelled, in the order in which a strategy asks for them. Texts
 * are encoded, or come from the cache, except by order.
 *
 * @param model opens the model; asked for only where the strategy needs one.
 * @throws HumanError when a file or the model can't be read, or when an ensemble has nothing to learn
 * from.
 */
export async function queueItems(
  model: () => Promise<RewardModel>,
  request: QueueRequest,
  onProgress: EncodingProgress,
): Promise<readonly QueuedItem[]> {
  const labelled = pairCollector();
  const items = await readItems(request.data, labelled);
  const scores =
    request.strategy === 'order' || items.length === 0
      ? new Float64Array(items.length)
      : await scoreItems(await model(), request, { items, labelled }, onProgress);
  return queueOf(scores, { seed: request.seed }).map(({ index, byChance }) => ({
    id: items[index]?.id ?? '',
    byChance,
    score: scores[index] ?? NaN,
  }));
}

/** Unlabelled records with something to compare; labelled ones go to the collector. */
async function readItems(data: string, labelled: PairCollector): Promise<PreferenceRecord[]> {
  const items: PreferenceRecord[] = [];
  for (const { path } of await filesOf([data], undefined)) {
    const log = await readLabelLog(labelLogName(path));
    const exclusions = await readExclusions(path);
    for await (const { record, line } of readRows(path)) {
      if (record === undefined || exclusions.fold.isExcluded(record.id)) continue;
      const standing = log.fold.standing(record.id);
      if (record.judgements.length + standing.length > 0) {
        labelled.add('train', record, standing, `${path} line ${line}`);
      } else if (record.responses.length > 1) items.push(record);
    }
  }
  return items;
}

interface Parts {
  readonly items: readonly PreferenceRecord[];
  readonly labelled: PairCollector;
}

async function scoreItems(
  model: RewardModel,
  { strategy, cacheDir, seed }: QueueRequest,
  { items, labelled }: Parts,
  onProgress: EncodingProgress,
): Promise<Float64Array> {
  const known = labelled.finish();
  if (strategy === 'disagreement' && known.train.length === 0) {
    throw new HumanError(
      'There is no labelled pair yet, and an ensemble learns from labels. ' +
        'Label some first, or use --strategy uncertainty.',
    );
  }
  const inputs: EncoderInput[] = [...known.inputs];
  const pairs = items.map((item) => comparisonsOf(item, inputs));
  const { encoder, weights, manifest } = model;
  const { data } = await cachedFeatures(encoder, cacheDir, inputs, onProgress);
  const features = { data, columns: encoder.featureSize };
  const rows = Array.from({ length: inputs.length }, (_, row) => row);
  const { factors } = usableScales(columnScales(features, rows));
  const scores = await scorePairs(strategy, {
    candidates: differenceRows(features, pairs.flat(), factors),
    labelled: differenceRows(features, known.train, factors),
    // The head's weights are for features as they are; these are in units of their deviations.
    weights: Float64Array.from(weights, (w, j) => divided(w, factors[j] ?? 0)),
    l2: manifest.head.l2,
    random: seededRandom(`${seed} ensemble`),
  });
  return meansOfGroups(
    scores,
    pairs.map((each) => each.length),
  );
}

/**
 * All pairs of a record's responses, as places in `inputs`, to which its texts are added. Which would
 * be chosen is not known: the first is called so, and no strategy looks at the sign.
 */
function comparisonsOf(
  { prompt, responses }: PreferenceRecord,
  inputs: EncoderInput[],
): { chosen: number; rejected: number }[] {
  const start = inputs.length;
  const text = promptText(prompt);
  inputs.push(...responses.map(({ content }) => ({ prompt: text, response: content })));
  return responses.flatMap((_, i) =>
    responses.slice(i + 1).map((_later, k) => ({ chosen: start + i, rejected: start + i + 1 + k })),
  );
}

/** A feature that doesn't vary has no part in any difference. */
function divided(weight: number, factor: number): number {
  return factor === 0 ? 0 : weight / factor;
}

/** The mean of each group of neighbours. */
function meansOfGroups(values: Float64Array, sizes: readonly number[]): Float64Array {
  let from = 0;
  return Float64Array.from(sizes, (size) => {
    const group = values.subarray(from, from + size);
    from += size;
    return group.reduce((total, value) => total + value, 0) / size;
  });
}
