import { asList, asName, asNumber, asString, asStrings, optional, wrongField } from './fields.ts';
import type { JsonObject } from './fields.ts';
import type { Judgement, Ranking, Step } from './types.ts';

/** A judgement before it is known which record it is about. */
export type Verdict = Omit<Judgement, 'recordId'>;

/** The `at` of verdicts that came without a time: before every label. */
export const UNKNOWN_TIME = '1970-01-01T00:00:00.000Z';

/** A time with its zone: without one the same text would mean different moments on two machines. */
const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * The verdict in the keys of a JSON object; keys it does not know are ignored. `path` is the
 * object's own path, '' at the top of a line.
 * @throws FieldError
 */
export function readVerdict(source: JsonObject, path = ''): Verdict {
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const strength = optional(source['strength'], (value) => asStrength(value, at('strength')));
  const dimension = optional(source['dimension'], (value) => asName(value, at('dimension')));
  const durationMs = optional(source['durationMs'], (value) => asDuration(value, at('durationMs')));
  const rationale = optional(source['rationale'], (value) => asString(value, at('rationale')));
  const flags = optional(source['flags'], (value) => asStrings(value, at('flags')));
  const steps = optional(source['steps'], (value) => asStepLabels(value, at('steps')));
  return {
    annotator: asName(source['annotator'], at('annotator')),
    at: asTime(source['at'], at('at')),
    ranking: steps === undefined ? asRanking(source['ranking'], at('ranking')) : [],
    ...(strength === undefined ? {} : { strength }),
    ...(dimension === undefined ? {} : { dimension }),
    shown: steps === undefined ? asStrings(source['shown'], at('shown')) : [],
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(rationale === undefined ? {} : { rationale }),
    ...(flags === undefined ? {} : { flags }),
    ...(steps === undefined ? {} : { steps }),
  };
}

function asStepLabels(value: unknown, path: string): readonly Step['label'][] {
  return asList(value, path, 'a list of step labels').map((label, index) => {
    if (label === 1 || label === 0 || label === -1 || label === null) return label;
    throw wrongField(label, `${path}[${index}]`, '1 (right), 0 (neutral), -1 (wrong) or null');
  });
}

/** Tiers of response ids, each id once. */
function asRanking(value: unknown, path: string): Ranking {
  const seen = new Set<string>();
  const tiers = asList(value, path, 'a list of lists of response ids');
  if (tiers.length === 0) throw wrongField(value, path, 'at least one list of response ids');
  return tiers.map((tier, place) => {
    const ids = asStrings(tier, `${path}[${place}]`);
    if (ids.length === 0) throw wrongField(tier, `${path}[${place}]`, 'at least one response id');
    for (const id of ids) {
      if (seen.has(id)) throw wrongField(id, `${path}[${place}]`, 'ids that are ranked only once');
      seen.add(id);
    }
    return ids;
  });
}

/** `value` as a time in ISO 8601 with its zone. @throws FieldError */
export function asTime(value: unknown, path: string): string {
  if (typeof value !== 'string' || !ISO_8601.test(value) || Number.isNaN(Date.parse(value))) {
    throw wrongField(value, path, 'a time such as "2026-01-31T09:30:00.000Z"');
  }
  return value;
}

function asStrength(value: unknown, path: string): 1 | 2 | 3 {
  if (value !== 1 && value !== 2 && value !== 3) throw wrongField(value, path, '1, 2 or 3');
  return value;
}

function asDuration(value: unknown, path: string): number {
  const durationMs = asNumber(value, path, 'a number of milliseconds');
  if (durationMs < 0) throw wrongField(value, path, 'a number of milliseconds, 0 or more');
  return durationMs;
}
