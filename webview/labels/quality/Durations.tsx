import type { JSX } from 'preact';
import { Button } from '../../components/Button.tsx';
import { count } from '../../components/numbers.ts';
import type { DurationBin, OddDuration, PersonQuality } from '../../../src/shared/quality.ts';
import { durationText } from './qualityWords.ts';

interface DurationsProps {
  readonly person: PersonQuality;
  readonly onOpen: (row: OddDuration) => void;
}

const height = 72;

/** How long judgements took, and those that stand out. */
export function Durations({ person, onOpen }: DurationsProps): JSX.Element {
  const { speed, durations } = person;
  if (speed.n === 0) return <p class="quiet-text">No durations are known.</p>;
  return (
    <div class="durations">
      <Histogram bins={durations} />
      <OddList name="Far too fast" count={speed.fastCount} rows={speed.fast} onOpen={onOpen} />
      <OddList name="Far too slow" count={speed.slowCount} rows={speed.slow} onOpen={onOpen} />
      {speed.fastCount + speed.slowCount > 0 ? null : (
        <p class="quiet-text">
          {speed.n < 20 ? 'Too few to tell which stand out.' : 'None stands out for its length.'}
        </p>
      )}
    </div>
  );
}

function Histogram({ bins }: { readonly bins: readonly DurationBin[] }): JSX.Element {
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const share = 100 / bins.length;
  const said = bins
    .filter((bin) => bin.count > 0)
    .map(({ fromMs, count: n }) => `${count(n)} from ${durationText(fromMs)}`)
    .join(', ');
  return (
    <figure class="histogram">
      <svg height={height} role="img" aria-label={`Durations: ${said}`}>
        {bins.map(({ fromMs, count: n }, index) => (
          <rect
            key={fromMs}
            class="bar"
            x={`${(index * share + 0.5).toFixed(2)}%`}
            width={`${(share - 1).toFixed(2)}%`}
            y={height - (n / most) * height}
            height={(n / most) * height}
          >
            <title>{`from ${durationText(fromMs)}: ${count(n)}`}</title>
          </rect>
        ))}
      </svg>
      <div class="histogram-scale number" aria-hidden="true">
        {bins.map(({ fromMs }, index) => (
          <span key={fromMs}>{index % 2 === 0 ? durationText(fromMs) : ''}</span>
        ))}
      </div>
    </figure>
  );
}

function OddList(props: {
  readonly name: string;
  readonly count: number;
  readonly rows: readonly OddDuration[];
  readonly onOpen: (row: OddDuration) => void;
}): JSX.Element | null {
  if (props.count === 0) return null;
  const more = props.count - props.rows.length;
  return (
    <div class="odd">
      <h4>{`${props.name} for the length: ${count(props.count)}`}</h4>
      <ul role="list">
        {props.rows.map((row) => (
          <li key={row.index}>
            <Button weight="quiet" class="odd-row" onClick={() => props.onOpen(row)}>
              {`line ${count(row.line)}${row.file === undefined ? '' : ` of ${row.file}`}: ${durationText(row.durationMs)} for ${count(row.length)} characters`}
            </Button>
          </li>
        ))}
      </ul>
      {more === 0 ? null : <p class="quiet-text">{`and ${count(more)} more`}</p>}
    </div>
  );
}
