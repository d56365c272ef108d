import type { ChatMessage } from './types.ts';

/**
 * The beginning of the last user message (without one, of the last message) on one line: at most
 * `length` UTF-16 units and an ellipsis.
 */
export function questionOf(prompt: readonly ChatMessage[], length: number): string {
  const message = prompt.findLast(({ role }) => role === 'user') ?? prompt.at(-1);
  const text = (message?.content ?? '')
    .slice(0, 4 * length)
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length <= length) return text;
  // Not between the two halves of a character outside the basic plane.
  return `${text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
