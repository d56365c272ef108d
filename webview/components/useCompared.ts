import { useMemo } from 'preact/hooks';
import type { ShownText } from '../../src/shared/protocol.ts';
import { wordDiff, type DiffPart } from './wordDiff.ts';

/** A response compared with another one. */
export interface Compared {
  /** Its text in parts; null where it is what others are compared with. */
  readonly parts: readonly DiffPart[] | null;
  /** What is to be said of it; '' when nothing. */
  readonly note: string;
}

/** How each response differs: two from each other, more from the first. Empty when not asked for. */
export function useCompared(shown: readonly ShownText[], wanted: boolean): readonly Compared[] {
  return useMemo(() => {
    const [base, ...others] = shown;
    if (!wanted || base === undefined || others.length === 0) return [];
    const diffs = others.map(({ content }) => wordDiff(base.content, content));
    const notes = diffs.map(({ rough }) =>
      rough ? 'too different to compare word by word' : 'differences marked',
    );
    const [only] = diffs;
    const isPair = diffs.length === 1 && only !== undefined;
    const first = isPair
      ? { parts: only.first, note: notes[0] ?? '' }
      : { parts: null, note: 'the others are compared with this one' };
    return [first, ...diffs.map(({ second }, at) => ({ parts: second, note: notes[at] ?? '' }))];
  }, [shown, wanted]);
}
