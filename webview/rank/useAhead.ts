import { useState } from 'preact/hooks';
import type { RankState } from '../../src/shared/protocol.ts';

type Ready = Extract<RankState, { kind: 'ready' }>;

/** The item on the screen, which can be one step ahead of the host. */
export interface Ahead {
  /** What to draw. */
  readonly state: Ready;
  /** Whether what is drawn is ahead: nothing can be said of it until the host is there too. */
  readonly leading: boolean;
  /**
   * Goes on to the next item, where it is known, until `done`: by then the host shows it too, or
   * stays at the item left, and what it says is drawn.
   */
  readonly leave: (key: string, done: Promise<unknown>) => void;
}

/** Draws the next item while the host still saves the judgement of the one before. */
export function useAhead(state: Ready): Ahead {
  const [left, setLeft] = useState<string | null>(null);
  const { item, ahead, saved } = state;
  const leading = left !== null && item?.key === left && ahead !== null && saved?.kind !== 'failed';
  return {
    state: leading ? { ...state, item: ahead, ahead: null, saved: null, notice: null } : state,
    leading,
    leave: (key, done) => {
      setLeft(key);
      void done.then(() => {
        setLeft((now) => (now === key ? null : now));
      });
    },
  };
}
