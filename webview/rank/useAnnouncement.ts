import { useEffect, useRef, useState } from 'preact/hooks';
import { count } from '../components/numbers.ts';
import type { RankState } from '../../src/shared/protocol.ts';

/**
 * What a screen reader is told when the host shows another item: 'Saved. Item 43 of 150'; or the
 * notice. `sentKey` is the item of the last answer.
 */
export function useAnnouncement(state: RankState | null, sentKey: string | null): string {
  const [text, setText] = useState('');
  const shown = useRef<{ key: string | null; answered: boolean } | null>(null);
  const key = state?.kind === 'ready' ? (state.item?.key ?? null) : null;
  const answered = sentKey !== null && sentKey === key;
  useEffect(() => {
    if (state?.kind !== 'ready') return;
    const before = shown.current;
    shown.current = { key, answered };
    if (state.notice !== null) setText(state.notice);
    if (before === null || before.key === key) return;
    const saved = before.answered && state.saved?.kind === 'saved' ? 'Saved. ' : '';
    setText(saved + whereText(state));
  }, [state, key, answered]);
  return text;
}

function whereText({ item, reading, total }: Extract<RankState, { kind: 'ready' }>): string {
  if (item === null) return 'Nothing left to judge.';
  const dimension = item.dimension === null ? '' : `, ${item.dimension.name}`;
  if (item.index === null) return `The next item${dimension}.`;
  // How many there are is not known while the file is still read.
  const all = reading === null ? ` of ${count(total)}` : '';
  return `Item ${count(item.index + 1)}${all}${dimension}`;
}
