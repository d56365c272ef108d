import type { JSX } from 'preact';
import type { MessageConnection } from 'vscode-jsonrpc';
import { ErrorBar } from '../components/ErrorBar.tsx';
import { Failed } from '../components/Failed.tsx';
import { Loading } from '../components/Loading.tsx';
import type { HostView } from '../components/useHostState.ts';
import type { RankState } from '../../src/shared/protocol.ts';
import { RankDesk } from './RankDesk.tsx';
import type { Reading } from './reading.ts';

interface RankPageProps {
  readonly connection: MessageConnection;
  readonly view: HostView<RankState>;
  readonly reading: Reading;
  readonly onReading: (change: Partial<Reading>) => void;
}

/** The ranking page in each of its states. */
export function RankPage(props: RankPageProps): JSX.Element {
  const { state, failure, call } = props.view;
  if (state === null) {
    return failure === null ? (
      <Loading what="Opening…" />
    ) : (
      <Failed alone error={failure} onRetry={() => void call('page/ready', {})} />
    );
  }
  switch (state.kind) {
    case 'loading':
      return <Loading what={`Reading ${state.name}…`} />;
    case 'error':
      return (
        <div class="page single">
          <header class="page-head">
            <h1>{state.name}</h1>
          </header>
          <Failed error={state.error} onRetry={() => void call('rank/retry', {})} />
          {failure === null ? null : <ErrorBar error={failure} />}
        </div>
      );
    case 'ready':
      return (
        <RankDesk
          connection={props.connection}
          state={state}
          failure={failure}
          call={call}
          reading={props.reading}
          onReading={props.onReading}
        />
      );
  }
}
