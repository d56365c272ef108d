import type { JSX } from 'preact';
import { foldedPart } from './foldedPart.ts';
import { count } from './numbers.ts';
import type { DiffPart } from './wordDiff.ts';

interface DifferencesProps {
  readonly parts: readonly DiffPart[];
  /** Whether a run alike, by its number, is shown whole however long it is. */
  readonly isUnfolded: (same: number) => boolean;
  readonly onUnfold: (same: number) => void;
}

/** A text as it was written, with what only it has marked, and long runs that both have folded. */
export function Differences({ parts, isUnfolded, onUnfold }: DifferencesProps): JSX.Element {
  return (
    <div class="text plain differences" dir="auto">
      {parts.map(({ text, same }, place) => {
        if (same === null) return <mark key={place}>{text}</mark>;
        const folded = isUnfolded(same)
          ? null
          : foldedPart(text, place === 0, place === parts.length - 1);
        if (folded === null) return text;
        return (
          <>
            {folded.head}
            <button
              type="button"
              class="alike"
              onClick={(event) => {
                // The card around it would be picked, and the button goes: its text has the focus then.
                event.stopPropagation();
                event.currentTarget.closest<HTMLElement>('[tabindex]')?.focus();
                onUnfold(same);
              }}
            >
              {`\u2026 ${count(folded.words)} words alike \u2026`}
            </button>
            {folded.tail}
          </>
        );
      })}
    </div>
  );
}
