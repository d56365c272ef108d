import { ADJUDICATED } from '../../core/records/adjudication.ts';
import { questionOf } from '../../core/records/questionOf.ts';
import type { PlacedConflict } from '../../shared/annotators.ts';
import type { LabelsConflict, LabelsItem, LabelsVote } from '../../shared/labels.ts';
import type { DatasetItem, Judgement } from '../../shared/reports.ts';
import { rankingToPlaces } from '../editors/placesToRanking.ts';
import { BOTH_BAD } from '../editors/rankItem.ts';

/** How much of a question is listed, in UTF-16 units. */
const questionLength = 200;

/** What of an item is needed to list a conflict about it. */
export interface ItemLine extends Pick<
  LabelsConflict,
  'position' | 'line' | 'file' | 'question' | 'responses'
> {
  /** Response ids in the order shown. */
  readonly ids: readonly string[];
}

/** An item as a line of a list. */
export function itemLine({ position, line, file, prompt, shown }: DatasetItem): ItemLine {
  const place = { position, line, ...(file === undefined ? {} : { file }) };
  const ids = shown.map(({ id }) => id);
  return { ...place, question: questionOf(prompt, questionLength), responses: ids.length, ids };
}

/** A conflict as it is listed; places are in the order the responses are shown to this person. */
export function labelsConflict(conflict: PlacedConflict, item: ItemLine): LabelsConflict {
  const { ids, ...line } = item;
  const { dimension, kind, decidedBy, judgements, agreed } = conflict;
  return {
    key: conflictKey(conflict),
    ...line,
    ...{ dimension, kind, decidedBy },
    votes: votesOf(judgements, ids),
    agreed: agreed === null ? null : rankingToPlaces(ids, agreed),
  };
}

/** Names the record and dimension of a conflict. */
export function conflictKey({ recordId, dimension }: PlacedConflict): string {
  return JSON.stringify([recordId, dimension]);
}

/** What people said of their reasons, in the order they judged. */
export function reasonsOf({ judgements }: PlacedConflict): LabelsItem['reasons'] {
  return judgements.flatMap(({ annotator, rationale = '' }) =>
    rationale.trim() === '' ? [] : [{ annotator, text: rationale }],
  );
}

/** Judgements that say the same become one; those of most annotators first, then the oldest. */
function votesOf(judgements: readonly Judgement[], ids: readonly string[]): readonly LabelsVote[] {
  const votes = new Map<string, LabelsVote>();
  for (const { annotator, ranking, strength = null, flags = [] } of judgements) {
    const said = {
      places: rankingToPlaces(ids, ranking),
      bothBad: flags.includes(BOTH_BAD),
      strength,
      adjudicated: flags.includes(ADJUDICATED),
    };
    const key = JSON.stringify(said);
    const annotators = [...(votes.get(key)?.annotators ?? []), annotator];
    votes.set(key, { annotators, ...said });
  }
  return [...votes.values()].sort((a, b) => b.annotators.length - a.annotators.length);
}
