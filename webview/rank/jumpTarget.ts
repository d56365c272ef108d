import { count } from '../components/numbers.ts';

/** Where a typed number leads, 0-based among the items, or why it leads nowhere. */
export type JumpTarget = { readonly index: number } | { readonly problem: string };

/**
 * Reads the number of an item as a person types it, '1,234' or '1234'. `total` is how many items
 * there are, so far while the file is still read.
 */
export function jumpTarget(text: string, total: number, reading: boolean): JumpTarget {
  const digits = text.replace(/[\s,]/g, '');
  if (!/^\d+$/.test(digits)) return { problem: 'Type the number of an item.' };
  const number = Number(digits);
  if (number >= 1 && number <= total) return { index: number - 1 };
  if (reading && number > total) {
    return { problem: `Only ${count(total)} items are found so far.` };
  }
  return { problem: `Type a number from 1 to ${count(total)}.` };
}
