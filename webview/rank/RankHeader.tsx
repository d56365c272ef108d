import type { JSX } from 'preact';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { count } from '../components/numbers.ts';
import type { RankState } from '../../src/shared/protocol.ts';
import { FormatBadge } from './FormatBadge.tsx';
import { JumpField } from './JumpField.tsx';
import type { Part } from './usePart.ts';
import { WhereIs } from './WhereIs.tsx';

type ReadyState = Extract<RankState, { kind: 'ready' }>;

interface RankHeaderProps {
  readonly state: ReadyState;
  readonly problemsOpen: boolean;
  readonly onToggleProblems: () => void;
  readonly onOpenLine: (line: number, file?: string) => void;
  readonly onChooseFormat: () => void;
  readonly jumping: Part;
  readonly onJump: (index: number) => void;
}

/** The file and its format, how far it is labelled, where the item stands, and what could not be read. */
export function RankHeader(props: RankHeaderProps): JSX.Element {
  const { state, jumping } = props;
  const { item, reading } = state;
  return (
    <header class="page-head">
      <h1 title={state.name}>{state.name}</h1>
      {state.format === null && state.problemCount === 0 ? null : (
        <FormatBadge format={state.format} onChoose={props.onChooseFormat} />
      )}
      <p class="labelled">
        <span class="number">
          {count(state.labelled) + (reading === null ? ` / ${count(state.total)}` : '')}
        </span>{' '}
        labelled
      </p>
      {reading === null ? (
        <Progress done={state.labelled} total={state.total} />
      ) : (
        <p class="reading">{`reading\u2026 ${count(reading)} rows so far`}</p>
      )}
      <span class="spacer" />
      {state.problemCount === 0 ? null : (
        <Button
          weight="quiet"
          class="problems-button"
          label={problemsText(state.problemCount)}
          expanded={props.problemsOpen}
          onClick={props.onToggleProblems}
        >
          <Badge>{count(state.problemCount)}</Badge>
          {`\u00a0${state.problemCount === 1 ? 'problem' : 'problems'}`}
        </Button>
      )}
      {jumping.open ? (
        <JumpField
          asked={jumping.asked}
          now={item === null || item.index === null ? null : item.index + 1}
          total={state.total}
          reading={reading !== null}
          onJump={props.onJump}
          onClose={jumping.close}
        />
      ) : null}
      {item === null ? null : (
        <WhereIs
          name={state.name}
          item={item}
          hidden={jumping.open}
          onJump={jumping.show}
          onOpenLine={props.onOpenLine}
        />
      )}
    </header>
  );
}

function Progress(props: { readonly done: number; readonly total: number }): JSX.Element {
  const share = props.total === 0 ? 0 : props.done / props.total;
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label="Labelled"
      aria-valuemin={0}
      aria-valuemax={props.total}
      aria-valuenow={props.done}
    >
      <div class="progress-done" style={{ width: `${(share * 100).toFixed(2)}%` }} />
    </div>
  );
}

function problemsText(problems: number): string {
  return `${count(problems)} ${problems === 1 ? 'problem' : 'problems'}`;
}
