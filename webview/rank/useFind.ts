import { useEffect, useRef, useState } from 'preact/hooks';
import type { HostView } from '../components/useHostState.ts';
import type { RankSearch, RankState } from '../../src/shared/protocol.ts';
import type { SearchMatch } from '../../src/shared/reports.ts';
import { usePart, type Part } from './usePart.ts';

/** How long typing must pause before the text is searched for, in milliseconds. */
const pauseMs = 150;

/** Finding a text in the dataset: the field and what was found. */
export interface Find extends Part {
  /** What stands in the field. */
  readonly text: string;
  /** What was found for this very text; null while nothing is known of it. */
  readonly found: RankSearch | null;
  /** Which of the matches was opened last; -1 for none. */
  readonly opened: number;
  readonly type: (text: string) => void;
  /** Searches at once, and opens the next match as soon as there is one. */
  readonly enter: () => void;
  readonly openMatch: (match: SearchMatch) => void;
  readonly again: () => void;
}

/** Finding: `search` is what the host has found so far. */
export function useFind(search: RankSearch | null, call: HostView<RankState>['call']): Find {
  const part = usePart(search !== null);
  const [text, setText] = useState(search?.text ?? '');
  const [openedRow, setOpenedRow] = useState(-1);
  const [entered, setEntered] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const found = search?.text === text ? search : null;
  const matches = found?.matches ?? [];
  const opened = matches.findIndex((match) => match.index === openedRow);
  const next = matches[opened + 1] ?? matches[0];

  const send = (wanted: string): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    void call('rank/search', { text: wanted });
  };
  const openMatch = (match: SearchMatch): void => {
    setOpenedRow(match.index);
    void call('rank/openMatch', { row: match.index });
  };
  useEffect(() => {
    if (!entered || found === null) return;
    if (next !== undefined) openMatch(next);
    if (next !== undefined || found.done) setEntered(false);
  });

  return {
    ...part,
    text,
    found,
    opened,
    show: () => {
      if (!part.open && text.trim() !== '') send(text);
      part.show();
    },
    close: () => {
      if (!part.open) return;
      part.close();
      setEntered(false);
      send('');
    },
    type: (typed) => {
      setText(typed);
      setOpenedRow(-1);
      setEntered(false);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        send(typed);
      }, pauseMs);
    },
    enter: () => {
      if (timer.current !== undefined) send(text);
      setEntered(text.trim() !== '');
    },
    openMatch,
    again: () => {
      send(text);
    },
  };
}
