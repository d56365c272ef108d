import {
  agreementReport,
  agreementUnits,
  type AgreementReport,
} from '../../core/agreement/agreementReport.ts';
import type { PairVote } from '../../core/agreement/annotatorReliability.ts';
import { crowdBradleyTerry, type Reliability } from '../../core/agreement/crowdBradleyTerry.ts';
import { crowdVotes, type CrowdVote } from '../../core/agreement/crowdVotes.ts';
import { independentJudgements } from '../../core/agreement/independentJudgements.ts';
import { leftSideRate } from '../../core/agreement/leftSideRate.ts';
import type { Proportion } from '../../core/evaluation/reports.ts';
import type { Judgement, PreferenceRecord } from '../../core/records/types.ts';
import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import { readJudgedRows } from './readJudgedRows.ts';
import { workSlices } from './workSlices.ts';

/** Agreement over some files, with what was not counted. */
export interface ReadAgreement extends AgreementReport {
  /** How often each annotator prefers what is better, by Crowd-BT. */
  readonly reliability: readonly Reliability[];
  /**
   * How often each annotator of a label log preferred the response shown first, by name, over the
   * judgements that stand, of all dimensions. Rows don't tell what was shown.
   */
  readonly leftSide: readonly (Proportion & { readonly annotator: string })[];
  /** Rows that could not be read. */
  readonly badRows: number;
  /** Rows that an exclusions file leaves out. */
  readonly excluded: number;
}

/**
 * How annotators agree over some datasets with their label logs and the judgements that came with the
 * rows; a name of one annotator is one person in all files. A path with a wildcard is its shards.
 * @throws HumanError when a file can't be read
 */
export async function readAgreement(
  datasets: readonly string[],
  seed: string,
): Promise<ReadAgreement> {
  const pause = workSlices(() => false);
  const votes = createVoteTally();
  const logged = new Map<string, Judgement[]>();
  const { badRows, excluded } = await readJudgedRows(datasets, {}, pause, (row) => {
    votes.add(row.record, row.events);
    for (const judgement of row.standing) {
      const own = logged.get(judgement.annotator);
      if (own === undefined) logged.set(judgement.annotator, [judgement]);
      else own.push(judgement);
    }
  });
  const leftSide = [...logged.keys()]
    .sort()
    .map((annotator) => ({ annotator, ...leftSideRate(logged.get(annotator) ?? []) }));
  const { agreement, reliability } = await votes.report(seed, pause);
  return { ...agreement, reliability, leftSide, badRows, excluded };
}

/** What several people said of the same responses. */
export interface VoteTally {
  add(record: PreferenceRecord, events: readonly JudgeEvent[]): void;
  /** `pause` is awaited within. */
  report(
    seed: string,
    pause: () => Promise<void>,
  ): Promise<{ agreement: AgreementReport; reliability: readonly Reliability[] }>;
}

/** Nothing yet. */
export function createVoteTally(): VoteTally {
  const units: (readonly (readonly PairVote[])[])[] = [];
  const preferences: (readonly CrowdVote[])[] = [];
  return {
    add: (record, events) => {
      const judgements = independentJudgements(record, events);
      if (judgements.length < 2) return;
      units.push(agreementUnits(record, judgements));
      const ids = record.responses.map(({ id }) => id);
      preferences.push(crowdVotes(ids, judgements));
    },
    report: async (seed, pause) => ({
      agreement: await agreementReport(units, seed, pause),
      reliability: await crowdBradleyTerry(preferences, pause),
    }),
  };
}
