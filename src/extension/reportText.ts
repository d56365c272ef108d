import type { LeftOut, ModelSummary, Score, TrainReport } from '../shared/reports.ts';

type HeldOut = NonNullable<ModelSummary['heldOut']>;

/** '62.4 %'. */
export function percentText(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** '5,152'. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** '62.4 % (59–65)': with the 95 % interval, whose ends are not equally far away. */
export function accuracyText({ accuracy }: Pick<HeldOut, 'accuracy'>): string {
  const whole = (share: number): string => (share * 100).toFixed(0);
  return `${percentText(accuracy.value)} (${whole(accuracy.low)}–${whole(accuracy.high)})`;
}

/** '+1.32' or '−0.41', with a true minus sign. */
export function signedText(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  // What rounds to zero has no sign.
  if (Number(text) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** '92nd percentile'. */
export function percentileText(percentile: number): string {
  const whole = Math.round(percentile);
  const lastTwo = whole % 100;
  const suffix =
    lastTwo >= 11 && lastTwo <= 13
      ? 'th'
      : (({ 1: 'st', 2: 'nd', 3: 'rd' } as Record<number, string>)[whole % 10] ?? 'th');
  return `${whole}${suffix} percentile`;
}

/** 'reward +1.32 · 92nd percentile'. */
export function scoreText(score: Score): string {
  return `reward ${signedText(score.reward)} · ${percentileText(score.percentile)}`;
}

/** The one line at the end of training: accuracy with its interval, the baseline, what was used. */
export function trainedText(report: TrainReport): string {
  const used = `${countText(report.model.pairsUsed)} pairs used, ${leftOutText(report.leftOut)}`;
  const heldOut = report.model.heldOut;
  if (heldOut === null) return `Trained without a held-out part (too few pairs); ${used}`;
  const { accuracy, longerWins } = heldOut;
  const interval = `${(accuracy.low * 100).toFixed(1)} to ${(accuracy.high * 100).toFixed(1)}`;
  return (
    `Held-out accuracy ${percentText(accuracy.value)} (${interval}), ` +
    `longer-wins ${percentText(longerWins.value)}; ${used}`
  );
}

function leftOutText(leftOut: readonly LeftOut[]): string {
  const count = leftOut.reduce((sum, one) => sum + one.count, 0);
  const [first, ...others] = [...leftOut].sort((a, b) => b.count - a.count);
  if (first === undefined || count === 0) return 'none left out';
  const why = others.length === 0 ? first.reason : `mostly ${first.reason}`;
  return `${countText(count)} left out (${why})`;
}
