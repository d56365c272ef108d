import { contentHash } from '../records/contentHash.ts';
import {
  FieldError,
  isJsonObject,
  optional,
  wrongField,
  describeValue,
} from '../records/fields.ts';
import type { JsonObject } from '../records/fields.ts';
import { jsonFault } from '../records/jsonFault.ts';
import type { PreferenceRecord } from '../records/types.ts';
import type { Format, RecordDraft } from './format.ts';
import { detectFormat, rowAdvice, unknownFormat } from './registry.ts';

/** A row as a record, or what is wrong with it. */
export type RowResult =
  | {
      readonly record: PreferenceRecord;
      readonly format: Format;
      /** Why it was taken for this format; completes 'HH-RLHF, because …'. */
      readonly reason: string;
    }
  | { readonly record?: undefined; readonly problem: RowProblem };

/** What is wrong with a row, wherever it stands. */
export interface RowProblem {
  readonly key?: string;
  readonly message: string;
}

/** Why a row is read by a format that somebody asked for. */
export const CHOSEN = 'it was chosen';

/**
 * Reads one row of a dataset, in whatever format it is. `usual` is the format of the file's other
 * rows: a row that looks like no format is told what is missing for that one. Never throws for what
 * a row holds.
 */
export function readRow(row: unknown, usual?: Format): RowResult {
  if (!isJsonObject(row)) {
    return {
      problem: {
        message: `A row must be a JSON object, found ${describeValue(row)}. ${rowAdvice}`,
      },
    };
  }
  const detected = detectFormat(row);
  const format = detected?.format ?? usual;
  if (format === undefined) return { problem: { message: unknownFormat(row) } };
  return readRowAs(row, format, detected?.reason ?? 'other rows are');
}

/** Reads a row as one of a format, whatever it looks like. Never throws for what a row holds. */
export function readRowAs(row: JsonObject, format: Format, reason = CHOSEN): RowResult {
  try {
    return { record: finishRecord(format.read(row), row), format, reason };
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    return {
      problem: { ...(error.key === undefined ? {} : { key: error.key }), message: error.message },
    };
  }
}

/** Reads one line of a JSONL file; see {@link readRow}. Given `always`, every row is read as that. */
export function readLine(text: string, usual?: Format, always?: Format): RowResult {
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problem: { message: notJson(text, error) } };
  }
  return always !== undefined && isJsonObject(row) ? readRowAs(row, always) : readRow(row, usual);
}

function notJson(text: string, error: SyntaxError): string {
  // No line is empty: this is where the elements of a JSON list stop.
  if (text === '') return 'The file ends before its list does: "]" is missing. Is it cut off?';
  const start = text.trimStart();
  if (/^(<{7}|={7}|>{7})/.test(start)) {
    return 'This is the mark of an unfinished merge: keep the lines that are right and delete the mark.';
  }
  const advice = /^\[\s*$/.test(start)
    ? 'The file seems to be one JSON list: write one object a line instead (JSON Lines).'
    : 'Each line must be one JSON object.';
  return `This line is not JSON (${jsonFault(error)}). ${advice}`;
}

/** Adds what all formats share: the id, the split and the subset. */
function finishRecord(draft: RecordDraft, row: JsonObject): PreferenceRecord {
  const { verdicts, split = splitOf(row['split']), subset = row['subset'], ...rest } = draft;
  const id = draft.id ?? readId(row['id']) ?? hashOfDraft(draft);
  return {
    ...rest,
    id,
    judgements: verdicts.map((verdict) => ({ recordId: id, ...verdict })),
    ...(split === undefined ? {} : { split }),
    ...(typeof subset === 'string' ? { subset } : {}),
  };
}

/** The part of a dataset a row belongs to; any other text is some dataset's own and not ours to judge. */
export function splitOf(value: unknown): PreferenceRecord['split'] {
  return SPLITS.get(value);
}

const SPLITS: ReadonlyMap<unknown, 'train' | 'validation' | 'test'> = new Map([
  ['train', 'train'],
  ['validation', 'validation'],
  ['val', 'validation'],
  ['test', 'test'],
]);

function readId(value: unknown): string | undefined {
  return optional(value === '' ? undefined : value, (id) => {
    if (typeof id !== 'string' && typeof id !== 'number') {
      throw wrongField(id, 'id', 'a text or a number');
    }
    // Beyond, two ids can be one number.
    if (typeof id === 'number' && Math.abs(id) > Number.MAX_SAFE_INTEGER) {
      throw wrongField(id, 'id', 'a text, because numbers hold no more than 15 digits exactly');
    }
    return String(id);
  });
}

/** What a record is about, not what was thought of it: changing a preference keeps the id. */
function hashOfDraft({ prompt, responses, steps = [] }: RecordDraft): string {
  return contentHash(
    JSON.stringify([
      prompt.map(({ role, content }) => [role, content]),
      responses.map(({ content }) => content),
      steps.map(({ content }) => content),
    ]),
  );
}
