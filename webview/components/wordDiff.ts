import { diffArrays } from 'diff';

/** A run of a text: the same in both texts, or in this one only. */
export interface DiffPart {
  readonly text: string;
  /** Counts the runs that both texts have, from 0, alike on both sides; null in this text only. */
  readonly same: number | null;
}

/** How two texts differ; joined, the parts of each are its text. */
export interface WordDiff {
  readonly first: readonly DiffPart[];
  readonly second: readonly DiffPart[];
  /** Whether comparing took too long: only how they begin and end was compared. */
  readonly rough: boolean;
}

/** Longer than this, looking for the smallest difference would be felt at a key press. */
const LONGEST_MS = 250;

const unspaced = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}';
const token = new RegExp(
  `[${unspaced}]|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}'\\u2019])+|\\s+|.`,
  'gsu',
);

/** The words of a text, with what stands between them; joined they are the text. */
export function tokensOf(text: string): readonly string[] {
  return text.match(token) ?? [];
}

/**
 * Compares two texts word by word (Myers 1986, by the library `diff`). What lies between two
 * differences and holds no word counts as different too: single spaces and commas alike would only
 * scatter them. Two texts that have little in common, and are long, are compared at their ends only.
 */
export function wordDiff(first: string, second: string): WordDiff {
  const [one, other] = [tokensOf(first), tokensOf(second)];
  const limit = Math.min(one.length, other.length);
  let start = 0;
  while (start < limit && one[start] === other[start]) start++;
  let end = 0;
  while (end < limit - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const middles = [
    one.slice(start, one.length - end),
    other.slice(start, other.length - end),
  ] as const;
  const found = changesOf(...middles);
  const middle = found ?? [
    { first: middles[0].join(''), second: middles[1].join(''), same: false },
  ];
  const [before, after] = [asSame(one.slice(0, start)), asSame(one.slice(one.length - end))];
  return { ...sidesOf(joined([before, ...middle, after])), rough: found === null };
}

/** What stands in the place of each other in both texts. */
interface Change {
  readonly first: string;
  readonly second: string;
  readonly same: boolean;
}

function asSame(tokens: readonly string[]): Change {
  const text = tokens.join('');
  return { first: text, second: text, same: true };
}

/** null when it takes too long. */
function changesOf(one: readonly string[], other: readonly string[]): readonly Change[] | null {
  const found = diffArrays([...one], [...other], { timeout: LONGEST_MS });
  if (found === undefined) return null;
  return found.map(({ value, added, removed }) => {
    const text = value.join('');
    return { first: added ? '' : text, second: removed ? '' : text, same: !added && !removed };
  });
}

/** Neighbours of one kind put together; runs alike without a word between two others are no longer alike. */
function joined(changes: readonly Change[]): readonly Change[] {
  const all: Change[] = [];
  const known = changes.filter(({ first, second }) => first !== '' || second !== '');
  known.forEach((change, place) => {
    const isBetween = place > 0 && place < known.length - 1;
    const same = change.same && !(isBetween && !/[\p{L}\p{N}]/u.test(change.first));
    const last = all.at(-1);
    if (last?.same !== same) all.push({ ...change, same });
    else {
      const [first, second] = [last.first + change.first, last.second + change.second];
      all.splice(-1, 1, { first, second, same });
    }
  });
  return all;
}

function sidesOf(changes: readonly Change[]): Omit<WordDiff, 'rough'> {
  let count = 0;
  const numbered = changes.map((change) => ({ ...change, number: change.same ? count++ : null }));
  const side = (of: 'first' | 'second'): readonly DiffPart[] =>
    numbered.flatMap((change) =>
      change[of] === '' ? [] : [{ text: change[of], same: change.number }],
    );
  return { first: side('first'), second: side('second') };
}
