import { isJsonObject } from '../records/fields.ts';
import type { JsonObject } from '../records/fields.ts';

/** The keys of a judgement, in a row or a label log. */
const JUDGEMENT = [
  ...['annotator', 'at', 'ranking', 'strength', 'dimension', 'shown', 'durationMs', 'rationale'],
  ...['flags', 'steps'],
];

/** The keys of lines of a label log. */
export const LABEL_LOG_KEYS: readonly string[] = [
  ...['v', 'kind', 'eventId', 'recordId', 'target', 'repeatOf'],
  ...JUDGEMENT,
];

/** The keys of lines of an exclusions file. */
export const EXCLUSION_KEYS: readonly string[] = [
  ...['v', 'kind', 'eventId', 'recordId', 'annotator', 'at', 'reason'],
];

const ROW_KEYS = [
  ...['id', 'prompt', 'responses', 'response', 'preference', 'ranks', 'chosen', 'rejected'],
  ...['annotators', 'judgements', 'steps', 'kind', 'margin', 'split', 'subset'],
];

/** The lists of a row of our own format, with the keys of their elements. */
const ELEMENT_KEYS: readonly (readonly [list: string, keys: readonly string[]])[] = [
  ['responses', ['id', 'text', 'model', 'ratings']],
  ['annotators', ['id', 'choice']],
  ['judgements', JUDGEMENT],
  ['steps', ['text', 'label']],
];

/** A key that no reader asks for. */
export interface UnknownKey {
  readonly key: string;
  /** With the list it is in: 'responses[1].txt'. */
  readonly path: string;
  /** The same without the place in the list: 'responses[].txt'. */
  readonly kind: string;
  /** The known keys that the object lacks: what it may have been meant to be. */
  readonly missing: readonly string[];
}

/** The unknown keys of an object with some known ones. */
export function unknownKeys(
  object: JsonObject,
  known: readonly string[],
  list = '',
  index = 0,
): readonly UnknownKey[] {
  const missing = known.filter((key) => object[key] === undefined);
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      key,
      path: list === '' ? key : `${list}[${index}].${key}`,
      kind: list === '' ? key : `${list}[].${key}`,
      missing,
    }));
}

/** The unknown keys of a row of our own format and of the elements of its lists. */
export function unknownRowKeys(row: JsonObject): readonly UnknownKey[] {
  const inLists = ELEMENT_KEYS.flatMap(([list, known]) => {
    const elements: unknown = row[list];
    if (!Array.isArray(elements)) return [];
    return elements.flatMap((element: unknown, index) =>
      isJsonObject(element) ? unknownKeys(element, known, list, index) : [],
    );
  });
  return [...unknownKeys(row, ROW_KEYS), ...inLists];
}
