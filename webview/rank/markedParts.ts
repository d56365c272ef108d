/** A piece of an excerpt; whether it is what was searched for. */
export interface MarkedPart {
  readonly text: string;
  readonly hit: boolean;
}

/**
 * Cuts an excerpt where it holds the text, small and capital letters alike. White space in an excerpt
 * is one space, whatever it was in the row.
 */
export function markedParts(excerpt: string, text: string): readonly MarkedPart[] {
  const wanted = text.replace(/\s+/g, ' ').toLowerCase();
  const folded = excerpt.toLowerCase();
  // Few letters change their length with their case; then places in one are not places in the other.
  if (wanted === '' || folded.length !== excerpt.length) return [{ text: excerpt, hit: false }];
  const parts: MarkedPart[] = [];
  let end = 0;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, end)) {
    if (at > end) parts.push({ text: excerpt.slice(end, at), hit: false });
    end = at + wanted.length;
    parts.push({ text: excerpt.slice(at, end), hit: true });
  }
  if (end < excerpt.length) parts.push({ text: excerpt.slice(end), hit: false });
  return parts;
}
