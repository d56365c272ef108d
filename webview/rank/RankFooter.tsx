import type { JSX } from 'preact';
import { Button } from '../components/Button.tsx';
import { Outcome } from '../components/Outcome.tsx';
import { VerdictButtons } from '../components/VerdictButtons.tsx';
import type { RankItem, RankState } from '../../src/shared/protocol.ts';
import { Dimensions } from './Dimensions.tsx';
import type { Reading } from './reading.ts';
import type { RankCommand } from './rankCommand.ts';
import { StrengthDots } from './StrengthDots.tsx';
import { StepButtons } from './StepButtons.tsx';
import type { Desk } from './useDesk.ts';
import type { DeskWithSteps } from './useSteps.ts';

type Run = Desk['run'];

interface RankFooterProps {
  readonly state: Extract<RankState, { kind: 'ready' }>;
  readonly desk: DeskWithSteps;
  readonly reading: Reading;
}

/** Everything that can be done, each button with its key; always in sight. */
export function RankFooter(props: RankFooterProps): JSX.Element {
  const { state, desk } = props;
  const { run } = desk;
  const dimension = state.item?.dimension ?? null;
  const responses = state.item?.shown.length ?? 0;
  return (
    <footer class="page-foot">
      {dimension === null ? null : <Dimensions dimension={dimension} run={run} />}
      {desk.steps === null ? null : <StepButtons draft={desk.steps} run={run} />}
      {responses === 0 ? null : (
        <div class="verdicts" role="group" aria-label="Verdict">
          {responses === 1 ? (
            <p class="quiet-text">One response: nothing to compare it with.</p>
          ) : (
            <VerdictButtons
              responses={responses}
              run={run}
              complete={desk.ranking.places !== null}
              started={desk.ranking.started}
              waiting={desk.waiting !== null}
            />
          )}
        </div>
      )}
      {responses === 2 && (state.asksStrength || desk.strength !== null) ? (
        <StrengthDots asked={state.asksStrength} strength={desk.strength} />
      ) : null}
      <Moves state={state} run={run} />
      <Views item={state.item} reading={props.reading} run={run} />
      <Outcome {...state} />
    </footer>
  );
}

function Views(props: {
  readonly item: RankItem | null;
  readonly reading: Reading;
  readonly run: Run;
}): JSX.Element {
  const { item, reading, run } = props;
  return (
    <div class="views" role="group" aria-label="Views">
      <Quiet keyCap="/" text="find" command={{ kind: 'find' }} run={run} />
      {item === null ? null : (
        <>
          <Quiet
            keyCap="M"
            text={reading.plain ? 'Markdown' : 'plain text'}
            command={{ kind: 'togglePlain' }}
            run={run}
          />
          <Quiet keyCap="I" text="inspect" command={{ kind: 'inspect' }} run={run} />
        </>
      )}
      {item === null || item.shown.length < 2 ? null : (
        <Quiet
          keyCap="D"
          text={reading.differences ? 'whole texts' : 'differences'}
          command={{ kind: 'toggleDifferences' }}
          run={run}
        />
      )}
      <Quiet keyCap="?" text="keys" command={{ kind: 'toggleKeys' }} run={run} />
    </div>
  );
}

function Moves({
  state,
  run,
}: {
  readonly state: RankFooterProps['state'];
  readonly run: Run;
}): JSX.Element {
  return (
    <div class="moves" role="group" aria-label="Moving">
      {state.item === null ? null : (
        <Quiet keyCap="S" text="skip" command={{ kind: 'skip' }} run={run} />
      )}
      <Quiet
        keyCap="U"
        text="undo"
        command={{ kind: 'undo' }}
        run={run}
        disabled={!state.canUndo}
      />
      {state.item === null ? null : (
        <>
          <Quiet keyCap="R" text="reason" command={{ kind: 'rationale' }} run={run} />
          <Quiet
            keyCap="F"
            text={state.item.flagged ? '\u2691 flagged' : 'flag'}
            label={state.item.flagged ? 'flagged, take the flag back' : 'flag'}
            command={{ kind: 'flag' }}
            run={run}
          />
        </>
      )}
      <Move step={-1} run={run} />
      <Move step={1} run={run} />
    </div>
  );
}

function Quiet(props: {
  readonly keyCap: string;
  readonly text: string;
  /** Its name, where the text alone is not enough. */
  readonly label?: string;
  readonly command: RankCommand;
  readonly run: Run;
  readonly disabled?: boolean;
}): JSX.Element {
  return (
    <Button
      weight="quiet"
      keyCap={props.keyCap}
      label={props.label ?? props.text}
      disabled={props.disabled ?? false}
      onClick={(event) => {
        props.run(props.command, event.timeStamp);
      }}
    >
      {props.text}
    </Button>
  );
}

function Move(props: { readonly step: 1 | -1; readonly run: Run }): JSX.Element {
  const back = props.step === -1;
  return (
    <Button
      weight="quiet"
      keyCap={back ? '\u2190' : '\u2192'}
      shortcut={back ? 'ArrowLeft' : 'ArrowRight'}
      label={back ? 'back to the previous item' : 'next item'}
      onClick={(event) => {
        props.run({ kind: 'move', step: props.step }, event.timeStamp);
      }}
    >
      {back ? 'back' : 'next'}
    </Button>
  );
}
