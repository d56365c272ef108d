import type { JudgeEvent, LabelEvent } from './labelEvent.ts';
import { laterEvent, standingEvents } from './standingEvents.ts';

/** What a label log amounts to, kept up to date event by event. */
export interface LabelFold {
  add(event: LabelEvent): void;
  /** The standing judgements of a record: at most one for each annotator and dimension. */
  standing(recordId: string): readonly JudgeEvent[];
  /** All judgements of a record that were not taken back, repeats too, in the order of the log. */
  events(recordId: string): readonly JudgeEvent[];
  /** An annotator's latest judgement not taken back, repeats too, about a record that `accepts`. */
  latestOf(annotator: string, accepts: (recordId: string) => boolean): JudgeEvent | undefined;
  /** Ids of the records ever judged, standing or not. */
  recordIds(): Iterable<string>;
}

/**
 * An empty fold. Of one annotator's judgements of one record in one dimension the latest stands
 * (by `at`; of equal times, the one added last) unless it was retracted: then the one before.
 * A hidden repeat (`repeatOf`) never stands: what was judged first is kept, and the repeat only says
 * how steadily it was judged. Retractions hold wherever in the log they stand, and an event that
 * occurs twice, as merging two logs by union can make it, counts once.
 */
export function createLabelFold(): LabelFold {
  const seen = new Set<string>();
  const retracted = new Set<string>();
  const byRecord = new Map<string, JudgeEvent[]>();
  const events = (recordId: string): readonly JudgeEvent[] =>
    (byRecord.get(recordId) ?? []).filter(({ eventId }) => !retracted.has(eventId));
  const standing = (recordId: string): readonly JudgeEvent[] =>
    standingEvents(events(recordId).filter(({ repeatOf }) => repeatOf === undefined));
  return {
    add: (event) => {
      if (seen.has(event.eventId)) return;
      seen.add(event.eventId);
      if (event.kind === 'retract') {
        retracted.add(event.target);
        return;
      }
      const known = byRecord.get(event.recordId);
      if (known === undefined) byRecord.set(event.recordId, [event]);
      else known.push(event);
    },
    standing,
    events,
    latestOf: (annotator, accepts) => {
      const own = [...byRecord.keys()]
        .filter(accepts)
        .flatMap(events)
        .filter((event) => event.annotator === annotator);
      return own.reduce<JudgeEvent | undefined>(laterEvent, undefined);
    },
    recordIds: () => byRecord.keys(),
  };
}

/** The standing judgements of a whole log by record id; records without one are left out. */
export function foldLabels(
  events: Iterable<LabelEvent>,
): ReadonlyMap<string, readonly JudgeEvent[]> {
  const fold = createLabelFold();
  for (const event of events) fold.add(event);
  const result = new Map<string, readonly JudgeEvent[]>();
  for (const recordId of fold.recordIds()) {
    const standing = fold.standing(recordId);
    if (standing.length > 0) result.set(recordId, standing);
  }
  return result;
}
