import type { JSX } from 'preact';

/** A share, or a coefficient of 0 to 1, with its interval where that is known. */
export interface IntervalRow {
  readonly label: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The same in words; what is read out too. */
  readonly text: string;
}

/** Dots with their intervals on lines from 0 to 1, with a mark where nothing but chance is. */
export function Intervals(props: {
  readonly rows: readonly IntervalRow[];
  readonly mark?: number;
}): JSX.Element {
  return (
    <dl class="intervals">
      {props.rows.map((row) => (
        <div key={row.label}>
          <dt title={row.label}>{row.label}</dt>
          <dd>
            <Line {...row} {...(props.mark === undefined ? {} : { mark: props.mark })} />
            <span class="number">{row.text}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Line({ value, low, high, mark }: IntervalRow & { readonly mark?: number }): JSX.Element {
  return (
    <svg class="interval" aria-hidden="true">
      <line class="scale" x1="0" x2="100%" y1="50%" y2="50%" />
      {mark === undefined ? null : (
        <line class="mark" x1={at(mark)} x2={at(mark)} y1="10%" y2="90%" />
      )}
      {low === null || high === null ? null : (
        <line class="spread" x1={at(low)} x2={at(high)} y1="50%" y2="50%" />
      )}
      {value === null ? null : <circle class="dot" cx={at(value)} cy="50%" r="4" />}
    </svg>
  );
}

/** A place on the line; what lies beyond is put at its end. */
function at(value: number): string {
  return `${(1 + 98 * Math.max(0, Math.min(1, value))).toFixed(2)}%`;
}
