import { Fragment, type JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Desk } from './useDesk.ts';
import { useDrag } from './useDrag.ts';

interface RankOrderProps {
  /** How many responses there are. */
  readonly count: number;
  readonly desk: Desk;
}

/** The ranking as it stands, best first: cards to be dragged, or moved by the arrows up and down. */
export function RankOrder({ count, desk }: RankOrderProps): JSX.Element {
  const { tiers, labelOf } = desk.ranking;
  const root = useRef<HTMLDivElement>(null);
  const moved = useRef<number | null>(null);
  useLayoutEffect(() => {
    // What was moved stands in another place now: it keeps the focus.
    if (moved.current === null) return;
    root.current?.querySelector<HTMLElement>(`[data-card="${moved.current}"]`)?.focus();
    moved.current = null;
  }, [tiers]);
  useDrag(root, (card, target) => {
    desk.run({ kind: 'put', card, target }, performance.now());
  });
  const placed = new Set(tiers.flat());
  const open = Array.from({ length: count }, (_, card) => card).filter((card) => !placed.has(card));
  const chip = (card: number): JSX.Element => (
    <button
      key={card}
      type="button"
      class="chip"
      data-card={card}
      aria-keyshortcuts="ArrowUp ArrowDown"
      aria-label={`Response ${card + 1}, ${labelOf(card) ?? 'no place'}`}
      onKeyDown={(event) => {
        if (event.key.startsWith('Arrow')) moved.current = card;
        // A complete ranking is saved by Enter, wherever the focus is.
        if (event.key !== 'Enter' || event.repeat || desk.ranking.places === null) return;
        event.preventDefault();
        desk.run({ kind: 'saveRanking' }, event.timeStamp);
      }}
      onClick={() => {
        desk.run({ kind: 'pick', card }, performance.now());
      }}
    >
      {card + 1}
    </button>
  );
  return (
    <div class="order" role="group" aria-label="Order, best first" ref={root}>
      {tiers.map((tier, at) => (
        <Fragment key={at}>
          <span class="order-gap" data-tier={at} data-own="true" />
          <span class="order-tier" data-tier={at}>
            <span class="order-place">{labelOf(tier[0] ?? 0)}</span>
            {tier.map(chip)}
          </span>
        </Fragment>
      ))}
      <span class="order-gap order-end" data-tier={tiers.length} data-own="true" />
      {open.length === 0 ? null : (
        <span class="order-open">
          <span class="order-place">no place yet</span>
          {open.map(chip)}
        </span>
      )}
      <span class="order-help">drag, or {'\u2191 \u2193'} on the one with the focus</span>
    </div>
  );
}
