import { count, percentWithInterval } from '../../components/numbers.ts';
import type { Change, Estimate, Proportion } from '../../../src/shared/quality.ts';

const minus = '\u2212';

/** '0.86' with a true minus; '?' where it is not determined. */
export function coefficient(value: number | null): string {
  if (value === null) return '?';
  const text = Math.abs(value).toFixed(2);
  return value < 0 && Number(text) !== 0 ? minus + text : text;
}

/** '0.86 (0.84 to 0.89), 999 pairs'. */
export function estimateText({ value, low, high, n }: Estimate): string {
  if (value === null) return 'undefined: all say the same';
  return `${coefficient(value)} (${coefficient(low)} to ${coefficient(high)}), ${pairs(n)}`;
}

/** '48.1 % (45.0 to 51.2), n = 999'; without trials that nothing is known. */
export function shareText(share: Proportion): string {
  return share.n === 0 ? 'none yet' : `${percentWithInterval(share)}, n = ${count(share.n)}`;
}

/** '350 ms', '12.3 s', '4.1 min'. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}\u00a0ms`;
  return ms < 120_000 ? `${(ms / 1000).toFixed(1)}\u00a0s` : `${(ms / 60_000).toFixed(1)}\u00a0min`;
}

/** What became of a rate in percentage points, where it is beyond chance; else null. */
export function rateChange(what: string, change: Change | null): string | null {
  if (change === null || (change.low <= 0 && change.high >= 0)) return null;
  const points = (value: number): string => Math.abs(value * 100).toFixed(0);
  const [low, high] = [change.low, change.high].map(Math.abs).sort((a, b) => a - b);
  const word = change.value > 0 ? 'rose' : 'fell';
  return `${what} ${word} by ${points(change.value)} points (${points(low ?? 0)} to ${points(high ?? 0)})`;
}

/** What became of the median duration, where it is beyond chance; else null. */
export function durationChange(change: Change | null): string | null {
  if (change === null || (change.low <= 1 && change.high >= 1)) return null;
  const { value, low, high } = change;
  const text = `${value.toFixed(2)} times (${low.toFixed(2)} to ${high.toFixed(2)})`;
  return `a judgement takes ${text} as long`;
}

function pairs(n: number): string {
  return `${count(n)} ${n === 1 ? 'pair' : 'pairs'}`;
}
