import type { JSX } from 'preact';
import { Button } from '../components/Button.tsx';
import { isFirstClick } from '../components/isFirstClick.ts';
import type { RankCommand } from './rankCommand.ts';
import type { DeskWithSteps, StepDesk } from './useSteps.ts';

/** The buttons that label the current step, and save, each with its key. */
export function StepButtons(props: {
  readonly draft: StepDesk;
  readonly run: DeskWithSteps['run'];
}): JSX.Element {
  const { draft, run } = props;
  const label = (keyCap: string, text: string, label: 1 | 0 | -1): JSX.Element => (
    <Button
      keyCap={keyCap}
      label={`${text}, step ${draft.at + 1}`}
      onClick={(event) => {
        run({ kind: 'stepLabel', label }, event.timeStamp);
      }}
    >
      {text}
    </Button>
  );
  const end = (command: RankCommand) => (event: MouseEvent) => {
    if (isFirstClick(event)) run(command, event.timeStamp);
  };
  return (
    <div class="verdicts" role="group" aria-label="Labels of steps">
      {label('+', 'right', 1)}
      {label('0', 'neutral', 0)}
      {label('\u2212', 'wrong', -1)}
      <Button
        weight="primary"
        keyCap={'\u21b5'}
        shortcut="Enter"
        disabled={!draft.complete}
        onClick={end({ kind: 'saveRanking' })}
      >
        Save labels
      </Button>
      <Button
        keyCap="Esc"
        shortcut="Escape"
        disabled={!draft.started}
        onClick={end({ kind: 'clearRanking' })}
      >
        Clear
      </Button>
    </div>
  );
}
