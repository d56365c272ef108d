import type { CrowdVote } from './crowdVotes.ts';

/** A response is taken to have won and lost so many times against one of reward 0. */
export const SCORE_PRIOR = 0.5;

/** Votes of many records in columns, responses numbered through. */
export interface CrowdTables {
  readonly votes: number;
  /** Responses in all. */
  readonly items: number;
  /** The first response and the first vote of each record, and behind the last. */
  readonly firstItem: readonly number[];
  readonly firstVote: readonly number[];
  readonly winner: Int32Array;
  readonly loser: Int32Array;
  /** A place in `names`. */
  readonly annotator: Int32Array;
  readonly names: readonly string[];
  /** Votes of each annotator. */
  readonly given: readonly number[];
}

/**
 * Puts votes into columns; a record without votes has no responses. `pause` is awaited at every
 * record.
 */
export async function crowdTables(
  records: readonly (readonly CrowdVote[])[],
  pause: () => Promise<void>,
): Promise<CrowdTables> {
  const total = records.reduce((sum, votes) => sum + votes.length, 0);
  const places = new Map<string, number>();
  const given: number[] = [];
  const placeOf = (name: string): number => {
    const place = places.get(name) ?? places.size;
    places.set(name, place);
    given[place] = (given[place] ?? 0) + 1;
    return place;
  };
  const firstItem = [0];
  const firstVote = [0];
  const [winner, loser] = [new Int32Array(total), new Int32Array(total)];
  const annotator = new Int32Array(total);
  for (const votes of records) {
    await pause();
    const item = firstItem.at(-1) ?? 0;
    const vote = firstVote.at(-1) ?? 0;
    votes.forEach((each, at) => {
      winner[vote + at] = item + each.winner;
      loser[vote + at] = item + each.loser;
      annotator[vote + at] = placeOf(each.annotator);
    });
    firstVote.push(vote + votes.length);
    firstItem.push(item + votes.reduce((most, v) => Math.max(most, v.winner + 1, v.loser + 1), 0));
  }
  const items = firstItem.at(-1) ?? 0;
  const names = [...places.keys()];
  return { votes: total, items, firstItem, firstVote, winner, loser, annotator, names, given };
}
