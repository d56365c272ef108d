import { seededRandom } from '../random/seededRandom.ts';
import { isOverall } from '../records/isOverall.ts';
import { ADJUDICATED } from '../records/adjudication.ts';
import type { Judgement, PreferenceRecord } from '../records/types.ts';
import type { PairVote } from './annotatorReliability.ts';
import type { Estimate } from './bootstrapInterval.ts';
import { cohenKappa, type TwoValues } from './cohenKappa.ts';
import { krippendorffAlpha } from './krippendorffAlpha.ts';
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
 * The pairs of a record's responses that at least two annotators judged overall, in the record's own
 * order, each with their verdicts. An annotator's judgement in the label log (`standing`) stands in
 * for the one that came with the row; the others' of the row count beside it. Adjudicated judgements
 * are left out: who decides has seen what the others said.
 */
export function agreementUnits(
  record: PreferenceRecord,
  standing: readonly Judgement[],
): readonly (readonly PairVote[])[] {
  const logged = new Set(standing.filter(isOverall).map(({ annotator }) => annotator));
  const own = record.judgements.filter(({ annotator }) => !logged.has(annotator));
  const independent = [...standing, ...own].filter(
    ({ flags = [] }) => !flags.includes(ADJUDICATED),
  );
  const units = pairVotes({ ...record, judgements: [] }, independent);
  return units.filter((votes) => votes.length > 1);
}

/**
 * Agreement over units with at least two verdicts, as `agreementUnits` gives them. Intervals are 95 %
 * by bootstrap over units, the same for the same seed.
 */
export function agreementReport(
  units: readonly (readonly PairVote[])[],
  seed: string,
): AgreementReport {
  const counts = new Map<string, number>();
  const both = new Map<string, KappaUnits>();
  for (const votes of units) {
    for (const { annotator } of votes) counts.set(annotator, (counts.get(annotator) ?? 0) + 1);
    collectTwos(both, votes);
  }
  const values = units.map((votes) => votes.map(({ outcome }) => valueOf(outcome)));
  const random = (part: string) => seededRandom(`${seed}:${part}`);
  const kappa = [...both].map(([key, { annotators, twos }]) => ({
    annotators,
    nominal: cohenKappa(twos, 'nominal', random(key)),
    quadratic: cohenKappa(twos, 'quadratic', random(key)),
  }));
  kappa.sort(({ annotators: [a, b] }, { annotators: [c, d] }) => order(a, c) || order(b, d));
  return {
    n: units.length,
    annotators: [...counts]
      .map(([annotator, n]) => ({ annotator, n }))
      .sort((a, b) => order(a.annotator, b.annotator)),
    kappa,
    alpha: {
      nominal: krippendorffAlpha(values, 'nominal', random('alpha')),
      ordinal: krippendorffAlpha(values, 'ordinal', random('alpha')),
    },
  };
}

interface KappaUnits {
  readonly annotators: readonly [string, string];
  readonly twos: TwoValues[];
}

function collectTwos(both: Map<string, KappaUnits>, votes: readonly PairVote[]): void {
  const sorted = [...votes].sort((a, b) => order(a.annotator, b.annotator));
  sorted.forEach((one, at) => {
    for (const other of sorted.slice(at + 1)) {
      const annotators = [one.annotator, other.annotator] as const;
      const key = JSON.stringify(annotators);
      const known = both.get(key) ?? { annotators, twos: [] };
      both.set(key, known);
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
