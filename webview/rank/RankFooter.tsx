import type { JSX } from 'preact';
import { Button } from '../components/Button.tsx';
import { count } from '../components/numbers.ts';
import { pairVerdicts } from '../components/verdictCommand.ts';
import type { RankState } from '../../src/shared/protocol.ts';
import type { RankCommand } from './rankCommand.ts';
import { StrengthDots } from './StrengthDots.tsx';
import type { Desk } from './useDesk.ts';

type Run = Desk['run'];

interface RankFooterProps {
  readonly state: Extract<RankState, { kind: 'ready' }>;
  readonly desk: Desk;
  readonly plain: boolean;
}

/** Everything that can be done, each button with its key; always in sight. */
export function RankFooter(props: RankFooterProps): JSX.Element {
  const { state, desk } = props;
  const { run } = desk;
  const responses = state.item?.shown.length ?? 0;
  return (
    <footer class="page-foot">
      {responses === 0 ? null : (
        <div class="verdicts" role="group" aria-label="Verdict">
          {responses === 2 ? <PairButtons desk={desk} /> : null}
          {responses > 2 ? <RankingButtons {...props} /> : null}
          {responses === 1 ? (
            <p class="quiet-text">One response: nothing to compare it with.</p>
          ) : null}
        </div>
      )}
      {responses === 2 && (state.asksStrength || desk.strength !== null) ? (
        <StrengthDots asked={state.asksStrength} strength={desk.strength} />
      ) : null}
      <Moves state={state} run={run} />
      <div class="views" role="group" aria-label="Views">
        <Quiet keyCap="/" text="find" command={{ kind: 'find' }} run={run} />
        {state.item === null ? null : (
          <>
            <Quiet
              keyCap="M"
              text={props.plain ? 'Markdown' : 'plain text'}
              command={{ kind: 'togglePlain' }}
              run={run}
            />
            <Quiet keyCap="I" text="inspect" command={{ kind: 'inspect' }} run={run} />
          </>
        )}
        <Quiet keyCap="?" text="keys" command={{ kind: 'toggleKeys' }} run={run} />
      </div>
      <Outcome state={state} />
    </footer>
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

function PairButtons({ desk }: { readonly desk: Desk }): JSX.Element {
  const { run, waiting } = desk;
  const verdict = (keyCap: string, text: string, command: RankCommand): JSX.Element => (
    <Button
      keyCap={keyCap}
      label={/[12]/.test(keyCap) ? `${keyCap} ${text}` : text}
      onClick={(event) => {
        // The second click of a double click says a winner that waits once more.
        if (waiting !== null) run(command, event.timeStamp);
        else runOnce(event, command, run);
      }}
    >
      {text}
    </Button>
  );
  return (
    <>
      {verdict('1', 'better', pairVerdicts.firstBetter)}
      {verdict('2', 'better', pairVerdicts.secondBetter)}
      {verdict('0', 'tie', pairVerdicts.tie)}
      {verdict('B', 'both bad', pairVerdicts.bothBad)}
    </>
  );
}

function RankingButtons(props: RankFooterProps): JSX.Element {
  const { run, ranking } = props.desk;
  return (
    <>
      <Button
        weight="primary"
        keyCap={'\u21b5'}
        shortcut="Enter"
        disabled={ranking.places === null}
        onClick={(event) => {
          runOnce(event, { kind: 'saveRanking' }, run);
        }}
      >
        Save ranking
      </Button>
      <Button
        keyCap="T"
        label="tie the next one"
        disabled={!ranking.started}
        onClick={(event) => {
          run({ kind: 'tieNext' }, event.timeStamp);
        }}
      >
        tie next
      </Button>
      <Button
        keyCap="Esc"
        shortcut="Escape"
        disabled={!ranking.started}
        onClick={(event) => {
          run({ kind: 'clearRanking' }, event.timeStamp);
        }}
      >
        Clear
      </Button>
    </>
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
      label={back ? 'previous item' : 'next item'}
      onClick={(event) => {
        props.run({ kind: 'move', step: props.step }, event.timeStamp);
      }}
    >
      {back ? 'back' : 'next'}
    </Button>
  );
}

/** The second click of a double click is not an answer to the next item. */
function runOnce(event: MouseEvent, command: RankCommand, run: Run): void {
  if (event.detail <= 1) run(command, event.timeStamp);
}

/** What came of the last step. */
function Outcome(props: Pick<RankFooterProps, 'state'>): JSX.Element {
  const { saved, notice } = props.state;
  if (notice !== null) return <p class="saved">{notice}</p>;
  // A failure has a bar of its own above.
  if (saved?.kind !== 'saved') return <p class="saved" />;
  return <p class="saved">{`saved \u2713 ${count(Math.max(1, Math.round(saved.ms)))} ms`}</p>;
}
