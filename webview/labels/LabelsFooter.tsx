import type { JSX } from 'preact';
import { Button } from '../components/Button.tsx';
import { Outcome } from '../components/Outcome.tsx';
import { VerdictButtons } from '../components/VerdictButtons.tsx';
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
          <VerdictButtons
            responses={responses}
            run={desk.run}
            complete={desk.ranking !== null}
            started={desk.picked}
          />
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
          label="back to the previous conflict"
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
      <Outcome {...state} />
    </footer>
  );
}

type Run = LabelsDesk['run'];

function clicked(command: LabelsCommand, run: Run): (event: MouseEvent) => void {
  return (event) => {
    run(command, event.timeStamp);
  };
}
