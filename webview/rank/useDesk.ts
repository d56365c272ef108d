import { useState } from 'preact/hooks';
import type { HostView } from '../components/useHostState.ts';
import type { RankItem, RankState, Strength } from '../../src/shared/protocol.ts';
import type { RankCommand } from './rankCommand.ts';
import type { Reading } from './reading.ts';
import type { Ahead } from './useAhead.ts';
import type { Pending } from './strengthPending.ts';
import type { Part } from './usePart.ts';
import type { Find } from './useFind.ts';
import type { StrengthDesk } from './useStrength.ts';
import { nextDimension } from './nextDimension.ts';
import { usePicks, type Ranking } from './usePicks.ts';
import { useVerdicts } from './useVerdicts.ts';
import type { SentAnswer } from '../components/useAnswering.ts';
import { strengthWords, verdictLabel, type Verdict } from '../components/verdictLabel.ts';

interface DeskInput {
  readonly ahead: Ahead;
  readonly call: HostView<RankState>['call'];
  readonly reading: Reading;
  readonly onReading: (change: Partial<Reading>) => void;
  readonly find: Pick<Find, 'show' | 'close'>;
  readonly onJump: () => void;
  /** The field for the reason. */
  readonly reason: Part;
}

/** What the ranking page knows beside the host's state, and what its commands do. */
export interface Desk {
  readonly sent: SentAnswer | null;
  /** The item of the last verdict that left the page; null before the first. */
  readonly sentKey: string | null;
  readonly armed: boolean;
  readonly keysOpen: boolean;
  readonly closeKeys: () => void;
  /** Keeps the reason given, and saves what waited for it. */
  readonly giveReason: (rationale: string) => void;
  /** The ranking in the making, of three or more. */
  readonly ranking: Ranking;
  /** How much better was said, of a pair with a winner. */
  readonly strength: Strength | null;
  /** A pair's winner that waits to be said again or saved: 'Response 2 slightly better'. */
  readonly waiting: string | null;
  /** What a screen reader is told of the verdict in the making; null when there is nothing. */
  readonly told: string | null;
  /** How often each card has been chosen. */
  readonly flashes: readonly number[];
  readonly verdictOf: (card: number) => string | null;
  readonly isBest: (card: number) => boolean;
  /** `at` is the event's timestamp in ms. */
  readonly run: (command: RankCommand, at: number) => void;
}

/** The ranking page's own state: picks, what was sent, the keys overlay. */
export function useDesk(input: DeskInput): Desk {
  const { call, find, ahead } = input;
  const { state } = ahead;
  const { item } = state;
  const key = item?.key ?? null;
  const verdicts = useVerdicts(ahead, call, input.reason.open);
  const { sent, sentKey, growing, armed, flashes } = verdicts;
  const ranking = usePicks(key, item?.shown.length ?? 0, item?.places ?? null);
  const [keysOpen, setKeysOpen] = useState(false);

  const open = sent === null || sent.stage === 'notSaved';
  // Places being picked stand in for those of a verdict that was not saved.
  const said = open && ranking.started ? null : (sent ?? verdictIn(item));
  const judged = growing.pending === null ? said : { ...growing.pending, bothBad: false };
  const onPage = pageActions(input, () => setKeysOpen(!keysOpen));
  const waiting = growing.pending && waitingWords(growing.pending);
  const run = (command: RankCommand, at: number): void => {
    if (command.kind === 'closeFind' && growing.drop()) return;
    if (isPageCommand(command)) return onPage[command.kind]();
    // What is being saved has to land before anything else moves the page.
    if (ahead.leading || sent?.stage === 'saving') return;
    if (endsWaiting(command, growing)) return;
    switch (command.kind) {
      case 'verdict':
        verdicts.say(command, at);
        return;
      case 'pick':
      case 'tieNext':
      case 'shift':
      case 'put':
        if (open) ranking.change(command);
        return;
      case 'clearRanking':
        if (open && ranking.started) ranking.clear();
        else find.close();
        return;
      case 'flag':
        if (item !== null) void call('rank/note', { key: item.key, flagged: !item.flagged });
        return;
      case 'saveRanking':
        if (ranking.places !== null) verdicts.say(asVerdict(ranking.places), at);
        return;
      default:
        askHost(command, key, input);
    }
  };

  return {
    ...{ sent, sentKey, armed, flashes },
    keysOpen,
    closeKeys: () => setKeysOpen(false),
    giveReason: (rationale) => {
      if (key !== null) void call('rank/note', { key, rationale });
      input.reason.close();
      growing.flush();
    },
    ranking,
    strength: judged?.strength ?? null,
    waiting,
    told: state.notice === null ? (waiting ?? ranking.told) : null,
    ...labels(judged, ranking),
    run,
  };
}

/** What commands do that change nothing but what this page shows. */
function pageActions(
  input: DeskInput,
  toggleKeys: () => void,
): Readonly<Record<PageCommand['kind'], () => void>> {
  const { find, ahead, reason, reading, onReading } = input;
  return {
    togglePlain: () => onReading({ plain: !reading.plain }),
    toggleDifferences: () => onReading({ differences: !reading.differences }),
    toggleTogether: () => onReading({ together: !reading.together }),
    toggleKeys,
    find: find.show,
    closeFind: find.close,
    jump: input.onJump,
    rationale: () => {
      if (ahead.state.item !== null) reason.show();
    },
  };
}

function asVerdict(places: readonly number[]): Extract<RankCommand, { kind: 'verdict' }> {
  return { kind: 'verdict', places, bothBad: false };
}

/** What stands on each card: its verdict, or its place in a ranking that is being made. */
function labels(verdict: Verdict | null, ranking: Ranking): Pick<Desk, 'verdictOf' | 'isBest'> {
  if (verdict === null) {
    return {
      verdictOf: ranking.labelOf,
      isBest: (card) => ranking.tiers[0]?.includes(card) === true,
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
  return { places: item.places, bothBad: item.bothBad, strength: item.strength };
}

/**
 * What becomes of a winner that waits when another command comes: U takes it back, all others save
 * it and do no more, as while any verdict is saved. False when nothing waits, or goes on to.
 */
function endsWaiting(command: RankCommand, growing: StrengthDesk): boolean {
  if (command.kind === 'verdict' || command.kind === 'flag') return false;
  return command.kind === 'undo' ? growing.drop() : growing.flush();
}

function waitingWords({ places, strength }: Pending): string {
  return `Response ${places.indexOf(0) + 1} ${strengthWords[strength]}`;
}

const pageCommands = [
  'togglePlain',
  'toggleDifferences',
  'toggleTogether',
  'toggleKeys',
  'find',
  'closeFind',
  'jump',
  'rationale',
] as const;

type PageCommand = Extract<RankCommand, { kind: (typeof pageCommands)[number] }>;

/** Whether a command changes nothing but what this page shows. */
function isPageCommand(command: RankCommand): command is PageCommand {
  return pageCommands.some((kind) => kind === command.kind);
}

type HostCommand = Extract<
  RankCommand,
  { kind: 'skip' | 'undo' | 'move' | 'inspect' | 'dimension' | 'stepLabel' | 'stepMove' }
>;

function askHost(command: HostCommand, key: string | null, { ahead, call }: DeskInput): void {
  switch (command.kind) {
    case 'skip':
      if (key !== null) ahead.leave(key, call('rank/skip', { key }));
      return;
    case 'inspect':
      if (key !== null) void call('rank/inspect', { key });
      return;
    case 'dimension': {
      const dimension = command.name ?? nextDimension(ahead.state.item?.dimension ?? null);
      if (key !== null && dimension !== null) void call('rank/dimension', { key, dimension });
      return;
    }
    case 'undo':
      if (ahead.state.canUndo) void call('rank/undo', {});
      return;
    case 'move':
      void call('rank/move', { step: command.step });
      return;
    case 'stepLabel':
    case 'stepMove':
      // Only an item with steps has these, and there they are taken before.
      return;
  }
}
