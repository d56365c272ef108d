import { seededRandom } from '../random/seededRandom.ts';
import type { Judgement, PreferenceRecord } from '../records/types.ts';
import type { PairVote } from './annotatorReliability.ts';
import type { Estimate } from './bootstrapInterval.ts';
import { cohenKappa, type TwoValues } from './cohenKappa.ts';
import { krippendorffAlpha, type Level } from './krippendorffAlpha.ts';
import { pairVotes } from './pairVotes.ts';

/** How two annotators agree over the pairs that both judged. */
export interface KappaReport {
  readonly annotators: readonly [string, string];
  /** Every disagreement counts alike. */
  readonly nominal: Estimate;
  /** A tie is half as far from either preference as they are from each other. */
  readonly quadratic: Estimate;
}

/** How annotators agree. The unit is a pair of responses, a tie one of three verdicts about it. */
export interface AgreementReport {
  /** Pairs that at least two annotators judged. */
  readonly n: number;
  /** Those who judged any of them, by name, with how many. */
  readonly annotators: readonly { readonly annotator: string; readonly n: number }[];
  /** Annotators who share a pair, by name. */
  readonly kappa: readonly KappaReport[];
  readonly alpha: { readonly nominal: Estimate; readonly ordinal: Estimate };
}

/**
 * The pairs of a record's responses that at least two annotators judged, in the record's own order,
 * each with their verdicts; `judgements` are those of `independentJudgements`.
 */
export function agreementUnits(
  record: PreferenceRecord,
  judgements: readonly Judgement[],
): readonly (readonly PairVote[])[] {
  const units = pairVotes({ ...record, judgements: [] }, judgements);
  return units.filter((votes) => votes.length > 1);
}

/**
 * Agreement over records, each its units with at least two verdicts, as `agreementUnits` gives them.
 * Intervals are 95 % by bootstrap over records, the same for the same seed. `pause` is awaited
 * within.
 */
export async function agreementReport(
  records: readonly (readonly (readonly PairVote[])[])[],
  seed: string,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<AgreementReport> {
  const units = records.flat();
  const recordOf = records.flatMap((own, record) => own.map(() => record));
  const counts = new Map<string, number>();
  const both = new Map<string, KappaUnits>();
  for (const [at, votes] of units.entries()) {
    await pause();
    for (const { annotator } of votes) counts.set(annotator, (counts.get(annotator) ?? 0) + 1);
    collectTwos(both, votes, recordOf[at] ?? at);
  }
  const random = (part: string) => seededRandom(`${seed}:${part}`);
  const kappa: KappaReport[] = [];
  for (const [key, { annotators, twos, records: own }] of both) {
    const of = (weights: 'nominal' | 'quadratic') =>
      cohenKappa(twos, weights, random(key), own, pause);
    kappa.push({ annotators, nominal: await of('nominal'), quadratic: await of('quadratic') });
  }
  kappa.sort(({ annotators: [a, b] }, { annotators: [c, d] }) => order(a, c) || order(b, d));
  await pause();
  const values = units.map((votes) => votes.map(({ outcome }) => valueOf(outcome)));
  const alpha = (level: Level) =>
    krippendorffAlpha(values, level, random('alpha'), recordOf, pause);
  return {
    n: units.length,
    annotators: [...counts]
      .map(([annotator, n]) => ({ annotator, n }))
      .sort((a, b) => order(a.annotator, b.annotator)),
    kappa,
    alpha: { nominal: await alpha('nominal'), ordinal: await alpha('ordinal') },
  };
}

interface KappaUnits {
  readonly annotators: readonly [string, string];
  readonly twos: TwoValues[];
  /** The record of each. */
  readonly records: number[];
}

function collectTwos(
  both: Map<string, KappaUnits>,
  votes: readonly PairVote[],
  record: number,
): void {
  const sorted = [...votes].sort((a, b) => order(a.annotator, b.annotator));
  sorted.forEach((one, at) => {
    for (const other of sorted.slice(at + 1)) {
      const annotators = [one.annotator, other.annotator] as const;
      const key = JSON.stringify(annotators);
      const known = both.get(key) ?? { annotators, twos: [], records: [] };
      both.set(key, known);
      known.records.push(record);
      known.twos.push([valueOf(one.outcome), valueOf(other.outcome)]);
    }
  });
}

/** -1 first better, 0 tie, 1 second better. Not -0 for a tie: it would be a value of its own. */
function valueOf(outcome: PairVote['outcome']): number {
  return outcome === 0 ? 0 : -outcome;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
