import type { JSX } from 'preact';
import { count } from '../components/numbers.ts';
import type { SearchMatch } from '../../src/shared/reports.ts';
import { markedParts } from './markedParts.ts';

interface MatchListProps {
  readonly text: string;
  readonly matches: readonly SearchMatch[];
  /** The row on the screen, 0-based; null when there is none. */
  readonly row: number | null;
  /** Which match the Tab key comes to. */
  readonly tabStop: number;
  readonly onOpen: (match: SearchMatch) => void;
  /** Asks for the focus on a match; -1 is what stands above the list. */
  readonly onFocus: (at: number) => void;
}

/** What was found: the arrow keys go up and down, Enter or a click shows the item. */
export function MatchList(props: MatchListProps): JSX.Element {
  const { matches, onFocus } = props;
  const inFiles = matches.some(({ file }) => file !== undefined);
  const move = (event: KeyboardEvent, at: number): void => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: matches.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onFocus(to);
  };
  return (
    <ul class={`card matches${inFiles ? ' in-files' : ''}`} role="list" aria-label="Matches">
      {matches.map((match, at) => (
        <li key={match.index}>
          <button
            type="button"
            class="match"
            tabIndex={at === props.tabStop ? 0 : -1}
            {...(match.index === props.row ? { 'aria-current': 'true' } : {})}
            onClick={() => {
              props.onOpen(match);
            }}
            onKeyDown={(event) => {
              move(event, at);
            }}
          >
            <span class="match-place">{placeText(match)}</span>
            <span class="match-excerpt" dir="auto">
              {match.inId === true ? <span class="quiet-text">{'in its id \u00b7 '}</span> : null}
              {markedParts(match.excerpt, props.text).map((part, place) =>
                part.hit ? <mark key={place}>{part.text}</mark> : part.text,
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function placeText({ line, file }: SearchMatch): string {
  return file === undefined ? `line ${count(line)}` : `${file}, line ${count(line)}`;
}
