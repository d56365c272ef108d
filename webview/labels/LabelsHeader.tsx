import type { JSX } from 'preact';
import { count } from '../components/numbers.ts';
import type { LabelsState } from '../../src/shared/labels.ts';

/** The dataset, and what its labels come to in one line. */
export function LabelsHeader(props: {
  readonly state: Extract<LabelsState, { kind: 'ready' }>;
  readonly onQuality: (open: boolean) => void;
}): JSX.Element {
  const { name, annotators, shared, openCount, decidedCount, complete, quality } = props.state;
  const measured = quality.kind !== 'closed';
  const judgements = annotators.reduce((sum, each) => sum + each.judgements, 0);
  return (
    <header class="page-head">
      <h1 title={name}>{name}</h1>
      <p class="totals">
        <span>{counted(annotators.length, 'annotator')}</span>
        <span>{counted(judgements, 'judgement')}</span>
        <span>{`${count(shared)} judged by several`}</span>
        <span>
          <strong>{count(openCount)}</strong>
          {openCount === 1 ? ' conflict' : ' conflicts'}
        </span>
        <span>{`${count(decidedCount)} decided`}</span>
      </p>
      <div class="lists" role="group" aria-label="What is shown">
        <button type="button" aria-pressed={!measured} onClick={() => props.onQuality(false)}>
          Conflicts
        </button>
        <button type="button" aria-pressed={measured} onClick={() => props.onQuality(true)}>
          Quality
        </button>
      </div>
      {complete ? null : <p role="status">Still reading: the numbers grow</p>}
    </header>
  );
}

function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}
