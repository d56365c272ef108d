import { isCommandKey, pressedDigit, type KeyPress } from '../components/keyPress.ts';
import type { PlaceTarget } from '../components/picks.ts';
import { pairVerdicts, verdictCommand, type VerdictCommand } from '../components/verdictCommand.ts';

/** What a person asks of the ranking page, by key or by button. */
export type RankCommand =
  | VerdictCommand
  | { readonly kind: 'shift'; readonly card: number; readonly step: 1 | -1 }
  | { readonly kind: 'put'; readonly card: number; readonly target: PlaceTarget }
  /** Labels a step, the current one unless another is named (0-based). */
  | { readonly kind: 'stepLabel'; readonly label: 1 | 0 | -1; readonly step?: number }
  | { readonly kind: 'stepMove'; readonly step: 1 | -1 }
  | { readonly kind: 'skip' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'dimension'; readonly name?: string }
  | { readonly kind: 'flag' }
  | { readonly kind: 'rationale' }
  | { readonly kind: 'move'; readonly step: 1 | -1 }
  | { readonly kind: 'togglePlain' }
  | { readonly kind: 'toggleDifferences' }
  | { readonly kind: 'toggleTogether' }
  | { readonly kind: 'inspect' }
  | { readonly kind: 'find' }
  | { readonly kind: 'closeFind' }
  | { readonly kind: 'jump' }
  | { readonly kind: 'toggleKeys' };

/** What a key's meaning depends on beside the number of responses. */
interface RankKeyContext {
  readonly asksStrength?: boolean;
  /** The card that has the focus; null when none has. */
  readonly card?: number | null;
  /** Whether the item has steps to label. */
  readonly steps?: boolean;
}

/**
 * The command of a key press on an item with `responses` responses, or null when the key is not
 * ours. Held keys, modifiers and typing are never ours, but for Ctrl+F and Ctrl+Z. Where strength is asked for,
 * Shift with a pair's digit says much better, Enter saves what waits and Escape drops it.
 */
export function rankCommand(
  press: KeyPress,
  responses: number,
  { asksStrength = false, card = null, steps = false }: RankKeyContext = {},
): RankCommand | null {
  if (isFindKey(press)) return { kind: 'find' };
  if (isUndoKey(press)) return { kind: 'undo' };
  if (!isCommandKey(press)) return null;
  const step = steps ? stepCommand(press) : null;
  if (step !== null) return step;
  const strength = asksStrength && responses === 2 ? strengthCommand(press) : null;
  if (strength !== null) return strength;
  const shift = responses > 2 && card !== null ? shiftCommand(press, card) : null;
  if (shift !== null) return shift;
  const verdict = verdictCommand(press, responses);
  if (verdict !== null) return verdict;
  // Some keyboards have these with Shift, others without.
  if (press.key === '?') return { kind: 'toggleKeys' };
  if (press.key === '/') return { kind: 'find' };
  return press.shiftKey ? null : namedCommand(press);
}

/** Plus and minus by what they type, with Shift or without: keyboards differ. */
function stepCommand(press: KeyPress): RankCommand | null {
  const { key, focus } = press;
  if (key === '+' || key === '=') return { kind: 'stepLabel', label: 1 };
  if (key === '-' || key === '\u2212') return { kind: 'stepLabel', label: -1 };
  if (pressedDigit(press) === 0) return { kind: 'stepLabel', label: 0 };
  if (key === 'Escape') return { kind: 'clearRanking' };
  if (key === 'Enter') return focus === 'control' ? null : { kind: 'saveRanking' };
  if (focus === 'scroller') return null;
  if (key === 'ArrowUp') return { kind: 'stepMove', step: -1 };
  return key === 'ArrowDown' ? { kind: 'stepMove', step: 1 } : null;
}

function shiftCommand({ key, shiftKey, focus }: KeyPress, card: number): RankCommand | null {
  if (shiftKey || focus === 'scroller') return null;
  if (key === 'ArrowUp') return { kind: 'shift', card, step: -1 };
  return key === 'ArrowDown' ? { kind: 'shift', card, step: 1 } : null;
}

/** Ctrl+F or Cmd+F, which finds also while a text is typed. */
function isFindKey(press: KeyPress): boolean {
  return press.key.toLowerCase() === 'f' && isControl(press);
}

/** Ctrl+Z or Cmd+Z; in a text field it takes back what was typed. */
function isUndoKey(press: KeyPress): boolean {
  return press.key.toLowerCase() === 'z' && press.focus !== 'text' && isControl(press);
}

function isControl({ ctrlKey, metaKey, altKey, shiftKey, repeat }: KeyPress): boolean {
  return ctrlKey !== metaKey && !altKey && !shiftKey && !repeat;
}

function strengthCommand(press: KeyPress): RankCommand | null {
  // Where digits need Shift, Shift with the key is the digit itself: it has no stronger form.
  const place = press.shiftKey && !/^[0-9]$/.test(press.key) ? press.code : '';
  if (place === 'Digit1') return { ...pairVerdicts.firstBetter, strength: 3 };
  if (place === 'Digit2') return { ...pairVerdicts.secondBetter, strength: 3 };
  if (press.shiftKey || press.focus === 'control') return null;
  return press.key === 'Enter' ? { kind: 'saveRanking' } : null;
}

function namedCommand(press: KeyPress): RankCommand | null {
  switch (press.key.toLowerCase()) {
    case 's':
      return { kind: 'skip' };
    case 'u':
      return { kind: 'undo' };
    case 'f':
      return { kind: 'flag' };
    case 'o':
      return { kind: 'dimension' };
    case 'r':
      return { kind: 'rationale' };
    case 'm':
      return { kind: 'togglePlain' };
    case 'd':
      return { kind: 'toggleDifferences' };
    case 'y':
      return { kind: 'toggleTogether' };
    case 'i':
      return { kind: 'inspect' };
    case 'g':
      return { kind: 'jump' };
    case 'arrowleft':
      return press.focus === 'scroller' ? null : { kind: 'move', step: -1 };
    case 'arrowright':
      return press.focus === 'scroller' ? null : { kind: 'move', step: 1 };
    case 'escape':
      return { kind: 'closeFind' };
    default:
      return null;
  }
}
