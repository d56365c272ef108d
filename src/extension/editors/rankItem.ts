import type { RankAnswer, RankItem } from '../../shared/protocol.ts';
import type { DatasetItem, JudgementInput } from '../../shared/reports.ts';
import { placesToRanking, rankingToPlaces } from './placesToRanking.ts';

/** The flag of a tie between responses that are both bad. */
export const BOTH_BAD = 'bothBad';

/** An item as the page draws it; `key` is what answers to it carry. */
export function rankItem(key: string, item: DatasetItem): RankItem {
  const { position: index, index: row, line, file, prompt, shown, judgement } = item;
  const ids = shown.map((response) => response.id);
  const places = judgement === null ? null : rankingToPlaces(ids, judgement.ranking);
  const bothBad = judgement?.flags?.includes(BOTH_BAD) ?? false;
  const place = { index, row, line, ...(file === undefined ? {} : { file }) };
  return { key, ...place, prompt, shown, places, bothBad };
}

/** What a person's answer says of an item. */
export function judgementOf(item: DatasetItem, answer: RankAnswer): JudgementInput {
  const shown = item.shown.map((response) => response.id);
  return {
    ranking: placesToRanking(shown, answer.places),
    shown,
    durationMs: Math.max(0, Math.round(answer.durationMs)),
    ...(answer.bothBad === true ? { flags: [BOTH_BAD] } : {}),
  };
}
