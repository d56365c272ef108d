import type { JSX } from 'preact';
import { ErrorBar } from '../components/ErrorBar.tsx';
import type { HostView } from '../components/useHostState.ts';
import type { ErrorView, RankState } from '../../src/shared/protocol.ts';
import type { Reading } from './reading.ts';
import { RankFooter } from './RankFooter.tsx';
import { RankOrder } from './RankOrder.tsx';
import { Reason } from './Reason.tsx';
import type { useReason } from './useReason.ts';
import type { DeskWithSteps } from './useSteps.ts';

interface RankEndProps {
  readonly state: Extract<RankState, { kind: 'ready' }>;
  readonly failure: ErrorView | null;
  readonly call: HostView<RankState>['call'];
  readonly reading: Reading;
  readonly desk: DeskWithSteps;
  readonly reason: ReturnType<typeof useReason>;
}

/** Below the responses: what went wrong, the reason, the order so far, and the keys. */
export function RankEnd(props: RankEndProps): JSX.Element {
  const { state, failure, call, desk, reason } = props;
  const { item, saved } = state;
  const responses = item?.shown.length ?? 0;
  return (
    <section class="page-end" aria-label="Judging">
      {saved?.kind === 'failed' ? (
        <ErrorBar error={saved.error} onRetry={() => void call('rank/retry', {})} />
      ) : null}
      {failure === null ? null : <ErrorBar error={failure} />}
      {item === null ? null : <Reason item={item} reason={reason} desk={desk} />}
      {responses > 2 ? <RankOrder count={responses} desk={desk} /> : null}
      <RankFooter state={state} desk={desk} reading={props.reading} />
    </section>
  );
}
