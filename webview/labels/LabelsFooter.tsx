import type { JSX } from 'preact';
import { Button } from '../components/Button.tsx';
import { count } from '../components/numbers.ts';
import { pairVerdicts } from '../components/verdictCommand.ts';
import type { LabelsState } from '../../src/shared/labels.ts';
import type { LabelsCommand } from './labelsCommand.ts';
import type { LabelsDesk } from './useLabelsDesk.ts';

interface LabelsFooterProps {
  readonly state: Extract<LabelsState, { kind: 'ready' }>;
  readonly desk: LabelsDesk;
  readonly plain: boolean;
}

/** Everything that can be done, each button with its key; always in sight. */
export function LabelsFooter({ state, desk, plain }: LabelsFooterProps): JSX.Element {
  const responses = state.item?.shown.length ?? 0;
  return (
    <footer class="page-foot">
      {responses < 2 ? null : (
        <div class="verdicts" role="group" aria-label="Decision">
          {responses === 2 ? <PairButtons run={desk.run} /> : <RankingButtons desk={desk} />}
        </div>
      )}
      <div class="moves" role="group" aria-label="Moving">
        <Button
          weight="quiet"
          keyCap="U"
          label="undo"
          disabled={!state.canUndo}
          onClick={clicked({ kind: 'undo' }, desk.run)}
        >
          undo
        </Button>
        <Button
          weight="quiet"
          keyCap={'\u2191'}
          shortcut="ArrowUp"
          label="previous conflict"
          onClick={clicked({ kind: 'step', step: -1 }, desk.run)}
        >
          back
        </Button>
        <Button
          weight="quiet"
          keyCap={'\u2193'}
          shortcut="ArrowDown"
          label="next conflict"
          onClick={clicked({ kind: 'step', step: 1 }, desk.run)}
        >
          next
        </Button>
        <Button
          weight="quiet"
          keyCap="M"
          label={plain ? 'Markdown' : 'plain text'}
          onClick={clicked({ kind: 'togglePlain' }, desk.run)}
        >
          {plain ? 'Markdown' : 'plain text'}
        </Button>
      </div>
      <Outcome state={state} />
    </footer>
  );
}

type Run = LabelsDesk['run'];

function clicked(command: LabelsCommand, run: Run): (event: MouseEvent) => void {
  return (event) => {
    run(command, event.timeStamp);
  };
}

/** The second click of a double click is not a decision on the next conflict. */
function clickedOnce(command: LabelsCommand, run: Run): (event: MouseEvent) => void {
  return (event) => {
    if (event.detail <= 1) run(command, event.timeStamp);
  };
}

function PairButtons({ run }: { readonly run: Run }): JSX.Element {
  return (
    <>
      <Button keyCap="1" label="1 better" onClick={clickedOnce(pairVerdicts.firstBetter, run)}>
        better
      </Button>
      <Button keyCap="2" label="2 better" onClick={clickedOnce(pairVerdicts.secondBetter, run)}>
        better
      </Button>
      <Button keyCap="0" onClick={clickedOnce(pairVerdicts.tie, run)}>
        tie
      </Button>
      <Button keyCap="B" onClick={clickedOnce(pairVerdicts.bothBad, run)}>
        both bad
      </Button>
    </>
  );
}

function RankingButtons({ desk }: { readonly desk: LabelsDesk }): JSX.Element {
  return (
    <>
      <Button
        weight="primary"
        keyCap={'\u21b5'}
        shortcut="Enter"
        disabled={desk.ranking === null}
        onClick={clickedOnce({ kind: 'saveRanking' }, desk.run)}
      >
        Save ranking
      </Button>
      <Button
        keyCap="Esc"
        shortcut="Escape"
        disabled={!desk.picked}
        onClick={clicked({ kind: 'clearRanking' }, desk.run)}
      >
        Clear
      </Button>
    </>
  );
}

/** What came of the last step. */
function Outcome(props: Pick<LabelsFooterProps, 'state'>): JSX.Element {
  const { saved, notice } = props.state;
  if (notice !== null) return <p class="saved">{notice}</p>;
  // A failure has a bar of its own above.
  if (saved?.kind !== 'saved') return <p class="saved" />;
  return <p class="saved">{`saved \u2713 ${count(Math.max(1, Math.round(saved.ms)))} ms`}</p>;
}
