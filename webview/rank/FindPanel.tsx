import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../components/Button.tsx';
import { ErrorBar } from '../components/ErrorBar.tsx';
import { findCount } from './findCount.ts';
import { MatchList } from './MatchList.tsx';
import type { Find } from './useFind.ts';

interface FindPanelProps {
  readonly find: Find;
  /** The row on the screen, 0-based; null when there is none. */
  readonly row: number | null;
}

/** The field to search the dataset, and what was found: the matches stay while items are judged. */
export function FindPanel({ find, row }: FindPanelProps): JSX.Element {
  const panel = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (find.asked === 0) return;
    field.current?.focus();
    field.current?.select();
  }, [find.asked]);
  const { found, text } = find;
  const error = found?.error ?? null;
  /** Gives the focus to a match, where the keys that judge work as well; -1 is the field. */
  const focusMatch = (at: number): void => {
    const rows = panel.current?.querySelectorAll<HTMLElement>('.match');
    if (at < 0) field.current?.focus();
    else rows?.[Math.min(at, rows.length - 1)]?.focus();
  };
  // The match that Enter opened has the focus, so that it can be judged at once.
  useLayoutEffect(() => {
    if (find.opened >= 0 && document.activeElement === field.current) focusMatch(find.opened);
  }, [find.opened]);
  return (
    <div
      class="find"
      role="search"
      ref={panel}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        find.close();
      }}
    >
      <div class="find-bar">
        <FindField find={find} field={field} onDown={() => focusMatch(Math.max(0, find.opened))} />
        <FindCount find={find} />
        <Button
          weight="quiet"
          keyCap="Esc"
          shortcut="Escape"
          label="close the search"
          onClick={find.close}
        >
          close
        </Button>
      </div>
      {error === null ? null : <ErrorBar error={error} onRetry={find.again} />}
      {found === null || found.matches.length === 0 ? null : (
        <MatchList
          text={text}
          matches={found.matches}
          row={row}
          tabStop={Math.max(0, find.opened)}
          onOpen={find.openMatch}
          onFocus={focusMatch}
        />
      )}
    </div>
  );
}

function FindField(props: {
  readonly find: Find;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Asks for the focus on the matches. */
  readonly onDown: () => void;
}): JSX.Element {
  const { find } = props;
  return (
    <input
      class="field find-field"
      ref={props.field}
      type="text"
      value={find.text}
      aria-label="Find in the dataset"
      placeholder="Find in prompts, responses and ids"
      autocomplete="off"
      spellcheck={false}
      onInput={(event) => {
        find.type(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.isComposing || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        if (event.key === 'Enter') find.enter();
        else props.onDown();
      }}
    />
  );
}

/** How many were found; a screen reader is told only how it ended. */
function FindCount({ find }: { readonly find: Find }): JSX.Element {
  const { text, found } = find;
  const counted = findCount(text, found);
  return (
    <>
      <p class="find-count" aria-hidden="true">
        {counted}
      </p>
      <p class="unseen" role="status">
        {found?.done === true ? counted : ''}
      </p>
    </>
  );
}
