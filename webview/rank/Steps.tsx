import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Markdown } from '../components/Markdown.tsx';
import type { Step } from '../../src/shared/reports.ts';
import { isAfterError, type StepLabel } from './stepDraft.ts';
import { labelWord, type DeskWithSteps, type StepDesk } from './useSteps.ts';

interface StepsProps {
  readonly steps: readonly Step[];
  readonly itemKey: string;
  readonly draft: StepDesk;
  readonly plain: boolean;
  readonly run: DeskWithSteps['run'];
}

const signs = { '1': '+', '0': '0', '-1': '\u2212' } as const;

/** The steps of an answer one below the other, each with its label; the current one is marked. */
export function Steps({ steps, itemKey, draft, plain, run }: StepsProps): JSX.Element {
  const current = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [itemKey, draft.at]);
  return (
    <ol role="list" class="steps" aria-label="Steps">
      {steps.map(({ content }, at) => {
        const isCurrent = at === draft.at;
        const label = draft.labels[at] ?? null;
        const after = label === null && isAfterError(draft.labels, at);
        return (
          <li
            key={at}
            class={`card step${isCurrent ? ' current' : ''}${after ? ' after-error' : ''}`}
            {...(isCurrent ? { ref: current, 'aria-current': 'step' } : {})}
          >
            <span class="step-number">
              <span class="unseen">Step </span>
              {at + 1}
            </span>
            <div class="step-text">
              <Markdown text={content} plain={plain} />
              {after ? <p class="quiet-text">after the first error</p> : null}
            </div>
            <div class="step-labels" role="group" aria-label={`Label of step ${at + 1}`}>
              {([1, 0, -1] as const).map((each) => (
                <LabelButton key={each} step={at} label={each} pressed={label === each} run={run} />
              ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function LabelButton(props: {
  readonly step: number;
  readonly label: Exclude<StepLabel, null>;
  readonly pressed: boolean;
  readonly run: DeskWithSteps['run'];
}): JSX.Element {
  const { step, label, pressed } = props;
  return (
    <button
      type="button"
      class={`step-label${pressed ? ' pressed' : ''}`}
      aria-pressed={pressed}
      aria-label={`${signs[label]} step ${step + 1} is ${labelWord(label)}`}
      title={`${labelWord(label)} (${signs[label]})`}
      onClick={(event) => {
        props.run({ kind: 'stepLabel', label, step }, event.timeStamp);
      }}
    >
      {signs[label]}
    </button>
  );
}
