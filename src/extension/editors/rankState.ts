import type { ErrorView, RankItem, RankState } from '../../shared/protocol.ts';
import type { DatasetItem, DatasetSummary } from '../../shared/reports.ts';
import { rankItem, type ItemView } from './rankItem.ts';

type Ready = Extract<RankState, { kind: 'ready' }>;

/** The item on the screen, with the key that answers to it carry. */
export interface ShownItem {
  readonly key: string;
  readonly item: DatasetItem;
}

/** What a ranking session knows. */
export interface SessionParts extends Pick<
  Ready,
  'canUndo' | 'asksStrength' | 'saved' | 'notice' | 'search'
> {
  readonly error: ErrorView | null;
  /** null before the dataset was read. */
  readonly summary: DatasetSummary | null;
  readonly shown: ShownItem | null;
  /** What comes next, as far as it is known. */
  readonly ahead: ShownItem | null;
  /** What items are judged in; none where 'overall' is all. */
  readonly dimensions: readonly string[];
  /** What the person noted and may see of an item. */
  readonly viewOf: (item: DatasetItem) => ItemView;
}

/** What the page draws of what a session knows. */
export function rankState(name: string, parts: SessionParts): RankState {
  const { error, summary, shown, ahead, viewOf, dimensions, ...said } = parts;
  if (error !== null) return { kind: 'error', name, error };
  if (summary === null) return { kind: 'loading', name };
  const { format, total, labelled, problemCount, problems } = summary;
  const reading = summary.complete ? null : summary.scanned;
  const drawn = (one: ShownItem | null): RankItem | null =>
    one === null ? null : rankItem(one.key, one.item, viewOf(one.item), dimensions);
  const items = { item: drawn(shown), ahead: drawn(ahead) };
  const counts = { total, labelled, reading, problemCount, problems };
  return { kind: 'ready', name, format, ...counts, ...items, ...said };
}
