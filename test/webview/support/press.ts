import type { KeyPress } from '../../../webview/components/keyPress.ts';

/** A press of one key on the page, not held down; digits are those above the letters. */
export function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  const none = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false };
  const code = /^[0-9]$/.test(key) ? `Digit${key}` : '';
  return { key, code, ...none, repeat: false, isComposing: false, focus: 'page', ...more };
}
