/**
 * Two answers closer than this are one stroke: a second press of the same finger, a double click,
 * two keys hit at once. Nobody reads an item in that time.
 */
export const oneStrokeMs = 150;

/** Which item may be answered, and since when it has been seen. Times are event timestamps, ms. */
export interface AnswerGate {
  /** The item on the screen and when it was first painted; null before. */
  readonly seen: { readonly key: string; readonly paintedAt: number } | null;
  /** The item that has been answered, and when. */
  readonly answered: { readonly key: string; readonly at: number } | null;
}

/** Nothing seen, nothing answered. */
export const closedGate: AnswerGate = { seen: null, answered: null };

/** The item `key` has been painted; only its first paint counts. */
export function painted(gate: AnswerGate, key: string, paintedAt: number): AnswerGate {
  return gate.seen?.key === key ? gate : { ...gate, seen: { key, paintedAt } };
}

/** When the item on the screen takes an answer; null while it has not been painted or is answered. */
export function opensAt(gate: AnswerGate, key: string): number | null {
  if (gate.seen?.key !== key || gate.answered?.key === key) return null;
  const last = gate.answered?.at ?? Number.NEGATIVE_INFINITY;
  return Math.max(gate.seen.paintedAt, last + oneStrokeMs);
}

/**
 * Lets the first answer to an item through, with the time it took from the first paint in whole
 * milliseconds; null drops the answer: the item is answered already, not yet seen, or the press
 * belongs to the stroke before. `sentAt` is when the answer leaves, where that is later than the
 * press that decided: a press right behind it still belongs to the same stroke.
 */
export function answerTaken(
  gate: AnswerGate,
  key: string,
  at: number,
  sentAt: number = at,
): { readonly gate: AnswerGate; readonly durationMs: number } | null {
  const opens = opensAt(gate, key);
  if (opens === null || gate.seen === null || at < opens) return null;
  return {
    gate: { ...gate, answered: { key, at: sentAt } },
    durationMs: Math.round(at - gate.seen.paintedAt),
  };
}

/** The host did not take the answer: the item can be answered again. */
export function reopened(gate: AnswerGate, key: string): AnswerGate {
  return gate.answered?.key === key ? { ...gate, answered: null } : gate;
}
