import type { ComponentChildren, JSX } from 'preact';
import { Button } from '../components/Button.tsx';
import { ErrorBar } from '../components/ErrorBar.tsx';
import { Failed } from '../components/Failed.tsx';
import { Loading } from '../components/Loading.tsx';
import { Message } from '../components/Message.tsx';
import type { HostView } from '../components/useHostState.ts';
import type { LabelsState } from '../../src/shared/labels.ts';
import type { ErrorView } from '../../src/shared/protocol.ts';
import { AnnotatorTable } from './AnnotatorTable.tsx';
import { LabelsDesk } from './LabelsDesk.tsx';
import { LabelsHeader } from './LabelsHeader.tsx';
import { QualityDesk } from './quality/QualityDesk.tsx';

interface LabelsPageProps {
  readonly view: HostView<LabelsState>;
  /** Whether texts are shown as they were written, kept while the page is hidden. */
  readonly plain: boolean;
  readonly onPlain: (plain: boolean) => void;
}

type Ready = Extract<LabelsState, { kind: 'ready' }>;

/** The labels page in each of its states. */
export function LabelsPage(props: LabelsPageProps): JSX.Element {
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
      return <Loading what={`Reading the labels of ${state.name}…`} />;
    case 'error':
      return (
        <Failed
          alone
          error={failure ?? state.error}
          onRetry={() => void call('labels/retry', {})}
        />
      );
    case 'ready':
      if (state.quality.kind !== 'closed')
        return <Quality state={state} failure={failure} call={call} />;
      return nothingToDecide(state) ? (
        <Quiet
          state={state}
          failure={failure}
          onRank={() => void call('labels/rank', {})}
          onQuality={(open) => void call('labels/quality', { open })}
        />
      ) : (
        <LabelsDesk
          state={state}
          failure={failure}
          call={call}
          plain={props.plain}
          onPlain={props.onPlain}
        />
      );
  }
}

/** How good the labels are, in place of the conflicts. */
function Quality(props: {
  readonly state: Ready;
  readonly failure: ErrorView | null;
  readonly call: HostView<LabelsState>['call'];
}): JSX.Element {
  const { state, failure, call } = props;
  return (
    <div class="page">
      <LabelsHeader state={state} onQuality={(open) => void call('labels/quality', { open })} />
      <QualityDesk quality={state.quality} call={call} />
      {failure === null ? null : <ErrorBar error={failure} />}
    </div>
  );
}

/** Nothing open and nothing decided, and so nothing that a person could do here. */
function nothingToDecide({ openCount, decidedCount }: Ready): boolean {
  return openCount === 0 && decidedCount === 0;
}

/** Who labelled it, and why there is nothing to decide. */
function Quiet(props: {
  readonly state: Ready;
  readonly failure: ErrorView | null;
  readonly onRank: () => void;
  readonly onQuality: (open: boolean) => void;
}): JSX.Element {
  const { state } = props;
  const nobody = state.annotators.length === 0;
  return (
    <div class="page flowing">
      <LabelsHeader state={state} onQuality={props.onQuality} />
      {nobody ? null : <AnnotatorTable annotators={state.annotators} />}
      {state.complete ? (
        <Message
          kind={nobody || state.shared === 0 ? 'empty' : 'done'}
          title={quietTitle(state)}
          actions={
            state.shared > 0 ? undefined : (
              <Button weight="primary" onClick={props.onRank}>
                Rank responses
              </Button>
            )
          }
        >
          {quietDetail(state)}
        </Message>
      ) : null}
      {props.failure === null ? null : <ErrorBar error={props.failure} />}
    </div>
  );
}

function quietTitle({ annotators, shared }: Ready): string {
  if (annotators.length === 0) return 'Nobody has labelled this yet';
  return shared === 0 ? 'Nothing to compare' : 'No conflicts';
}

function quietDetail({ name, annotators, shared }: Ready): ComponentChildren {
  const [only, other] = annotators;
  if (only === undefined) {
    return (
      <p>
        Rank <strong>{name}</strong>: everybody who does is listed here, and where they disagree.
      </p>
    );
  }
  if (other === undefined) {
    return (
      <p>
        Only <strong>{only.annotator}</strong> labelled this. Conflicts are found when somebody else
        ranks the same rows.
      </p>
    );
  }
  if (shared === 0) return <p>No row was judged by two people.</p>;
  return <p>Everybody agrees on what several people judged.</p>;
}
