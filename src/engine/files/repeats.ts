import type { JudgedBefore } from '../../core/queue/dueRepeat.ts';
import { ADJUDICATED } from '../../core/records/adjudication.ts';
import { isOverall } from '../../core/records/isOverall.ts';
import type { PreferenceRecord } from '../../core/records/types.ts';
import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import type { LabelledDataset } from './labelledDataset.ts';

/** What an annotator judged overall by themselves in a dataset, repeats too, as far as its rows are known. */
export function judgedBefore(data: LabelledDataset, annotator: string): readonly JudgedBefore[] {
  return [...data.recordIds()].flatMap((recordId) => {
    const index = data.dataset.table.rowOf(recordId);
    if (index === undefined) return [];
    const standing = new Set(data.standing(recordId));
    return data
      .events(recordId)
      .filter((event) => isOwn(event, annotator) && (standing.has(event) || isRepeat(event)))
      .map(({ eventId, at, repeatOf }) => {
        return { eventId, at, index, ...(repeatOf === undefined ? {} : { repeatOf }) };
      });
  });
}

/** The judgement that a repeat is of, where it stands and is of this very record; else undefined. */
export function repeatedEvent(
  data: LabelledDataset,
  { id, responses }: PreferenceRecord,
  annotator: string,
  eventId: string,
): JudgeEvent | undefined {
  const event = data
    .standing(id)
    .find((each) => each.eventId === eventId && isOwn(each, annotator));
  const ids = new Set(responses.map((response) => response.id));
  const isOfIt = event?.shown.length === ids.size && event.shown.every((each) => ids.has(each));
  return isOfIt ? event : undefined;
}

function isOwn(event: JudgeEvent, annotator: string): boolean {
  const isDecision = event.flags?.includes(ADJUDICATED) === true;
  const isRanked = event.steps === undefined;
  return event.annotator === annotator && isOverall(event) && isRanked && !isDecision;
}

function isRepeat({ repeatOf }: JudgeEvent): boolean {
  return repeatOf !== undefined;
}
