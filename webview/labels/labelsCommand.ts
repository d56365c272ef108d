import { isCommandKey, type KeyPress } from '../components/keyPress.ts';
import { verdictCommand, type VerdictCommand } from '../components/verdictCommand.ts';

/** What a person asks of the labels page, by key or by button. */
export type LabelsCommand =
  | VerdictCommand
  | { readonly kind: 'step'; readonly step: 1 | -1 }
  | { readonly kind: 'undo' }
  | { readonly kind: 'togglePlain' };

/** The command of a key press on a conflict over `responses` responses; null when it is not ours. */
export function labelsCommand(press: KeyPress, responses: number): LabelsCommand | null {
  if (!isCommandKey(press)) return null;
  const verdict = verdictCommand(press, responses);
  if (verdict !== null) return verdict;
  if (press.shiftKey) return null;
  switch (press.key.toLowerCase()) {
    case 'arrowup':
      return press.focus === 'scroller' ? null : { kind: 'step', step: -1 };
    case 'arrowdown':
      return press.focus === 'scroller' ? null : { kind: 'step', step: 1 };
    case 'u':
      return { kind: 'undo' };
    case 'm':
      return { kind: 'togglePlain' };
    default:
      return null;
  }
}

/** Whether a held key goes on: only moving through the list does. */
export function goesOn(press: KeyPress): boolean {
  return press.key === 'ArrowUp' || press.key === 'ArrowDown';
}
