import { ADJUDICATED } from '../records/adjudication.ts';
import { isOverall } from '../records/isOverall.ts';
import type { Judgement, PreferenceRecord } from '../records/types.ts';
import type { JudgeEvent } from '../store/labelEvent.ts';
import { standingEvents } from '../store/standingEvents.ts';

/**
 * What each annotator says of a record by themselves, overall: a judgement in the label log, all of
 * whose `events` of the record are given, stands in for the one of the same annotator that came with
 * the row; the others' of the row count beside it. Adjudicated judgements and hidden repeats are left
 * out: who decides has seen what the others said, so what they said themselves before counts.
 */
export function independentJudgements(
  record: PreferenceRecord,
  events: readonly JudgeEvent[],
): readonly Judgement[] {
  const isOwn = ({ flags = [] }: Judgement): boolean => !flags.includes(ADJUDICATED);
  const logged = standingEvents(
    events.filter((event) => event.repeatOf === undefined && isOwn(event) && isOverall(event)),
  );
  const names = new Set(logged.map(({ annotator }) => annotator));
  const came = record.judgements.filter(
    (judgement) => isOverall(judgement) && isOwn(judgement) && !names.has(judgement.annotator),
  );
  return [...logged, ...came];
}
