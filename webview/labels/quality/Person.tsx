import type { JSX } from 'preact';
import { percent } from '../../components/numbers.ts';
import type { OddDuration, PersonQuality } from '../../../src/shared/quality.ts';
import { DriftChart } from './DriftChart.tsx';
import { Durations } from './Durations.tsx';
import { durationChange, durationText, rateChange } from './qualityWords.ts';

/** How one person's judging changed, and how long it took. */
export function Person(props: {
  readonly person: PersonQuality;
  readonly onOpen: (row: OddDuration) => void;
}): JSX.Element {
  const { person, onOpen } = props;
  return (
    <section class="person" aria-label={person.annotator}>
      <h3>{person.annotator}</h3>
      <div class="person-parts">
        <OverTime person={person} />
        <Durations person={person} onOpen={onOpen} />
      </div>
    </section>
  );
}

function OverTime({ person }: { readonly person: PersonQuality }): JSX.Element {
  const { blocks, change } = person.drift;
  if (blocks.length === 0) {
    return <p class="quiet-text">Changes over time show from 40 judgements on.</p>;
  }
  const told = [
    rateChange('the left side', change.left),
    rateChange('ties', change.ties),
    durationChange(change.duration),
  ].filter((each) => each !== null);
  const share = (value: number): string => percent(value);
  return (
    <div class="over-time">
      <DriftChart
        title="Left side preferred"
        points={blocks.map(({ left }) => (left.n === 0 ? null : left))}
        text={share}
        mark={0.5}
        scale={[0, 1]}
      />
      <DriftChart
        title="Ties"
        points={blocks.map(({ ties }) => ties)}
        text={share}
        scale={[0, 1]}
      />
      {blocks.every(({ duration }) => duration === null) ? null : (
        <DriftChart
          title="Median duration"
          points={blocks.map(({ duration }) => duration)}
          text={durationText}
        />
      )}
      <p title="From the first half to the second; one in twenty who never change still shows one">
        {told.length === 0
          ? 'No change from the first half to the second beyond chance.'
          : `From the first half to the second: ${told.join('; ')}.`}
      </p>
    </div>
  );
}
