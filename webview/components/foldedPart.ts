import { tokensOf } from './wordDiff.ts';

/** A long run that two texts share, of which only the ends are shown. */
export interface FoldedPart {
  readonly head: string;
  /** Words left out between the ends. */
  readonly words: number;
  readonly tail: string;
}

/** Words shown of a folded run at each end that borders on a difference. */
const CONTEXT = 12;
/** Fewer words left out are not worth a button. */
const LEAST_FOLDED = 40;

/** The run folded, or null when it is short. At the beginning or end of a text nothing borders on it. */
export function foldedPart(text: string, isFirst: boolean, isLast: boolean): FoldedPart | null {
  const tokens = tokensOf(text);
  const places = tokens.flatMap((token, place) => (/[\p{L}\p{N}]/u.test(token) ? [place] : []));
  const from = isFirst ? 0 : CONTEXT;
  const to = isLast ? places.length : places.length - CONTEXT;
  const words = to - from;
  if (words < LEAST_FOLDED) return null;
  const head = tokens.slice(0, from === 0 ? 0 : (places[from - 1] ?? 0) + 1).join('');
  const tail = isLast ? '' : tokens.slice(places[to] ?? tokens.length).join('');
  return { head, words, tail };
}
