import { DATASET_ANNOTATOR } from '../formats/chosenRejected.ts';
import type { Feature } from '../formats/features.ts';
import type { FormatWriter } from '../formats/format.ts';
import { UNKNOWN_TIME } from '../records/readVerdict.ts';
import { responseId } from '../records/responseIds.ts';
import type { Judgement, PreferenceRecord, Ranking, Response } from '../records/types.ts';
import { dimensionOf, featuresOf, kindOf } from './featuresOf.ts';

/** A record cut down to what a format holds, or why that format can't hold it at all. */
export type Fitted =
  | {
      /** One record, or the pairs of a ranking. */
      readonly records: readonly PreferenceRecord[];
      /** What was left out. */
      readonly lost: readonly Feature[];
      readonly reason?: undefined;
    }
  | { readonly records?: undefined; readonly reason: string };

/** Without these a record would say something else, so that it is not written at all. */
const essential: ReadonlySet<Feature> = new Set<Feature>([
  'single response',
  'pair',
  'ranking of three or more',
  'step labels',
  'no judgement',
  'tie',
  'several annotators',
  'neutral or unlabelled step',
  'no prompt',
  'earlier turns',
  'system prompt',
  'tool or developer message',
]);

/**
 * Cuts a record down to what a format holds (its judgements combined before, unless the format
 * holds several people's): drops what is beside the point and says so, splits a
 * ranking into pairs where only pairs can be said, and refuses what could only be written bent.
 */
export function fitRecord(
  record: PreferenceRecord,
  { holds, dimensions }: Pick<FormatWriter, 'holds' | 'dimensions'>,
): Fitted {
  const before = featuresOf(record);
  const judgements = record.judgements.filter(
    (each) => dimensions === 'any' || dimensions.includes(dimensionOf(each)),
  );
  const whole = withoutExtras({ ...toFirstError(record, holds), judgements }, holds);
  // Before a ranking is split: its pairs would be those of one person only.
  const several = 'several annotators';
  if (featuresOf(whole).has(several) && !holds.has(several)) return { reason: several };
  const split = kindOf(whole) === 'ranking of three or more' && !holds.has(kindOf(whole));
  const records = split && holds.has('pair') ? pairRecords(whole, holds) : [whole];
  const [first] = records;
  if (first === undefined) return { reason: 'tie' };
  const missing = [...featuresOf(first)].find((each) => essential.has(each) && !holds.has(each));
  if (missing !== undefined) return { reason: missing };
  return { records, lost: [...before].filter((each) => !holds.has(each)) };
}

/** Steps up to the first error, where a format has nothing for those after it that have no label. */
function toFirstError(record: PreferenceRecord, holds: ReadonlySet<Feature>): PreferenceRecord {
  const { steps } = record;
  const error = steps?.findIndex(({ label }) => label === -1) ?? -1;
  if (steps === undefined || error === -1 || holds.has('neutral or unlabelled step')) return record;
  const unlabelled = steps.slice(error + 1).every(({ label }) => label === null);
  return unlabelled ? { ...record, steps: steps.slice(0, error + 1) } : record;
}

function withoutExtras(record: PreferenceRecord, holds: ReadonlySet<Feature>): PreferenceRecord {
  const { margin, split, subset, ...rest } = record;
  const names = new Map(
    record.responses.map(({ id }, at) => [id, holds.has('response id') ? id : responseId(at)]),
  );
  return {
    ...rest,
    responses: record.responses.map((each) => plainResponse(each, names, holds)),
    judgements: record.judgements.map((each) => plainJudgement(each, names, holds)),
    ...(margin !== undefined && holds.has('margin') ? { margin } : {}),
    ...(split !== undefined && holds.has('split') ? { split } : {}),
    ...(subset !== undefined && holds.has('subset') ? { subset } : {}),
  };
}

function plainResponse(
  { id, content, model, ratings }: Response,
  names: ReadonlyMap<string, string>,
  holds: ReadonlySet<Feature>,
): Response {
  return {
    id: names.get(id) ?? id,
    content,
    ...(model !== undefined && holds.has('model name') ? { model } : {}),
    ...(ratings !== undefined && holds.has('rating') ? { ratings } : {}),
  };
}

function plainJudgement(
  judgement: Judgement,
  names: ReadonlyMap<string, string>,
  holds: ReadonlySet<Feature>,
): Judgement {
  const { recordId, annotator, at, shown, durationMs, rationale, flags, ...rest } = judgement;
  const details = { durationMs, rationale, flags };
  const named = (ids: readonly string[]): readonly string[] => ids.map((id) => names.get(id) ?? id);
  const detailed = holds.has('time, order shown, duration, reason or flags');
  const { strength, ...withoutStrength } = rest;
  return {
    ...withoutStrength,
    recordId,
    annotator: holds.has('annotator name') ? annotator : DATASET_ANNOTATOR,
    ranking: rest.ranking.map(named),
    ...(strength !== undefined && holds.has('strength') ? { strength } : {}),
    ...(detailed
      ? {
          at,
          shown: named(shown),
          ...Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)),
        }
      : { at: UNKNOWN_TIME, shown: [] }),
  };
}

/** A record for each pair of the only judgement's ranking; ties where they can be said. */
function pairRecords(
  record: PreferenceRecord,
  holds: ReadonlySet<Feature>,
): readonly PreferenceRecord[] {
  const [judgement] = record.judgements;
  if (judgement === undefined) return [record];
  return pairRankings(judgement.ranking, holds.has('tie')).map((ranking) => {
    const ids = ranking.flat();
    const id = `${record.id}:${ids.join(ranking.length === 1 ? '=' : '>')}`;
    const responses = ids.flatMap((each) => record.responses.filter((one) => one.id === each));
    const fresh = responses.map((each, at) => ({
      ...each,
      id: holds.has('response id') ? each.id : responseId(at),
    }));
    const [a = '', b = ''] = fresh.map((each) => each.id);
    return {
      ...record,
      id,
      responses: fresh,
      judgements: [
        { ...judgement, recordId: id, ranking: ranking.length === 1 ? [[a, b]] : [[a], [b]] },
      ],
    };
  });
}

/** The pairs a ranking says something about, as rankings of two. */
function pairRankings(ranking: Ranking, ties: boolean): readonly Ranking[] {
  return ranking.flatMap((tier, place) => {
    const worse = ranking.slice(place + 1).flat();
    const won = tier.flatMap((better) => worse.map((each) => [[better], [each]]));
    const tied = tier.flatMap((one, at) => tier.slice(at + 1).map((other) => [[one, other]]));
    return ties ? [...won, ...tied] : won;
  });
}
