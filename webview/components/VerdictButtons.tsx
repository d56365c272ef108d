import type { JSX } from 'preact';
import { Button } from './Button.tsx';
import { isFirstClick } from './isFirstClick.ts';
import { pairVerdicts, type VerdictCommand } from './verdictCommand.ts';

interface VerdictButtonsProps {
  /** How many responses there are, two or more. */
  readonly responses: number;
  /** `at` is the event's timestamp in ms. */
  readonly run: (command: VerdictCommand, at: number) => void;
  /** Whether every response has its place, and whether any has. */
  readonly complete: boolean;
  readonly started: boolean;
  /** Whether a winner waits: the second click of a double click then says it once more. */
  readonly waiting?: boolean;
}

/** The buttons that say which response is better, each with its key. */
export function VerdictButtons(props: VerdictButtonsProps): JSX.Element {
  return props.responses === 2 ? <PairButtons {...props} /> : <RankingButtons {...props} />;
}

function PairButtons({ run, waiting = false }: VerdictButtonsProps): JSX.Element {
  const verdict = (keyCap: string, text: string, command: VerdictCommand): JSX.Element => (
    <Button
      keyCap={keyCap}
      label={/[12]/.test(keyCap) ? `${keyCap} ${text}` : text}
      onClick={(event) => {
        if (waiting || isFirstClick(event)) run(command, event.timeStamp);
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

function RankingButtons({ run, complete, started }: VerdictButtonsProps): JSX.Element {
  return (
    <>
      <Button
        weight="primary"
        keyCap={'\u21b5'}
        shortcut="Enter"
        disabled={!complete}
        onClick={(event) => {
          if (isFirstClick(event)) run({ kind: 'saveRanking' }, event.timeStamp);
        }}
      >
        Save ranking
      </Button>
      <Button
        keyCap="T"
        disabled={!started}
        onClick={(event) => {
          run({ kind: 'tieNext' }, event.timeStamp);
        }}
      >
        tie next
      </Button>
      <Button
        keyCap="Esc"
        shortcut="Escape"
        disabled={!started}
        onClick={(event) => {
          run({ kind: 'clearRanking' }, event.timeStamp);
        }}
      >
        Clear
      </Button>
    </>
  );
}
