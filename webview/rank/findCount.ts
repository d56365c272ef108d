import { count } from '../components/numbers.ts';
import type { RankSearch } from '../../src/shared/protocol.ts';

/**
 * How far a search for `text` is: '37 so far…', '37 found', 'first 1,000', 'nothing found'; nothing
 * for an empty text. `found` is null while nothing is known of this text.
 */
export function findCount(text: string, found: RankSearch | null): string {
  if (text.trim() === '') return '';
  if (found === null) return 'searching\u2026';
  const matches = found.matches.length;
  if (!found.done) return matches === 0 ? 'searching\u2026' : `${count(matches)} so far\u2026`;
  if (found.more) return `first ${count(matches)}`;
  if (matches > 0) return `${count(matches)} found`;
  return found.error === null ? 'nothing found' : '';
}
