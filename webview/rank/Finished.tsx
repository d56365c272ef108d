import type { JSX } from 'preact';
import { Button } from '../components/Button.tsx';
import { Message } from '../components/Message.tsx';
import { count } from '../components/numbers.ts';
import type { RankState } from '../../src/shared/protocol.ts';

interface FinishedProps {
  readonly state: Extract<RankState, { kind: 'ready' }>;
  readonly onShowProblems: () => void;
  readonly onTrain: () => void;
}

/** No item is left: what was done, and what to do next. */
export function Finished(props: FinishedProps): JSX.Element {
  const { total, labelled, name, reading } = props.state;
  if (reading !== null) return <StillReading state={props.state} />;
  if (total === 0) return <NothingToRank {...props} />;
  const left = total - labelled;
  return (
    <Message
      kind="done"
      title={left <= 0 ? `All ${count(total)} judged` : `End of ${name}`}
      actions={
        <Button weight="primary" onClick={props.onTrain}>
          Train reward model
        </Button>
      }
    >
      {left > 0 ? (
        <p>
          {`${count(labelled)} of ${count(total)} judged, ${count(left)} skipped. `}
          Go back with <kbd>{'\u2190'}</kbd>.
        </p>
      ) : null}
      <p>
        Next: <strong>Reward Lens: Train Reward Model</strong>, also in the Command Palette.
      </p>
    </Message>
  );
}

function StillReading({ state }: Pick<FinishedProps, 'state'>): JSX.Element {
  return (
    <Message kind="empty" title={`Reading ${state.name}\u2026`}>
      <p>No item to judge was found so far. It is shown as soon as there is one.</p>
    </Message>
  );
}

function NothingToRank(props: FinishedProps): JSX.Element {
  const { name, problemCount, problems } = props.state;
  const [only] = problems;
  const several = problemCount > 1;
  return (
    <Message
      kind="empty"
      title={`Nothing to rank in ${name}`}
      actions={
        several ? (
          <Button weight="primary" onClick={props.onShowProblems}>
            Show problems
          </Button>
        ) : undefined
      }
    >
      <p>
        {several
          ? `None of its lines could be read: ${count(problemCount)} problems.`
          : (only?.message ?? 'It holds no row.')}
      </p>
    </Message>
  );
}
