import { seededRandom } from '../random/seededRandom.ts';

/** One person's overall judgement of an item, not taken back. */
export interface JudgedBefore {
  readonly eventId: string;
  /** ISO 8601. */
  readonly at: string;
  /** 0-based row. */
  readonly index: number;
  /** The judgement that this one repeated unknowingly. */
  readonly repeatOf?: string;
}

/** So many other judgements lie between an item and its repeat at least: nobody recalls it by then. */
const APART = 10;

/**
 * The judgement whose item is to be judged again, unknowingly, in place of the next one; null when it
 * is none's turn. Each judgement is repeated once at most; which one is drawn by chance, the same for
 * the same judgements. Where no two repeats are shown one after the other, which is for the caller to
 * see to, about `share` of all judgements come to be repeats: 0 to one half.
 */
export function dueRepeat(
  judged: readonly JudgedBefore[],
  share: number,
): { readonly index: number; readonly repeatOf: string } | null {
  const inOrder = judged
    .map((each) => ({ ...each, atMs: Date.parse(each.at) }))
    .sort((a, b) => a.atMs - b.atMs);
  const latest = inOrder.at(-1);
  if (latest === undefined) return null;
  const random = seededRandom(`repeat after ${latest.eventId}`);
  if (random() >= share / (1 - share)) return null;
  const repeated = new Set(inOrder.map(({ repeatOf }) => repeatOf));
  const open = inOrder
    .slice(0, -APART)
    .filter(({ eventId, repeatOf }) => repeatOf === undefined && !repeated.has(eventId));
  const chosen = open[Math.floor(random() * open.length)];
  return chosen === undefined ? null : { index: chosen.index, repeatOf: chosen.eventId };
}
