import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import { pairCollector } from '../../core/training/pairCollector.ts';
import { createPairLearner, type PairLearner } from '../../core/training/pairLearner.ts';
import type { TrainingPair } from '../../core/training/trainingPair.ts';
import type { EngineCalls } from '../../shared/engineProtocol.ts';
import { embeddedEncoder, type EncoderProvider } from '../encoder/encoderProvider.ts';
import type { DatasetCalls } from '../files/datasetCalls.ts';
import type { JudgedRecord } from '../files/judgedRecords.ts';
import { workSlices } from '../quality/workSlices.ts';
import { createFeatureStore, type FeatureStore } from './featureStore.ts';

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

/** What is kept of the dataset learnt from last, to go on from. */
interface Kept {
  readonly key: string;
  readonly features: FeatureStore;
  readonly learner: PairLearner;
  readonly pairs: PairsByRecord;
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
    const logged = await datasets.judged(
      { ...request, judgedIn: 'log', limit: MOST_LABELS },
      pause,
    );
    const limit = MOST_LABELS - logged.length;
    const came = await datasets.judged({ ...request, judgedIn: 'row', limit }, pause);
    const few = { labels: logged.length, came: 0, least: LEAST_LABELS, learnt: null };
    if (logged.length + came.length < LEAST_LABELS) return few;
    const key = JSON.stringify([path, format, seed, cacheDir, encoderDir]);
    if (kept?.key !== key) {
      const encoder = await encoders.open(encoderDir ?? embeddedEncoder);
      const features = createFeatureStore(encoder, cacheDir);
      const learner = createPairLearner(seed);
      kept = { key, features, learner, pairs: pairsByRecord(features, path) };
    }
    const { features, learner, pairs } = kept;
    const mine = await pairs.of(logged, pause);
    const theirs = await pairs.of(came, pause);
    // What came with the file may be much: it counts as far as it was encoded for something else.
    await features.fill(
      mine.flat().flatMap(({ chosen, rejected }) => [chosen, rejected]),
      pause,
    );
    const known = theirs.filter((own) =>
      own.every(({ chosen, rejected }) => features.has(chosen) && features.has(rejected)),
    );
    const counts = { labels: logged.length + known.length, came: known.length };
    if (counts.labels < LEAST_LABELS) return { ...few, ...counts };
    const all = [...mine, ...known].flat();
    const learnt = await learner.learn({ features: features.matrix(), pairs: all, pause });
    if (learnt === null) return { ...few, ...counts };
    const { accuracy, brier, calibration, l2 } = learnt;
    const measured = { accuracy, brier, calibration, l2, pairs: all.length };
    return { ...few, ...counts, learnt: measured };
  };
}

interface PairsByRecord {
  /** The pairs of each record, over the rows of the store; records judged as before cost nothing. */
  of(
    judged: readonly JudgedRecord[],
    pause: () => Promise<void>,
  ): Promise<readonly (readonly TrainingPair[])[]>;
}

function pairsByRecord(features: FeatureStore, path: string): PairsByRecord {
  const known = new Map<string, JudgedRecord & { readonly pairs: readonly TrainingPair[] }>();
  return {
    of: async (judged, pause) => {
      const all: (readonly TrainingPair[])[] = [];
      for (const each of judged) {
        await pause();
        const before = known.get(each.record.id);
        const isSame = before?.record === each.record && sameEvents(before, each);
        const pairs = isSame ? before.pairs : pairsOf(each, features, path);
        if (!isSame) known.set(each.record.id, { ...each, pairs });
        all.push(pairs);
      }
      return all;
    },
  };
}

function sameEvents(a: JudgedRecord, b: JudgedRecord): boolean {
  const same = (event: JudgeEvent, at: number): boolean =>
    event.eventId === b.standing[at]?.eventId;
  return a.standing.length === b.standing.length && a.standing.every(same);
}

function pairsOf(
  { record, standing }: JudgedRecord,
  features: FeatureStore,
  path: string,
): readonly TrainingPair[] {
  const collector = pairCollector();
  collector.add('train', record, standing, path);
  const { inputs, train } = collector.finish();
  const rows = inputs.map((input) => features.rowOf(input));
  return train.map((pair) => ({
    ...pair,
    chosen: rows[pair.chosen] ?? 0,
    rejected: rows[pair.rejected] ?? 0,
  }));
}
