import type { JSX } from 'preact';
import type { ShownText } from '../../src/shared/protocol.ts';
import { ResponseCard } from './ResponseCard.tsx';

interface ResponsesProps {
  readonly shown: readonly ShownText[];
  readonly itemKey: string;
  readonly plain: boolean;
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
  return (
    <ol role="list" class={`responses${ranking ? ' ranking' : ''}`} aria-label="Responses">
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
          {...(ranking ? { enterPicks, onPick: () => onPick(card) } : {})}
        />
      ))}
    </ol>
  );
}
