import type { JSX } from 'preact';
import type { ShownText } from '../../src/shared/protocol.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ResponseCard } from './ResponseCard.tsx';
import { useScrollTogether } from './useScrollTogether.ts';
import { useCompared } from './useCompared.ts';

interface ResponsesProps {
  readonly shown: readonly ShownText[];
  readonly itemKey: string;
  readonly plain: boolean;
  /** Whether the words in which responses differ are marked: of a pair in both, else from the first. */
  readonly differences?: boolean;
  /** Whether scrolling one response scrolls the others. */
  readonly together?: boolean;
  readonly verdictOf: (card: number) => string | null;
  readonly isBest: (card: number) => boolean;
  /** How often each card has been chosen. */
  readonly flashes?: readonly number[];
  /** Whether Enter gives the card that has the focus its place: not when it saves the ranking. */
  readonly enterPicks: boolean;
  /** Gives a card its place, where there are three or more. */
  readonly onPick: (card: number) => void;
}

/** The responses of an item side by side, each with what was said of it. */
export function Responses(props: ResponsesProps): JSX.Element {
  const { shown, itemKey, plain, verdictOf, isBest, flashes = [], enterPicks, onPick } = props;
  const ranking = shown.length > 2;
  const list = useRef<HTMLOListElement>(null);
  useScrollTogether(list, props.together ?? false);
  const compared = useCompared(shown, props.differences ?? false);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(nothing);
  useEffect(() => setUnfolded(nothing), [itemKey]);
  // Runs that two have in common are shown in both at once.
  const runOf = (card: number, same: number): string => `${ranking ? card : ''} ${same}`;
  return (
    <ol
      role="list"
      ref={list}
      class={`responses${ranking ? ' ranking' : ''}`}
      aria-label="Responses"
    >
      {shown.map((response, card) => (
        <ResponseCard
          key={card}
          card={card}
          content={response.content}
          model={response.model ?? null}
          itemKey={itemKey}
          plain={plain}
          verdict={verdictOf(card)}
          best={isBest(card)}
          flash={flashes[card] ?? 0}
          compared={compared[card] ?? null}
          isUnfolded={(same) => unfolded.has(runOf(card, same))}
          onUnfold={(same) => setUnfolded((now) => new Set([...now, runOf(card, same)]))}
          {...(ranking ? { enterPicks, onPick: () => onPick(card) } : {})}
        />
      ))}
    </ol>
  );
}

const nothing: ReadonlySet<string> = new Set();
