import { ordinal } from './numbers.ts';

/**
 * A ranking in the making: cards by the place they were given. The last card takes the place that
 * remains by itself, so at most one less than all are picked.
 */
export interface Picks {
  /** Best first; cards of one tier share a place. No tier is empty. */
  readonly tiers: readonly (readonly number[])[];
  /** Whether the next card shares the place of the last. */
  readonly tying: boolean;
}

/** Where a card is put: to those of a tier, or in a place of its own before that tier. */
export interface PlaceTarget {
  readonly tier: number;
  readonly own: boolean;
}

/** A ranking that nothing was said of. */
export const nothingPicked: Picks = { tiers: [], tying: false };

/** The picks that give these places in shown order, equal ones shared. */
export function picksAt(places: readonly number[]): Picks {
  const levels = [...new Set(places)].sort((a, b) => a - b);
  const tiers = levels.map((level) => [...places.keys()].filter((card) => places[card] === level));
  return picksOf(tiers, places.length);
}

/** Whether anything was picked. */
export function isStarted(picks: Picks): boolean {
  return picks.tiers.length > 0;
}

/** Gives a card the next place, or takes back the one it was given. */
export function togglePick(picks: Picks, card: number, count: number): Picks {
  const { tiers, tying } = picks;
  if (tiers.some((tier) => tier.includes(card))) {
    return { tiers: without(tiers, card), tying: false };
  }
  // The one card left has its place already: whoever names all of them means no other.
  if (isComplete(picks, count)) return picks;
  return { tiers: followedBy(tiers, card, tying), tying: false };
}

/** Lets the next card share the place of the last one; said again, not. */
export function toggleTie(picks: Picks): Picks {
  return isStarted(picks) ? { ...picks, tying: !picks.tying } : picks;
}

/**
 * Moves a card one place up or down: out of a shared place into one of its own, else past the
 * neighbouring place. A card without a place gets the next one.
 */
export function movePick(picks: Picks, card: number, step: 1 | -1, count: number): Picks {
  const tiers = allTiers(picks, count);
  const at = tiers.findIndex((tier) => tier.includes(card));
  if (at < 0) return togglePick(picks, card, count);
  const alone = tiers[at]?.length === 1;
  const before = step === -1 ? (alone ? at - 1 : at) : alone ? at + 2 : at + 1;
  if (before < 0 || before > tiers.length) return picks;
  return putPick(picks, card, { tier: before, own: true }, count);
}

/** Puts a card where it was dropped. Tiers count as `allTiers` gives them. */
export function putPick(picks: Picks, card: number, target: PlaceTarget, count: number): Picks {
  const before = allTiers(picks, count);
  const { tier: at, own } = target;
  if (!own && before[at]?.includes(card) !== false) return picks;
  const rest = before.map((tier) => tier.filter((other) => other !== card));
  const tiers = own
    ? [...rest.slice(0, at), [card], ...rest.slice(at)]
    : rest.map((tier, index) => (index === at ? [...tier, card] : tier));
  return picksOf(
    tiers.filter((tier) => tier.length > 0),
    count,
  );
}

/** The tiers with the card in them that has its place by itself. */
export function allTiers(picks: Picks, count: number): Picks['tiers'] {
  const { tiers, tying } = picks;
  if (!isComplete(picks, count)) return tiers;
  const picked = new Set(tiers.flat());
  const left = Array.from({ length: count }, (_, card) => card).filter((card) => !picked.has(card));
  return left.reduce((all, card) => followedBy(all, card, tying), tiers);
}

/** The place of a card (0 best, the next 1, however many share one), or null while it has none. */
export function placeOf(picks: Picks, card: number, count: number): number | null {
  const place = allTiers(picks, count).findIndex((tier) => tier.includes(card));
  return place < 0 ? null : place;
}

/** The places of all cards in shown order, equal ones tie; null while one is missing. */
export function placesOf(picks: Picks, count: number): readonly number[] | null {
  if (!isComplete(picks, count)) return null;
  return Array.from({ length: count }, (_, card) => placeOf(picks, card, count) ?? 0);
}

/** What stands on a card: '1st', '=2nd' where it is shared or the next one will share it. */
export function pickLabel(picks: Picks, card: number, count: number): string | null {
  const tiers = allTiers(picks, count);
  const at = tiers.findIndex((tier) => tier.includes(card));
  if (at < 0) return null;
  const shared = (tiers[at]?.length ?? 0) > 1 || (picks.tying && at === tiers.length - 1);
  return (shared ? '=' : '') + ordinal(tiers.slice(0, at).flat().length + 1);
}

/** Whether every card has a place. */
function isComplete({ tiers }: Picks, count: number): boolean {
  return isStarted({ tiers, tying: false }) && tiers.flat().length >= count - 1;
}

/** Picks that give these places; of a whole ranking the last card has its place by itself. */
function picksOf(tiers: Picks['tiers'], count: number): Picks {
  const last = tiers.at(-1);
  if (last === undefined || tiers.flat().length < count) return { tiers, tying: false };
  const shared = last.length > 1;
  const rest = tiers.slice(0, -1);
  return { tiers: shared ? [...rest, last.slice(0, -1)] : rest, tying: shared };
}

function followedBy(tiers: Picks['tiers'], card: number, tied: boolean): Picks['tiers'] {
  const last = tiers.at(-1);
  return tied && last !== undefined ? [...tiers.slice(0, -1), [...last, card]] : [...tiers, [card]];
}

function without(tiers: Picks['tiers'], card: number): Picks['tiers'] {
  return tiers
    .map((tier) => tier.filter((other) => other !== card))
    .filter((tier) => tier.length > 0);
}
