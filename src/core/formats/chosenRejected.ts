import { asNumber, asString, optional } from '../records/fields.ts';
import type { JsonObject } from '../records/fields.ts';
import { UNKNOWN_TIME } from '../records/readVerdict.ts';
import type { Verdict } from '../records/readVerdict.ts';
import type { ChatMessage, PreferenceRecord, Ranking, Response } from '../records/types.ts';
import type { RecordDraft } from './format.ts';

/** The annotator of verdicts that came with a row which names nobody. */
export const DATASET_ANNOTATOR = 'dataset';

/** The verdict of a row that names nobody and no time; in which order it was shown is not known. */
export function datasetVerdict(ranking: Ranking, annotator = DATASET_ANNOTATOR): Verdict {
  return { annotator, at: UNKNOWN_TIME, ranking, shown: [] };
}

/** The record of a chosen and a rejected response, with the row's `margin` where it has one. */
export function chosenRejected(
  row: JsonObject,
  prompt: readonly ChatMessage[],
  chosen: string,
  rejected: string,
): RecordDraft {
  const margin = optional(row['margin'], (value) => asNumber(value, 'margin'));
  return {
    prompt,
    responses: [
      { id: 'a', content: chosen },
      { id: 'b', content: rejected },
    ],
    verdicts: [datasetVerdict([['a'], ['b']])],
    ...(margin === undefined ? {} : { margin }),
  };
}

/**
 * The same with the models that wrote the responses, as `chosen_model` and `rejected_model` name
 * them. @throws FieldError
 */
export function withModels(draft: RecordDraft, row: JsonObject): RecordDraft {
  const keys = ['chosen_model', 'rejected_model'] as const;
  const responses = draft.responses.map((response, index) => {
    const key = keys[index] ?? '';
    const model = optional(row[key], (value) => asString(value, key));
    return model === undefined ? response : { ...response, model };
  });
  return { ...draft, responses };
}

/** The two responses of a judged pair. */
export interface ChosenRejected {
  readonly prompt: readonly ChatMessage[];
  readonly chosen: Response;
  readonly rejected: Response;
}

/**
 * The row of a pair that one response won, with the keys that rows of such formats share behind
 * those of `keys`; none of any other record.
 */
export function writtenPair(
  record: PreferenceRecord,
  keys: (pair: ChosenRejected) => JsonObject,
): readonly JsonObject[] {
  const { id, prompt, margin, split, subset } = record;
  const [best, rest] = record.judgements[0]?.ranking ?? [];
  const chosen = record.responses.find((each) => best?.length === 1 && each.id === best[0]);
  const rejected = record.responses.find((each) => rest?.length === 1 && each.id === rest[0]);
  if (chosen === undefined || rejected === undefined) return [];
  return [
    {
      id,
      ...keys({ prompt, chosen, rejected }),
      ...(margin === undefined ? {} : { margin }),
      ...(split === undefined ? {} : { split }),
      ...(subset === undefined ? {} : { subset }),
    },
  ];
}

/** The longest text both texts begin with. */
export function commonPrefix(a: string, b: string): string {
  const shorter = Math.min(a.length, b.length);
  let length = 0;
  while (length < shorter && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return a.slice(0, length);
}
