import { openDimensions } from '../../core/records/openDimensions.ts';
import { preferOverall } from '../../core/records/preferOverall.ts';
import type { PreferenceRecord } from '../../core/records/types.ts';
import { judgementOf } from '../../core/store/labelEvent.ts';
import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import type { EngineCalls } from '../../shared/engineProtocol.ts';
import type { DatasetItem, Judgement } from '../../shared/reports.ts';

/**
 * What an item is asked about and how it is judged in that: by the annotator, else by its row. Where
 * dimensions were asked for, it is about the one named, else the first that this annotator did not
 * judge, else the first; without dimensions the overall judgement comes before those in others.
 * Of a judgement to be made `again` nothing is told but that it was overall.
 */
export function asItIsJudged(
  record: PreferenceRecord,
  standing: readonly JudgeEvent[],
  { annotator, dimension, dimensions }: EngineCalls['dataset/item']['params'],
  again: JudgeEvent | undefined,
): Pick<DatasetItem, 'judgement' | 'asked' | 'repeatOf'> {
  const own = standing.filter((event) => event.annotator === annotator);
  const [first] = dimensions ?? [];
  if (again !== undefined) {
    const asked = first === undefined ? {} : { asked: { dimension: 'overall', open: [] } };
    return { judgement: null, repeatOf: again.eventId, ...asked };
  }
  // Steps are labelled once, whatever responses are judged in.
  if (dimensions === undefined || first === undefined || record.steps !== undefined) {
    return { judgement: ownOrCame(preferOverall(own), preferOverall(record.judgements)) };
  }
  const open = openDimensions(dimensions, own, record.judgements.length > 0);
  const named = dimensions.find((each) => each === dimension);
  const asked = { dimension: named ?? open[0] ?? first, open };
  const isAsked = (each: { readonly dimension?: string }): boolean =>
    (each.dimension ?? 'overall') === asked.dimension;
  return { judgement: ownOrCame(own.find(isAsked), record.judgements.find(isAsked)), asked };
}

function ownOrCame(own: JudgeEvent | undefined, came: Judgement | undefined): Judgement | null {
  return own === undefined ? (came ?? null) : judgementOf(own);
}
