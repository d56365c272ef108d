import type { JSX } from 'preact';

/** A value of one block of judgements with its interval; null where none is known. */
export type DriftPoint = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
} | null;

interface DriftChartProps {
  readonly title: string;
  readonly points: readonly DriftPoint[];
  readonly text: (value: number) => string;
  /** Where nothing but chance is. */
  readonly mark?: number;
  /** The ends of the scale; by the points where left out. */
  readonly scale?: readonly [number, number];
}

const height = 72;

/** Blocks of judgements in order, each a dot with its interval. */
export function DriftChart({ title, points, text, mark, scale }: DriftChartProps): JSX.Element {
  const known = points.filter((point) => point !== null);
  const low = scale?.[0] ?? Math.min(...known.map((point) => point.low));
  const high = scale?.[1] ?? Math.max(...known.map((point) => point.high));
  const y = (value: number): number =>
    4 + (high === low ? 0.5 : (high - value) / (high - low)) * (height - 8);
  const x = (index: number): string => `${(((index + 0.5) / points.length) * 100).toFixed(2)}%`;
  const said = points.map((point) => (point === null ? 'none' : text(point.value))).join(', ');
  return (
    <figure class="drift">
      <figcaption>{title}</figcaption>
      <div class="drift-box">
        <svg height={height} role="img" aria-label={`${title} over time: ${said}`}>
          {mark === undefined ? null : (
            <line class="mark" x1="0" x2="100%" y1={y(mark)} y2={y(mark)} />
          )}
          {points.map((point, index) =>
            point === null ? null : (
              <g key={index}>
                <line
                  class="spread"
                  x1={x(index)}
                  x2={x(index)}
                  y1={y(point.low)}
                  y2={y(point.high)}
                />
                <circle class="dot" cx={x(index)} cy={y(point.value)} r="3.5">
                  <title>{`${text(point.value)} (${text(point.low)} to ${text(point.high)})`}</title>
                </circle>
              </g>
            ),
          )}
        </svg>
        <div class="drift-scale number" aria-hidden="true">
          <span>{text(high)}</span>
          <span>{text(low)}</span>
        </div>
      </div>
    </figure>
  );
}
