import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CancelledError } from '../../core/errors.ts';

/** How long a slice of work may keep everything else waiting, in milliseconds. */
const SLICE_MS = 5;

/**
 * A pause for long work to await often: it lets others have their turn when a slice is over.
 * The function it gives throws CancelledError when the work is no longer wanted.
 */
export function workSlices(isCancelled: () => boolean): () => Promise<void> {
  let startedMs = performance.now();
  return async () => {
    if (performance.now() - startedMs < SLICE_MS) return;
    await nextTurn();
    if (isCancelled()) throw new CancelledError();
    startedMs = performance.now();
  };
}
