import type { KeyPress } from '../components/keyPress.ts';
import type { RankKeyName } from '../../src/shared/rankKeys.ts';
import { asOwnKey, boundTo, pressBehind, type SeenPress } from './boundKeys.ts';
import type { RankCommand } from './rankCommand.ts';

/** Keeps the commands of key presses in the order of the presses, whoever answers them. */
export interface KeyOrder {
  /** Somebody pressed a key; what took the press already has `taken` set. True when it is a command. */
  pressed(press: KeyPress, taken: boolean, at: number): boolean;
  /** VS Code ran the command of a key. */
  ran(name: RankKeyName): void;
  end(): void;
}

interface KeyOrderParts {
  /** What a press means now; null when nothing. */
  readonly commandOf: (press: KeyPress) => RankCommand | null;
  readonly run: (command: RankCommand, at: number) => void;
  /** The time now in ms, as in the timestamps of events. */
  readonly now: () => number;
}

/** No more presses are remembered than somebody makes while VS Code answers one. */
const mostSeen = 32;

/** How long a command waits for VS Code to answer the presses before it, in ms. */
const longestWait = 500;

/** A command of a key that is not VS Code's, until the presses before it are answered. */
interface Waiting {
  readonly command: RankCommand;
  readonly at: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Keys that people can change come back from VS Code as commands, and are paired with the press they
 * came of; the others act at once. But two kinds wait for the presses before them: Ctrl+Z, which is
 * never VS Code's here because it must go on taking back what is typed into fields, and would undo
 * the wrong judgement; and labels of steps, which would be given to the wrong step.
 */
export function keyOrder({ commandOf, run, now }: KeyOrderParts): KeyOrder {
  let seen: readonly SeenPress[] = [];
  let waiting: readonly Waiting[] = [];
  /** Runs what waits, in its order, as long as this says so. */
  const runWaiting = (isDue: (one: Waiting) => boolean): void => {
    for (let [first] = waiting; first !== undefined && isDue(first); [first] = waiting) {
      clearTimeout(first.timer);
      waiting = waiting.slice(1);
      run(first.command, first.at);
    }
  };
  const isAnswered = (at: number): boolean =>
    seen.every((one) => one.name === null || one.at > at || now() - one.at > longestWait);
  const wait = (command: RankCommand, at: number): void => {
    const timer = setTimeout(() => runWaiting((one) => one.at <= at), longestWait);
    waiting = [...waiting, { command, at, timer }];
  };
  return {
    pressed: (press, taken, at) => {
      const command = taken ? null : commandOf(press);
      const name = boundTo(press);
      if (command !== null && name === null) {
        const waits = command.kind === 'undo' || command.kind === 'stepLabel';
        if (waits && (waiting.length > 0 || !isAnswered(at))) wait(command, at);
        else run(command, at);
      } else {
        // What took the key itself is for this page as if a text was typed.
        const kept: KeyPress = taken ? { ...press, focus: 'text' } : press;
        seen = [...seen.slice(1 - mostSeen), { press: kept, name, at }];
      }
      return command !== null;
    },
    ran: (name) => {
      const { press, rest } = pressBehind(seen, name, now());
      if (press !== null) runWaiting((one) => one.at < press.at);
      seen = rest;
      const command = press === null ? null : commandOf(asOwnKey(press.press, name));
      if (press !== null && command !== null) run(command, press.at);
      runWaiting((one) => isAnswered(one.at));
    },
    end: () => {
      for (const { timer } of waiting) clearTimeout(timer);
    },
  };
}
