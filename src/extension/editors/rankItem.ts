import type { Note } from './itemNotes.ts';
import type { RankAnswer, RankItem, ShownText } from '../../shared/protocol.ts';
import type { DatasetItem, JudgementInput } from '../../shared/reports.ts';
import { placesToRanking, rankingToPlaces } from './placesToRanking.ts';

/** The flag of a tie between responses that are both bad. */
export const BOTH_BAD = 'bothBad';

/** What a person notes of an item, and whether they may see who wrote its responses. */
export interface ItemView extends Note {
  readonly named: boolean;
}

/** An item as the page draws it; `key` is what answers to it carry. */
export function rankItem(key: string, item: DatasetItem, view: ItemView): RankItem {
  const { position: index, index: row, line, file, prompt, judgement } = item;
  const { named, ...note } = view;
  const shown = shownTexts(item, named);
  const ids = item.shown.map((response) => response.id);
  const places = judgement === null ? null : rankingToPlaces(ids, judgement.ranking);
  const bothBad = judgement?.flags?.includes(BOTH_BAD) ?? false;
  const place = { index, row, line, ...(file === undefined ? {} : { file }) };
  const strength = judgement?.strength ?? null;
  return { key, ...place, prompt, shown, places, bothBad, strength, ...note };
}

/** The responses of an item for a page: what they say, and who wrote them only if `named`. */
export function shownTexts({ shown }: DatasetItem, named: boolean): readonly ShownText[] {
  return shown.map(({ content, model }) =>
    named && model !== undefined ? { content, model } : { content },
  );
}

/** What a person's answer says of an item. */
export function judgementOf(item: DatasetItem, answer: RankAnswer): JudgementInput {
  const shown = item.shown.map((response) => response.id);
  return {
    ranking: placesToRanking(shown, answer.places),
    shown,
    durationMs: Math.max(0, Math.round(answer.durationMs)),
    // A tie has no strength, whatever a page sends.
    ...(answer.strength === undefined || !hasWinner(answer.places)
      ? {}
      : { strength: answer.strength }),
    ...(answer.bothBad === true ? { flags: [BOTH_BAD] } : {}),
  };
}

/** Whether one of two responses is better: only then there is something to be stronger or weaker. */
function hasWinner(places: readonly number[]): boolean {
  return places.length === 2 && places[0] !== places[1];
}
