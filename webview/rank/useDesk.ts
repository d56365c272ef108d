import { useCallback, useState } from 'preact/hooks';
import type { HostView } from '../components/useHostState.ts';
import type { RankAnswer, RankItem, RankState } from '../../src/shared/protocol.ts';
import { ordinal } from '../components/numbers.ts';
import { placeOf, placesOf, togglePick, type Picks } from '../components/picks.ts';
import type { RankCommand } from './rankCommand.ts';
import type { Find } from './useFind.ts';
import { useAnswering, type SentAnswer } from '../components/useAnswering.ts';
import { verdictLabel, type Verdict } from '../components/verdictLabel.ts';

interface DeskInput {
  readonly state: Extract<RankState, { kind: 'ready' }>;
  readonly call: HostView<RankState>['call'];
  readonly plain: boolean;
  readonly onPlain: (plain: boolean) => void;
  readonly find: Pick<Find, 'show' | 'close'>;
  readonly onJump: () => void;
}

/** What the ranking page knows beside the host's state, and what its commands do. */
export interface Desk {
  readonly sent: SentAnswer | null;
  readonly armed: boolean;
  readonly keysOpen: boolean;
  readonly closeKeys: () => void;
  /** The places picked, in shown order, when every response has one. */
  readonly ranking: readonly number[] | null;
  readonly picked: boolean;
  /** How often each card has been chosen. */
  readonly flashes: readonly number[];
  readonly verdictOf: (card: number) => string | null;
  readonly isBest: (card: number) => boolean;
  /** `at` is the event's timestamp in ms. */
  readonly run: (command: RankCommand, at: number) => void;
}

/** The ranking page's own state: picks, what was sent, the keys overlay. */
export function useDesk(input: DeskInput): Desk {
  const { state, call, find } = input;
  const item = state.item;
  const key = item?.key ?? null;
  const count = item?.shown.length ?? 0;
  const send = useCallback((answer: RankAnswer) => call('rank/answer', answer), [call]);
  const answering = useAnswering({ key, saveFailed: state.saved?.kind === 'failed', send });
  const [picking, setPicking] = useState<{ key: string | null; picks: Picks }>(noPicks);
  const [flashes, setFlashes] = useState<readonly number[]>([]);
  const [keysOpen, setKeysOpen] = useState(false);

  const picks = picking.key === key ? picking.picks : [];
  const ranking = picks.length > 0 ? placesOf(picks, count) : null;
  const { sent } = answering;
  const open = sent === null || sent.stage === 'notSaved';
  // Places being picked stand in for those of a verdict that was not saved.
  const judged = open && picks.length > 0 ? null : (sent ?? verdictIn(item));

  const answer = (places: readonly number[], bothBad: boolean, at: number): void => {
    if (!answering.answer(places, bothBad, at)) return;
    setFlashes(places.map((place, card) => (flashes[card] ?? 0) + (place === 0 ? 1 : 0)));
  };
  const onPage: Readonly<Record<PageCommand['kind'], () => void>> = {
    togglePlain: () => input.onPlain(!input.plain),
    toggleKeys: () => setKeysOpen(!keysOpen),
    find: find.show,
    closeFind: find.close,
    jump: input.onJump,
  };
  const run = (command: RankCommand, at: number): void => {
    if (isPageCommand(command)) return onPage[command.kind]();
    // What is being saved has to land before anything else moves the page.
    if (sent?.stage === 'saving') return;
    switch (command.kind) {
      case 'verdict':
        answer(command.places, command.bothBad, at);
        return;
      case 'pick':
        if (open) setPicking({ key, picks: togglePick(picks, command.card, count) });
        return;
      case 'clearRanking':
        if (open && picks.length > 0) setPicking(noPicks);
        else find.close();
        return;
      case 'saveRanking':
        if (ranking !== null) answer(ranking, false, at);
        return;
      default:
        askHost(command, key, state.canUndo, call);
    }
  };

  return {
    sent,
    armed: answering.armed,
    keysOpen,
    closeKeys: () => setKeysOpen(false),
    ranking,
    picked: picks.length > 0,
    flashes,
    ...verdicts(judged ?? (ranking && { places: ranking, bothBad: false }), picks, count),
    run,
  };
}

/** What stands on each card: its verdict, or its place in a ranking that is being made. */
function verdicts(
  verdict: Verdict | null,
  picks: Picks,
  count: number,
): Pick<Desk, 'verdictOf' | 'isBest'> {
  if (verdict === null) {
    return {
      verdictOf: (card) => {
        const place = picks.length > 0 ? placeOf(picks, card, count) : null;
        return place === null ? null : ordinal(place + 1);
      },
      isBest: (card) => picks[0] === card,
    };
  }
  const { places } = verdict;
  return {
    verdictOf: (card) => verdictLabel(verdict, card),
    isBest: (card) => places[card] === 0 && places.some((place) => place > 0),
  };
}

function verdictIn(item: RankItem | null): Verdict | null {
  if (item === null || item.places === null) return null;
  return { places: item.places, bothBad: item.bothBad };
}

const noPicks = { key: null, picks: [] };

type PageCommand = Extract<
  RankCommand,
  { kind: 'togglePlain' | 'toggleKeys' | 'find' | 'closeFind' | 'jump' }
>;

/** Whether a command changes nothing but what this page shows. */
function isPageCommand(command: RankCommand): command is PageCommand {
  return ['togglePlain', 'toggleKeys', 'find', 'closeFind', 'jump'].includes(command.kind);
}

type HostCommand = Extract<RankCommand, { kind: 'skip' | 'undo' | 'move' | 'inspect' }>;

function askHost(
  command: HostCommand,
  key: string | null,
  canUndo: boolean,
  call: DeskInput['call'],
): void {
  switch (command.kind) {
    case 'skip':
      if (key !== null) void call('rank/skip', { key });
      return;
    case 'inspect':
      if (key !== null) void call('rank/inspect', { key });
      return;
    case 'undo':
      if (canUndo) void call('rank/undo', {});
      return;
    case 'move':
      void call('rank/move', { step: command.step });
  }
}
