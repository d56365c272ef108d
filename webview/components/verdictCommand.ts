import type { RankAnswer, Strength } from '../../src/shared/protocol.ts';
import { pressedDigit, type KeyPress } from './keyPress.ts';

/** What a person says of the responses on the screen; places stand in shown order. */
export type VerdictCommand =
  | {
      readonly kind: 'verdict';
      readonly places: readonly number[];
      readonly bothBad: boolean;
      /** Given where the key says how much better, and nothing more is to be waited for. */
      readonly strength?: Strength;
      /** The labels of steps, where an item has these in place of responses. */
      readonly steps?: NonNullable<RankAnswer['steps']>;
    }
  | { readonly kind: 'pick'; readonly card: number }
  | { readonly kind: 'tieNext' }
  | { readonly kind: 'saveRanking' }
  | { readonly kind: 'clearRanking' };

/** The verdicts on a pair. */
export const pairVerdicts = {
  firstBetter: { kind: 'verdict', places: [0, 1], bothBad: false },
  secondBetter: { kind: 'verdict', places: [1, 0], bothBad: false },
  tie: { kind: 'verdict', places: [0, 0], bothBad: false },
  bothBad: { kind: 'verdict', places: [0, 0], bothBad: true },
} as const satisfies Record<string, VerdictCommand>;

/** The verdict of a key press that may be a command; null when the key says nothing of responses. */
export function verdictCommand(press: KeyPress, responses: number): VerdictCommand | null {
  const digit = pressedDigit(press);
  if (digit !== null) {
    return responses === 2 ? pairCommand(digit) : pickCommand(digit, responses);
  }
  if (press.shiftKey) return null;
  const ranking = responses > 2;
  switch (press.key.toLowerCase()) {
    case 'b':
      return responses === 2 ? pairVerdicts.bothBad : null;
    case 't':
      return ranking ? { kind: 'tieNext' } : null;
    case 'enter':
      return ranking && press.focus !== 'control' ? { kind: 'saveRanking' } : null;
    case 'escape':
      return ranking ? { kind: 'clearRanking' } : null;
    default:
      return null;
  }
}

function pairCommand(digit: number): VerdictCommand | null {
  if (digit === 1) return pairVerdicts.firstBetter;
  if (digit === 2) return pairVerdicts.secondBetter;
  return digit === 0 ? pairVerdicts.tie : null;
}

/** 1 to 9 are the cards of that number, 0 is the tenth. */
function pickCommand(digit: number, responses: number): VerdictCommand | null {
  const card = digit === 0 ? 9 : digit - 1;
  return responses > 2 && card < responses ? { kind: 'pick', card } : null;
}
