import type { JSX } from 'preact';
import type { RankState } from '../../src/shared/protocol.ts';
import { count } from './numbers.ts';

type OutcomeProps = Pick<Extract<RankState, { kind: 'ready' }>, 'saved' | 'notice'>;

/** What came of the last step. */
export function Outcome({ saved, notice }: OutcomeProps): JSX.Element {
  if (notice !== null) return <p class="saved">{notice}</p>;
  // A failure has a bar of its own above.
  if (saved?.kind !== 'saved') return <p class="saved" />;
  return <p class="saved">{`saved \u2713 ${count(Math.max(1, Math.round(saved.ms)))} ms`}</p>;
}
