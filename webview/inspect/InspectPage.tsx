import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../components/Button.tsx';
import { ErrorBar } from '../components/ErrorBar.tsx';
import { Failed } from '../components/Failed.tsx';
import { Loading } from '../components/Loading.tsx';
import { Message } from '../components/Message.tsx';
import { PromptCard } from '../components/PromptCard.tsx';
import type { HostView } from '../components/useHostState.ts';
import type { ErrorView, InspectState } from '../../src/shared/protocol.ts';
import { contributionScale } from './contributionScale.ts';
import { cumulativeReward } from './cumulativeReward.ts';
import { Legend } from './Legend.tsx';
import { rewardRange } from './RewardChart.tsx';
import { Side } from './Side.tsx';
import { ModelLine, Summary } from './Summary.tsx';

/** The inspect page in each of its states. */
export function InspectPage(props: { readonly view: HostView<InspectState> }): JSX.Element {
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
      return <Loading what="Scoring…" />;
    case 'empty':
      return (
        <Message alone kind="empty" title="Nothing to inspect yet">
          <p>
            Press <kbd>I</kbd> on an item you rank, or select a response in an editor and run{' '}
            <strong>Reward Lens: Inspect Response</strong>.
          </p>
        </Message>
      );
    case 'error':
      return (
        <Failed alone error={failure ?? state.error} onRetry={() => void call('inspect/retry', {})}>
          <Button onClick={() => void call('inspect/train', {})}>Train a reward model</Button>
        </Failed>
      );
    case 'ready':
      return <Inspected state={state} failure={failure} />;
  }
}

function Inspected(props: {
  readonly state: Extract<InspectState, { kind: 'ready' }>;
  readonly failure: ErrorView | null;
}): JSX.Element {
  const { state } = props;
  const { sides } = state;
  const scale = useMemo(
    () =>
      contributionScale(sides.flatMap((side) => side.response.tokens.map((t) => t.contribution))),
    [sides],
  );
  const range = useMemo(
    () => rewardRange(sides.map((side) => cumulativeReward(side.response))),
    [sides],
  );
  return (
    <div class="page flowing">
      <ModelLine model={state.model} />
      <main class="inspected">
        <Summary state={state} />
        {state.prompt.length === 0 ? null : <PromptCard prompt={state.prompt} plain={false} />}
        <Legend scale={scale} />
        <ol role="list" class={`sides${sides.length === 1 ? ' alone' : ''}`} aria-label="Responses">
          {sides.map((side) => (
            <Side key={side.label} side={side} scale={scale} range={range} />
          ))}
        </ol>
      </main>
      {props.failure === null ? null : <ErrorBar error={props.failure} />}
    </div>
  );
}
