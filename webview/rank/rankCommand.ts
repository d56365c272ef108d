import { isCommandKey, pressedDigit, type KeyPress } from '../components/keyPress.ts';

/** What a person asks of the ranking page, by key or by button. */
export type RankCommand =
  | { readonly kind: 'verdict'; readonly places: readonly number[]; readonly bothBad: boolean }
  | { readonly kind: 'pick'; readonly card: number }
  | { readonly kind: 'saveRanking' }
  | { readonly kind: 'clearRanking' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'move'; readonly step: 1 | -1 }
  | { readonly kind: 'togglePlain' }
  | { readonly kind: 'inspect' }
  | { readonly kind: 'find' }
  | { readonly kind: 'jump' }
  | { readonly kind: 'toggleKeys' };

/** The verdicts on a pair; places stand in shown order. */
export const pairVerdicts = {
  firstBetter: { kind: 'verdict', places: [0, 1], bothBad: false },
  secondBetter: { kind: 'verdict', places: [1, 0], bothBad: false },
  tie: { kind: 'verdict', places: [0, 0], bothBad: false },
  bothBad: { kind: 'verdict', places: [0, 0], bothBad: true },
} as const satisfies Record<string, RankCommand>;

/**
 * The command of a key press on an item with `responses` responses, or null when the key is not
 * ours. Held keys, modifiers and typing are never ours, but for Ctrl+F.
 */
export function rankCommand(press: KeyPress, responses: number): RankCommand | null {
  if (isFindKey(press)) return { kind: 'find' };
  if (!isCommandKey(press)) return null;
  const digit = pressedDigit(press);
  if (digit !== null) {
    return responses === 2 ? pairCommand(digit) : pickCommand(digit, responses);
  }
  // Some keyboards have these with Shift, others without.
  if (press.key === '?') return { kind: 'toggleKeys' };
  if (press.key === '/') return { kind: 'find' };
  return press.shiftKey ? null : namedCommand(press, responses);
}

/** Ctrl+F or Cmd+F, which finds also while a text is typed. */
function isFindKey(press: KeyPress): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey, repeat } = press;
  return key.toLowerCase() === 'f' && ctrlKey !== metaKey && !altKey && !shiftKey && !repeat;
}

function pairCommand(digit: number): RankCommand | null {
  if (digit === 1) return pairVerdicts.firstBetter;
  if (digit === 2) return pairVerdicts.secondBetter;
  return digit === 0 ? pairVerdicts.tie : null;
}

/** 1 to 9 are the cards of that number, 0 is the tenth. */
function pickCommand(digit: number, responses: number): RankCommand | null {
  const card = digit === 0 ? 9 : digit - 1;
  return responses > 2 && card < responses ? { kind: 'pick', card } : null;
}

function namedCommand(press: KeyPress, responses: number): RankCommand | null {
  const ranking = responses > 2;
  switch (press.key.toLowerCase()) {
    case 'b':
      return responses === 2 ? pairVerdicts.bothBad : null;
    case 's':
      return { kind: 'skip' };
    case 'u':
      return { kind: 'undo' };
    case 'm':
      return { kind: 'togglePlain' };
    case 'i':
      return { kind: 'inspect' };
    case 'g':
      return { kind: 'jump' };
    case 'arrowleft':
      return press.focus === 'scroller' ? null : { kind: 'move', step: -1 };
    case 'arrowright':
      return press.focus === 'scroller' ? null : { kind: 'move', step: 1 };
    case 'enter':
      return ranking && press.focus !== 'control' ? { kind: 'saveRanking' } : null;
    case 'escape':
      return ranking ? { kind: 'clearRanking' } : null;
    default:
      return null;
  }
}
