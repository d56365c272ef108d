/**
 * A ranking in the making: cards in the order they were picked, best first. The last card takes
 * the last place by itself, so at most one less than all are picked.
 */
export type Picks = readonly number[];

/** Picks a card for the next place; picks it again to take it back. */
export function togglePick(picks: Picks, card: number, count: number): Picks {
  if (picks.includes(card)) return picks.filter((picked) => picked !== card);
  // The one card left has got its place by the last pick: taking it back takes that pick back.
  if (picks.length >= count - 1) return picks.slice(0, -1);
  return [...picks, card];
}

/** The place of a card (0 best), or null while it has none. */
export function placeOf(picks: Picks, card: number, count: number): number | null {
  const place = picks.indexOf(card);
  if (place >= 0) return place;
  return isComplete(picks, count) ? count - 1 : null;
}

/** Whether every card has a place. */
export function isComplete(picks: Picks, count: number): boolean {
  return picks.length >= count - 1;
}

/** The places of all cards in shown order; null while one is missing. */
export function placesOf(picks: Picks, count: number): readonly number[] | null {
  const places: number[] = [];
  for (let card = 0; card < count; card++) {
    const place = placeOf(picks, card, count);
    if (place === null) return null;
    places.push(place);
  }
  return places;
}
