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

/** How long an undo waits for VS Code to answer the presses before it, in ms. */
const longestWait = 500;

/**
 * Keys that people can change come back from VS Code as commands, and are paired with the press they
 * came of; the others act at once. But Ctrl+Z, which is never VS Code's here because it must go on
 * taking back what is typed into fields, waits for the presses before it: it would undo the wrong
 * judgement.
 */
export function keyOrder({ commandOf, run, now }: KeyOrderParts): KeyOrder {
  let seen: readonly SeenPress[] = [];
  let waiting: { readonly at: number; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  const undo = (): void => {
    if (waiting === null) return;
    const { at, timer } = waiting;
    clearTimeout(timer);
    waiting = null;
    run({ kind: 'undo' }, at);
  };
  const isAnswered = (at: number): boolean =>
    seen.every((one) => one.name === null || one.at > at || now() - one.at > longestWait);
  return {
    pressed: (press, taken, at) => {
      const command = taken ? null : commandOf(press);
      const name = boundTo(press);
      if (command?.kind === 'undo' && name === null && !isAnswered(at)) {
        undo();
        waiting = { at, timer: setTimeout(undo, longestWait) };
      } else if (command !== null && name === null) run(command, at);
      else {
        // What took the key itself is for this page as if a text was typed.
        const kept: KeyPress = taken ? { ...press, focus: 'text' } : press;
        seen = [...seen.slice(1 - mostSeen), { press: kept, name, at }];
      }
      return command !== null;
    },
    ran: (name) => {
      const { press, rest } = pressBehind(seen, name, now());
      if (press !== null && waiting !== null && press.at > waiting.at) undo();
      seen = rest;
      const command = press === null ? null : commandOf(asOwnKey(press.press, name));
      if (press !== null && command !== null) run(command, press.at);
      if (waiting !== null && isAnswered(waiting.at)) undo();
    },
    end: () => clearTimeout(waiting?.timer),
  };
}
