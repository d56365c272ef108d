import { useState } from 'preact/hooks';
import {
  allTiers,
  isStarted,
  movePick,
  nothingPicked,
  picksAt,
  pickLabel,
  placesOf,
  putPick,
  togglePick,
  toggleTie,
  type Picks,
} from '../components/picks.ts';
import type { RankCommand } from './rankCommand.ts';

/** The commands that make a ranking. */
export type PickCommand = Extract<RankCommand, { kind: 'pick' | 'tieNext' | 'shift' | 'put' }>;

/** A ranking in the making. */
export interface Ranking {
  readonly started: boolean;
  /** Cards by place, best first. */
  readonly tiers: Picks['tiers'];
  /** Places in shown order, once every card has one. */
  readonly places: readonly number[] | null;
  readonly labelOf: (card: number) => string | null;
  /** The last change in words, for a screen reader; null before the first. */
  readonly told: string | null;
  readonly change: (command: PickCommand) => void;
  readonly clear: () => void;
}

interface Kept {
  readonly key: string | null;
  readonly picks: Picks;
  readonly told: string | null;
}

const nothing: Kept = { key: null, picks: nothingPicked, told: null };

/**
 * The ranking of the item `key` with `count` cards; another item starts anew. Of an item that was
 * judged, its places are shown and moved until a card is picked.
 */
export function usePicks(
  key: string | null,
  count: number,
  judged: readonly number[] | null,
): Ranking {
  const [kept, setKept] = useState(nothing);
  const now = kept.key === key ? kept : nothing;
  const { picks } = now;
  const base = judged === null ? nothingPicked : picksAt(judged);
  const shown = isStarted(picks) ? picks : base;
  return {
    started: isStarted(picks),
    tiers: allTiers(shown, count),
    places: placesOf(picks, count),
    labelOf: (card) => pickLabel(shown, card, count),
    told: now.told,
    change: (command) => {
      // Keys can come faster than the page is drawn.
      setKept((before) => {
        const made = before.key === key ? before.picks : nothingPicked;
        const moves = command.kind === 'shift' || command.kind === 'put';
        const next = changed(moves && !isStarted(made) ? base : made, command, count);
        return { key, picks: next, told: words(next, command, count) };
      });
    },
    clear: () => {
      setKept({
        ...nothing,
        key,
        told: judged === null ? 'No response has a place.' : 'As it was judged.',
      });
    },
  };
}

function changed(picks: Picks, command: PickCommand, count: number): Picks {
  switch (command.kind) {
    case 'pick':
      return togglePick(picks, command.card, count);
    case 'tieNext':
      return toggleTie(picks);
    case 'shift':
      return movePick(picks, command.card, command.step, count);
    case 'put':
      return putPick(picks, command.card, command.target, count);
  }
}

function words(picks: Picks, command: PickCommand, count: number): string | null {
  if (command.kind !== 'tieNext') {
    const label = pickLabel(picks, command.card, count);
    return `Response ${command.card + 1}: ${label?.replace('=', 'tied ') ?? 'no place'}`;
  }
  if (!isStarted(picks)) return 'Nothing to tie with: no response has a place.';
  return picks.tying ? 'The next one shares the last place.' : 'The next one has its own place.';
}
