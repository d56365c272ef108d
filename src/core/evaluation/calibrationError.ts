import { pausedBootstrap, type Estimate } from '../agreement/bootstrapInterval.ts';
import { sigmoid } from '../math/sigmoid.ts';
import type { Random } from '../random/seededRandom.ts';

/** Bins of the confidence, which goes from 0.5 to 1. */
const BINS = 10;
/** Parts of a bin, within which the bootstrap does not tell pairs apart. */
const PARTS = 5;

/** Pairs of about one confidence that are all right, all wrong or all undecided. */
interface Kind {
  readonly bin: number;
  readonly right: number;
  /** Mean of them. */
  confidence: number;
  count: number;
}

/**
 * Expected calibration error of a Bradley-Terry model: Σ (n_b / N) · |share right − mean confidence|
 * over ten bins of equal width (Guo, Pleiss, Sun & Weinberger 2017), with its 95 % interval by
 * bootstrap over pairs. The confidence is σ(|lead|); a lead of 0 is right by half. 0 is best; it is
 * above 0 by chance alone even for a perfectly calibrated model, by more the fewer pairs there are.
 * null without pairs. `pause` is awaited within.
 *
 * @param leads reward of the chosen response minus that of the rejected one, by pair.
 */
export async function calibrationError(
  leads: Float64Array,
  random: Random,
  pause: () => Promise<void>,
): Promise<Estimate> {
  const kinds = kindsOf(leads);
  const error = (counts: readonly number[]): number | null => {
    const gaps = new Float64Array(BINS);
    let n = 0;
    kinds.forEach(({ bin, right, confidence }, kind) => {
      const count = counts[kind] ?? 0;
      gaps[bin] = (gaps[bin] ?? 0) + count * (right - confidence);
      n += count;
    });
    return n === 0 ? null : gaps.reduce((total, gap) => total + Math.abs(gap), 0) / n;
  };
  return pausedBootstrap(
    kinds.map(({ count }) => count),
    error,
    random,
    pause,
  );
}

function kindsOf(leads: Float64Array): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  for (const lead of leads) {
    const confidence = sigmoid(Math.abs(lead));
    const part = Math.min(BINS * PARTS - 1, Math.floor(2 * (confidence - 0.5) * BINS * PARTS));
    const right = (Math.sign(lead) + 1) / 2;
    const key = `${part} ${right}`;
    const bin = Math.floor(part / PARTS);
    const kind = kinds.get(key) ?? { bin, right, confidence: 0, count: 0 };
    kinds.set(key, kind);
    kind.count++;
    kind.confidence += (confidence - kind.confidence) / kind.count;
  }
  return [...kinds.values()];
}
