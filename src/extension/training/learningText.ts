import type { LearnReport } from '../../shared/learning.ts';
import { accuracyText, countText, percentText } from '../reportText.ts';

type Learnt = NonNullable<LearnReport['learnt']>;

/** How well a head did with so many labels. */
export interface LearningPoint {
  readonly labels: number;
  readonly accuracy: number;
}

/** '62 % ± 3 · 214 labels': the longer half of the interval stands for both. */
export function learningText({ labels, least, learnt }: LearnReport): string {
  const counted = `${countText(labels)} ${labels === 1 ? 'label' : 'labels'}`;
  if (learnt === null) return counted;
  const { value, low, high } = learnt.accuracy;
  const half = Math.max(value - low, high - value);
  const whole = (share: number): string => (100 * share).toFixed(0);
  return labels < least ? counted : `${whole(value)} % ± ${whole(half)} · ${counted}`;
}

/** What the numbers mean, with the curve so far. */
export function learningTooltip(report: LearnReport, points: readonly LearningPoint[]): string {
  const { labels, came, least, learnt } = report;
  if (labels < least) return `Learning starts at ${least} labels`;
  if (learnt === null) return 'Learning starts when there are pairs on three prompts';
  const curve =
    points.length < 2 ? [] : [`Since ${points[0]?.labels} labels: ${sparkline(points)}`];
  return [
    `Learnt from your labels: ${accuracyText(learnt)} on ${countText(learnt.accuracy.n)} pairs kept aside`,
    ...calibrationLine(learnt.calibration),
    `Brier score ${learnt.brier.toFixed(3)} (0 is best, 0.25 is a coin's)`,
    ...(came === 0
      ? []
      : [`${countText(came)} of the ${countText(labels)} labels came with the file`]),
    ...curve,
  ].join('\n');
}

function calibrationLine({ value, low, high }: Learnt['calibration']): readonly string[] {
  if (value === null || low === null || high === null) return [];
  const [from, to] = [low, high].map((share) => (100 * share).toFixed(0));
  return [`Its probabilities are off by ${percentText(value)} (${from}–${to}; calibration error)`];
}

const BARS = '▁▂▃▄▅▆▇█';

/** One bar for each point, the lowest from half right, the highest for all right. */
function sparkline(points: readonly LearningPoint[]): string {
  const bars = points.slice(-24).map(({ accuracy }) => {
    const step = Math.floor((accuracy - 0.5) * 2 * BARS.length);
    return BARS[Math.max(0, Math.min(BARS.length - 1, step))] ?? '';
  });
  return bars.join('');
}
