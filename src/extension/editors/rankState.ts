import type { ErrorView, RankState } from '../../shared/protocol.ts';
import type { DatasetItem, DatasetSummary } from '../../shared/reports.ts';
import type { Note } from './itemNotes.ts';
import { rankItem } from './rankItem.ts';

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
  /** What is noted of the item shown. */
  readonly note: Note | null;
}

/** What the page draws of what a session knows. */
export function rankState(name: string, parts: SessionParts): RankState {
  const { error, summary, shown, note, ...said } = parts;
  if (error !== null) return { kind: 'error', name, error };
  if (summary === null) return { kind: 'loading', name };
  const { format, total, labelled, problemCount, problems } = summary;
  const reading = summary.complete ? null : summary.scanned;
  const item = shown === null || note === null ? null : rankItem(shown.key, shown.item, note);
  const counts = { total, labelled, reading, problemCount, problems };
  return { kind: 'ready', name, format, ...counts, item, ...said };
}
