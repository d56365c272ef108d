/** The part of a KeyboardEvent that decides. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  /** What has the focus takes the key itself: 'text' takes all, 'control' Enter and Space, 'scroller' arrows. */
  readonly focus: 'text' | 'control' | 'scroller' | 'page';
}

/** Held keys, keys with modifiers and typing are no commands of a page. */
export function isCommandKey(press: KeyPress): boolean {
  if (press.ctrlKey || press.altKey || press.metaKey) return false;
  return !press.repeat && !press.isComposing && press.focus !== 'text';
}

/**
 * The digit of a key, null when it is none. Some keyboards (AZERTY, Czech) give digits only with
 * Shift: there the key's place counts.
 */
export function pressedDigit(press: KeyPress): number | null {
  if (/^[0-9]$/.test(press.key)) return Number(press.key);
  const place = /^Digit([0-9])$/.exec(press.code);
  return place !== null && !press.shiftKey ? Number(place[1]) : null;
}

/** What a key press is, and what had the focus. */
export function keyPress(event: KeyboardEvent): KeyPress {
  const { key, code, ctrlKey, altKey, metaKey, shiftKey, repeat, isComposing } = event;
  const focus = focusOf(event.target);
  return { key, code, ctrlKey, altKey, metaKey, shiftKey, repeat, isComposing, focus };
}

function focusOf(target: EventTarget | null): KeyPress['focus'] {
  if (!(target instanceof HTMLElement)) return 'page';
  if (target.isContentEditable || target.closest('input,textarea,select') !== null) return 'text';
  if (target.closest('vscode-button,button,[role=button]') !== null) return 'control';
  return target.closest('pre') === null ? 'page' : 'scroller';
}
