import type { KeyPress } from '../components/keyPress.ts';
import { rankKeyNames, rankKeys, type RankKeyName } from '../../src/shared/rankKeys.ts';

/** A key press that VS Code may answer with a command. */
export interface SeenPress {
  readonly press: KeyPress;
  /** The command that has this key unless it was changed; null when none has. */
  readonly name: RankKeyName | null;
  /** The event's timestamp in ms. */
  readonly at: number;
}

/** What a name's own key is as a key press. */
type Stroke = Pick<KeyPress, 'key' | 'code' | 'shiftKey'>;

/** Keys that pages and VS Code call by different names. */
const named: Readonly<Record<string, string>> = {
  left: 'ArrowLeft',
  right: 'ArrowRight',
  up: 'ArrowUp',
  down: 'ArrowDown',
  enter: 'Enter',
  escape: 'Escape',
};

const strokes = new Map(rankKeyNames.map((name) => [name, strokeOf(rankKeys[name].key)]));

/** A press this close before a command can have caused it, when its key was changed; in ms. */
const recentMs = 1000;

/** The command that has this key unless people changed it; null when none has. */
export function boundTo(press: KeyPress): RankKeyName | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  return rankKeyNames.find((name) => isStroke(press, strokes.get(name))) ?? null;
}

function isStroke(press: KeyPress, stroke: Stroke | undefined): boolean {
  if (stroke === undefined || press.shiftKey !== stroke.shiftKey) return false;
  return stroke.code === ''
    ? press.key.toLowerCase() === stroke.key.toLowerCase()
    : press.code === stroke.code || press.code === stroke.code.replace('Digit', 'Numpad');
}

/**
 * The press that a command came of: the first one of its own key, else (the key was changed) the
 * first recent one; null when none was seen, so that the command did not come of a key here. An
 * early press is the careful choice: an answer to an item counts only from when it was seen.
 */
export function pressBehind(
  seen: readonly SeenPress[],
  name: RankKeyName,
  now: number,
): { readonly press: SeenPress | null; readonly rest: readonly SeenPress[] } {
  const own = seen.findIndex((one) => one.name === name);
  const recent = seen.findIndex((one) => now - one.at < recentMs);
  const place = own !== -1 ? own : recent !== -1 ? recent : seen.length - 1;
  return { press: seen[place] ?? null, rest: seen.slice(place + 1) };
}

/** A press as if it were of the command's own key, on whatever key people put the command. */
export function asOwnKey(press: KeyPress, name: RankKeyName): KeyPress {
  const stroke = strokes.get(name) ?? { key: '', code: '', shiftKey: false };
  // Where digits need Shift, Shift with the key is the digit itself.
  const key = stroke.shiftKey && /^[0-9]$/.test(press.key) ? press.key : stroke.key;
  return { ...press, ...stroke, key, ctrlKey: false, altKey: false, metaKey: false };
}

function strokeOf(key: string): Stroke {
  const shiftKey = key.startsWith('shift+');
  const place = /\[(Digit([0-9]))\]$/.exec(key);
  if (place !== null) {
    // With Shift, most keyboards give another sign than the digit.
    const [, code = '', digit = ''] = place;
    return { key: shiftKey ? code : digit, code, shiftKey };
  }
  return { key: named[key] ?? key, code: '', shiftKey };
}
