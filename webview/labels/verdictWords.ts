import type { LabelsVote } from '../../src/shared/labels.ts';

/** What was said of the responses, without who said it. */
type Said = Pick<LabelsVote, 'places' | 'bothBad' | 'strength'>;

const strengths = { 1: 'slightly ', 2: 'clearly ', 3: 'much ' } as const;
const namesShown = 3;

/** A verdict in words: '1 better', '2 much better', 'tie', 'both bad'; of three or more '2 > 1 = 3'. */
export function verdictWords({ places, bothBad, strength }: Said): string {
  if (places === null) return 'judged other responses';
  if (places.length !== 2) return orderWords(places);
  const [first = 0, second = 0] = places;
  if (first === second) return bothBad ? 'both bad' : 'tie';
  return `${first < second ? 1 : 2} ${strength === null ? '' : strengths[strength]}better`;
}

/** Places that were decided or that most agree on, in words. */
export function placesWords(places: readonly number[]): string {
  return verdictWords({ places, bothBad: false, strength: null });
}

/** 'ann, bob', or 'ann, bob, cleo and 4 more'. */
export function peopleWords(annotators: readonly string[]): string {
  const hidden = annotators.length - namesShown;
  if (hidden <= 1) return annotators.join(', ');
  return `${annotators.slice(0, namesShown).join(', ')} and ${hidden} more`;
}

/** Numbers of the responses from best to worst, '=' between those in one place. */
function orderWords(places: readonly number[]): string {
  const cards = places.map((place, index) => ({ place, number: index + 1 }));
  cards.sort((a, b) => a.place - b.place || a.number - b.number);
  return cards
    .map(({ place, number }, index) => {
      const before = cards[index - 1];
      if (before === undefined) return String(number);
      return `${before.place === place ? '=' : '>'} ${number}`;
    })
    .join(' ');
}
