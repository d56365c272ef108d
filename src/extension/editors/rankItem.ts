import type { Note } from './itemNotes.ts';
import type { RankAnswer, RankItem, ShownText } from '../../shared/protocol.ts';
import type { DatasetItem, JudgementInput } from '../../shared/reports.ts';
import { placesToRanking, rankingToPlaces } from './placesToRanking.ts';

/** The flag of a tie between responses that are both bad. */
export const BOTH_BAD = 'bothBad';

/** What a person notes of an item, and whether they may see who wrote its responses and where it is. */
export interface ItemView extends Note {
  readonly named: boolean;
  readonly placed: boolean;
}

/** An item as the page draws it; `key` is what answers to it carry. */
export function rankItem(
  key: string,
  item: DatasetItem,
  view: ItemView,
  dimensions: readonly string[],
): RankItem {
  const { prompt, judgement } = item;
  const { named, placed, ...note } = view;
  const shown = shownTexts(item, named);
  const ids = item.shown.map((response) => response.id);
  const places = judgement === null ? null : rankingToPlaces(ids, judgement.ranking);
  const bothBad = judgement?.flags?.includes(BOTH_BAD) ?? false;
  const place = placed ? placeOf(item) : { index: null, row: null, line: null };
  const strength = judgement?.strength ?? null;
  const dimension =
    item.asked === undefined ? null : { name: item.asked.dimension, all: dimensions };
  const steps = stepsOf(item);
  return { key, ...place, prompt, shown, steps, places, bothBad, strength, ...note, dimension };
}

function placeOf({
  position: index,
  index: row,
  line,
  file,
}: DatasetItem): Pick<RankItem, 'index' | 'row' | 'line' | 'file'> {
  return { index, row, line, ...(file === undefined ? {} : { file }) };
}

/** The steps of an item with the labels they were given, else those they came with. */
function stepsOf({ steps, judgement }: DatasetItem): RankItem['steps'] {
  const labels = judgement?.steps;
  if (steps === undefined) return null;
  return labels?.length === steps.length
    ? steps.map(({ content }, at) => ({ content, label: labels[at] ?? null }))
    : steps;
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
    ranking: item.steps === undefined ? placesToRanking(shown, answer.places) : [],
    shown,
    durationMs: Math.max(0, Math.round(answer.durationMs)),
    ...(item.repeatOf === undefined ? {} : { repeatOf: item.repeatOf }),
    ...(item.asked === undefined ? {} : { dimension: item.asked.dimension }),
    // A tie has no strength, whatever a page sends.
    ...(answer.strength === undefined || !hasWinner(answer.places)
      ? {}
      : { strength: answer.strength }),
    ...(item.steps === undefined || answer.steps === undefined ? {} : { steps: answer.steps }),
    ...(answer.bothBad === true ? { flags: [BOTH_BAD] } : {}),
  };
}

/** Whether one of two responses is better: only then there is something to be stronger or weaker. */
function hasWinner(places: readonly number[]): boolean {
  return places.length === 2 && places[0] !== places[1];
}
