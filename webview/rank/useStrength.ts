import { useEffect, useRef, useState } from 'preact/hooks';
import { quietMs, said, type Pending } from './strengthPending.ts';

interface StrengthInput {
  /** The item on the screen; null when there is none. */
  readonly key: string | null;
  /** Whether it waits without an end, while a reason is written. */
  readonly held: boolean;
  /** Saves what was said; `sentAt` is the timestamp of now in ms. */
  readonly save: (pending: Pending, sentAt: number) => void;
}

/** Saying how much better: by the same key again, saved when it stays quiet. */
export interface StrengthDesk {
  readonly pending: Pending | null;
  /** `at` is the event's timestamp in ms. */
  readonly say: (places: readonly number[], at: number) => void;
  /** Saves now what waits; false when nothing does. */
  readonly flush: () => boolean;
  /** Forgets what waits; false when nothing does. */
  readonly drop: () => boolean;
}

/** Keeps a pair's winner until no other press says how much better it is. */
export function useStrength({ key, held: paused, save }: StrengthInput): StrengthDesk {
  // Two presses can come before the page is drawn again: the first is known at once.
  const held = useRef<Pending | null>(null);
  const [drawn, draw] = useState<Pending | null>(null);
  const keep = (pending: Pending | null): void => {
    held.current = pending;
    draw(pending);
  };
  const drop = (): boolean => {
    const waits = held.current?.key === key && held.current !== null;
    if (waits) keep(null);
    return waits;
  };
  const flush = (): boolean => {
    const pending = held.current;
    if (!drop() || pending === null) return false;
    save(pending, performance.now());
    return true;
  };
  const latest = useRef(flush);
  latest.current = flush;
  useEffect(() => {
    if (drawn === null || paused) return undefined;
    const now = (): void => void latest.current();
    const timer = setTimeout(now, quietMs);
    // Somebody who turns to another editor has said all of it, and the page may be gone next.
    window.addEventListener('blur', now);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('blur', now);
    };
  }, [drawn, paused]);
  return {
    pending: drawn?.key === key ? drawn : null,
    say: (places, at) => {
      if (key !== null) keep(said(held.current, { key, places, at }));
    },
    flush,
    drop,
  };
}
