import {
  asName,
  asObject,
  FieldError,
  isJsonObject,
  optional,
  wrongField,
} from '../records/fields.ts';
import { jsonFault } from '../records/jsonFault.ts';
import { readVerdict } from '../records/readVerdict.ts';
import type { Judgement } from '../records/types.ts';

/** A judgement as the label log keeps it. */
export interface JudgeEvent extends Judgement {
  readonly v: 1;
  readonly kind: 'judge';
  /** Unique among all events, so that merged logs count an event once. */
  readonly eventId: string;
  /**
   * The `eventId` of the same person's earlier judgement that this one repeats, unknowingly: it
   * measures how steadily they judge and never stands.
   */
  readonly repeatOf?: string;
}

/** Takes a judgement back. */
export interface RetractEvent {
  readonly v: 1;
  readonly kind: 'retract';
  readonly eventId: string;
  /** The `eventId` of the judgement taken back. */
  readonly target: string;
  /** Who took it back and when (ISO 8601), where known. */
  readonly annotator?: string;
  readonly at?: string;
}

/** One line of a label log. */
export type LabelEvent = JudgeEvent | RetractEvent;

/**
 * The event in a parsed line of a label log. Keys it does not know are ignored, so that a newer
 * version's lines stay readable as long as they keep to `v` 1.
 * @throws {@link FieldError} naming the key at fault
 */
export function asLabelEvent(value: unknown): LabelEvent {
  const source = asObject(value, 'event');
  if (source['v'] !== 1) throw wrongField(source['v'], 'v', '1 (a newer version wrote this line?)');
  const eventId = asName(source['eventId'], 'eventId');
  const { kind } = source;
  if (kind === 'retract') {
    const { annotator, at } = source;
    return {
      v: 1,
      kind,
      eventId,
      target: asName(source['target'], 'target'),
      ...(typeof annotator === 'string' ? { annotator } : {}),
      ...(typeof at === 'string' ? { at } : {}),
    };
  }
  if (kind !== 'judge') throw wrongField(kind, 'kind', '"judge" or "retract"');
  const repeatOf = optional(source['repeatOf'], (value) => asName(value, 'repeatOf'));
  return {
    v: 1,
    kind,
    eventId,
    recordId: asName(source['recordId'], 'recordId'),
    ...readVerdict(source),
    ...(repeatOf === undefined ? {} : { repeatOf }),
  };
}

/** A line of a label log as an event, or what is wrong with it. */
export type LabelLine =
  | { readonly event: LabelEvent }
  | {
      readonly event?: undefined;
      readonly problem: { readonly key?: string; readonly message: string };
    };

/** Reads one line of a label log. Never throws for what the line holds. */
export function readLabelLine(text: string): LabelLine {
  try {
    return { event: asLabelEvent(JSON.parse(text)) };
  } catch (error) {
    if (error instanceof SyntaxError) {
      return { problem: { message: `This line is not JSON (${jsonFault(error)}).` } };
    }
    if (!(error instanceof FieldError)) throw error;
    const { key, message } = error;
    return { problem: { ...(key === undefined ? {} : { key }), message } };
  }
}

/** The line of an event, with the line feed that ends it. */
export function labelEventLine(event: LabelEvent): string {
  return `${JSON.stringify(event)}\n`;
}

/**
 * The record that a line names which was cut off, when it reaches that far. Another event that was
 * written right behind it is not looked at.
 */
export function recordIdInPart(text: string): string | undefined {
  const next = text.lastIndexOf('{"v":');
  const part = next > 0 ? text.slice(0, next) : text;
  const name = /"recordId":\s*("(?:[^"\\]|\\.)+")/.exec(part)?.[1];
  if (name === undefined) return undefined;
  try {
    return asName(JSON.parse(name), 'recordId');
  } catch (error) {
    // A text that is no JSON string names nothing.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether a line of a file is one of a label log, by its shape; one of a newer version too. */
export function looksLikeLabelLine(text: string): boolean {
  if (!text.includes('"eventId"')) return false;
  try {
    const row: unknown = JSON.parse(text);
    return isJsonObject(row) && typeof row['v'] === 'number' && typeof row['eventId'] === 'string';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The judgement in an event, without the log's own keys. */
export function judgementOf({
  v: _v,
  kind: _kind,
  eventId: _id,
  repeatOf: _repeatOf,
  ...judgement
}: JudgeEvent): Judgement {
  return judgement;
}
