import type { Random } from '../random/seededRandom.ts';
import { wilson } from '../evaluation/wilson.ts';
import type { Proportion } from '../evaluation/reports.ts';
import type { Judgement } from '../records/types.ts';
import type { Estimate } from './bootstrapInterval.ts';
import { cohenKappa, type TwoValues } from './cohenKappa.ts';
import { pairVotes } from './pairVotes.ts';

/** How often one person says the same of the same responses when asked again unknowingly. */
export interface TestRetest {
  /** Repeats. */
  readonly n: number;
  /**
   * Pairs of responses of which the repeat says the same: a tie is only the same as a tie. `n` counts
   * pairs; with rankings of several the interval is too narrow, as their pairs hang together.
   */
  readonly same: Proportion;
  /** Cohen's kappa of the first judgements and their repeats, over records. */
  readonly kappa: Estimate;
}

/**
 * Sums up one person's hidden repeats, each the first judgement and then the repeat of it. `pause` is
 * awaited within.
 */
export async function testRetest(
  repeats: readonly (readonly [Judgement, Judgement])[],
  random: Random,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<TestRetest> {
  const values: TwoValues[] = [];
  const recordOf: number[] = [];
  for (const [record, [first, again]] of repeats.entries()) {
    await pause();
    // In the order of the screen, as the better one standing first would leave nothing to chance.
    const responses = first.shown.map((id) => ({ id, content: '' }));
    const votes = pairVotes({ id: '', prompt: [], responses, judgements: [] }, [
      { ...first, dimension: 'overall' },
      { ...again, dimension: 'overall' },
    ]);
    for (const [one, other] of votes) {
      if (one === undefined || other === undefined) continue;
      values.push([one.outcome, other.outcome]);
      recordOf.push(record);
    }
  }
  const same = values.filter(([one, other]) => one === other).length;
  return {
    n: repeats.length,
    same: wilson(same, values.length),
    kappa: await cohenKappa(values, 'nominal', random, recordOf, pause),
  };
}
