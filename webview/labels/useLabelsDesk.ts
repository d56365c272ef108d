import { useCallback, useState } from 'preact/hooks';
import {
  isStarted,
  nothingPicked,
  pickLabel,
  placeOf,
  placesOf,
  togglePick,
  toggleTie,
  type Picks,
} from '../components/picks.ts';
import { useAnswering } from '../components/useAnswering.ts';
import type { HostView } from '../components/useHostState.ts';
import { verdictLabel } from '../components/verdictLabel.ts';
import type { LabelsState } from '../../src/shared/labels.ts';
import type { RankAnswer } from '../../src/shared/protocol.ts';
import type { LabelsCommand } from './labelsCommand.ts';

interface LabelsDeskInput {
  readonly state: Extract<LabelsState, { kind: 'ready' }>;
  readonly call: HostView<LabelsState>['call'];
  readonly plain: boolean;
  readonly onPlain: (plain: boolean) => void;
}

/** What the labels page knows beside the host's state, and what its commands do. */
export interface LabelsDesk {
  /** Whether a decision would be taken now. */
  readonly armed: boolean;
  /** The places picked, in shown order, when every response has one. */
  readonly ranking: readonly number[] | null;
  readonly picked: boolean;
  /** What stands on a card: what was decided, or its place in a ranking that is being made. */
  readonly verdictOf: (card: number) => string | null;
  readonly isBest: (card: number) => boolean;
  /** `at` is the event's timestamp in ms. */
  readonly run: (command: LabelsCommand, at: number) => void;
}

const noPicks = { key: null, picks: nothingPicked };

/** The labels page's own state: the ranking in the making, and what was sent. */
export function useLabelsDesk({ state, call, plain, onPlain }: LabelsDeskInput): LabelsDesk {
  const { item } = state;
  const key = item?.key ?? null;
  const count = item?.shown.length ?? 0;
  const send = useCallback((answer: RankAnswer) => call('labels/decide', answer), [call]);
  const answering = useAnswering({ key, saveFailed: state.saved?.kind === 'failed', send });
  const [picking, setPicking] = useState<{ key: string | null; picks: Picks }>(noPicks);
  const picks = picking.key === key ? picking.picks : nothingPicked;
  const ranking = placesOf(picks, count);
  const { sent } = answering;
  const open = sent === null || sent.stage === 'notSaved';

  const step = (by: 1 | -1): void => {
    const listed = state.conflicts.findIndex((one) => one.key === item?.conflict.key);
    const next = state.conflicts[listed + by];
    if (next !== undefined) void call('labels/select', { key: next.key });
  };
  const run = (command: LabelsCommand, at: number): void => {
    // What is being saved has to land before anything else moves the page.
    if (sent?.stage === 'saving' && command.kind !== 'togglePlain') return;
    switch (command.kind) {
      case 'verdict':
        answering.answer(command.places, command.bothBad, at);
        return;
      case 'pick':
        if (open) setPicking({ key, picks: togglePick(picks, command.card, count) });
        return;
      case 'tieNext':
        if (open) setPicking({ key, picks: toggleTie(picks) });
        return;
      case 'clearRanking':
        if (open) setPicking(noPicks);
        return;
      case 'saveRanking':
        if (ranking !== null) answering.answer(ranking, false, at);
        return;
      case 'step':
        step(command.step);
        return;
      case 'undo':
        if (state.canUndo) void call('labels/undo', {});
        return;
      case 'togglePlain':
        onPlain(!plain);
    }
  };

  const decided = item === null || item.conflict.decidedBy === null ? null : item.conflict.agreed;
  const places = (open ? null : sent.places) ?? ranking ?? (isStarted(picks) ? null : decided);
  return {
    armed: answering.armed,
    ranking,
    picked: isStarted(picks),
    ...marks(places, open ? false : sent.bothBad, picks, count),
    run,
  };
}

function marks(
  places: readonly number[] | null,
  bothBad: boolean,
  picks: Picks,
  count: number,
): Pick<LabelsDesk, 'verdictOf' | 'isBest'> {
  if (places !== null) {
    return {
      verdictOf: (card) => verdictLabel({ places, bothBad }, card),
      isBest: (card) => places[card] === 0 && places.some((place) => place > 0),
    };
  }
  return {
    verdictOf: (card) => pickLabel(picks, card, count),
    isBest: (card) => placeOf(picks, card, count) === 0,
  };
}
