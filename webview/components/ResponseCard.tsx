import type { JSX, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Badge } from './Badge.tsx';
import { Differences } from './Differences.tsx';
import { longestMarkdown, Markdown } from './Markdown.tsx';
import type { Compared } from './useCompared.ts';
import { wordCountText } from './wordCount.ts';

interface ResponseCardProps {
  /** 0-based position on the screen. */
  readonly card: number;
  readonly content: string;
  /** Who wrote it; null where that is not known, or not to be seen yet. */
  readonly model: string | null;
  readonly itemKey: string;
  readonly plain: boolean;
  /** Compared with another response; null where it is not. */
  readonly compared: Compared | null;
  /** Whether a run alike, by its number, is shown whole however long it is. */
  readonly isUnfolded: (same: number) => boolean;
  readonly onUnfold: (same: number) => void;
  /** 'better', 'tie', '2nd', or nothing. */
  readonly verdict: string | null;
  readonly best: boolean;
  /** Counts the choices of this card; each new one flashes its border. */
  readonly flash: number;
  /** Given where responses are put in order: the card can be picked. */
  readonly onPick?: () => void;
  /** Enter saves a complete ranking instead of taking a card back. */
  readonly enterPicks?: boolean;
}

/** One response under its number. */
export function ResponseCard(props: ResponseCardProps): JSX.Element {
  const { card, onPick, verdict } = props;
  const frame = useFlash(props.flash);
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (body.current !== null) body.current.scrollTop = 0;
  }, [props.itemKey]);
  const words = useMemo(() => wordCountText(props.content), [props.content]);
  const title = `response-${card + 1}`;
  return (
    <li
      class={`card response${onPick === undefined ? '' : ' pickable'}${props.best ? ' best' : ''}`}
      ref={frame}
      aria-labelledby={title}
      {...(onPick === undefined ? {} : pickable(onPick, props.enterPicks ?? true))}
    >
      <header class="card-head">
        <h2 id={title}>
          <span class="unseen">Response </span>
          {card + 1}
          {verdict === null ? null : <span class="unseen">{`, ${verdict}`}</span>}
        </h2>
        {props.model === null ? null : (
          <span class="model-name" title={props.model}>
            <span class="unseen">written by </span>
            {props.model}
          </span>
        )}
        <span class="spacer" />
        <span class="verdict" aria-hidden="true">
          {verdict === null ? null : <Badge>{verdict}</Badge>}
        </span>
      </header>
      <div
        class="card-body"
        ref={body}
        role="group"
        aria-label={`Text of response ${card + 1}`}
        {...(onPick === undefined ? { tabIndex: 0 } : {})}
      >
        <Text {...props} />
      </div>
      <footer class="card-foot">
        {noteOf(props)}
        {words}
      </footer>
    </li>
  );
}

function Text(props: ResponseCardProps): JSX.Element {
  const { content, compared, plain } = props;
  if (content.trim() === '') return <p class="quiet-text">(empty response)</p>;
  if (compared === null) return <Markdown text={content} plain={plain} />;
  if (compared.parts === null) return <Markdown text={content} plain />;
  return (
    <Differences parts={compared.parts} isUnfolded={props.isUnfolded} onUnfold={props.onUnfold} />
  );
}

/** What is to be said of how the text is shown, before the number of words. */
function noteOf({ plain, content, compared }: ResponseCardProps): string {
  if (compared !== null) return compared.note === '' ? '' : `${compared.note} \u00b7 `;
  const isTooLong = !plain && content.length > longestMarkdown;
  return isTooLong ? 'plain text: too long for Markdown \u00b7 ' : '';
}

/** Picked by a click that selects no text, and by Enter or Space while the card has the focus. */
function pickable(onPick: () => void, enterPicks: boolean): JSX.IntrinsicElements['li'] {
  return {
    tabIndex: 0,
    'aria-keyshortcuts': 'Enter Space',
    onClick: () => {
      if (window.getSelection()?.isCollapsed !== false) onPick();
    },
    onKeyDown: (event: KeyboardEvent) => {
      const picks = event.key === ' ' || (event.key === 'Enter' && enterPicks);
      if (event.repeat || !picks) return;
      event.preventDefault();
      onPick();
    },
  };
}

/** Lights the border up for a moment whenever `flash` grows, unless motion is unwanted. */
function useFlash(flash: number): RefObject<HTMLLIElement | null> {
  const frame = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (flash === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const colour = getComputedStyle(document.body).getPropertyValue('--accent');
    const lit = { boxShadow: `inset 0 0 0 2px ${colour}` };
    frame.current?.animate([lit, lit, { boxShadow: 'inset 0 0 0 2px transparent' }], 300);
  }, [flash]);
  return frame;
}
