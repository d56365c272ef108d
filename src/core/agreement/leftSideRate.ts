import { wilson } from '../evaluation/wilson.ts';
import type { Proportion } from '../evaluation/reports.ts';
import type { Judgement } from '../records/types.ts';

/**
 * How often the response shown first (on the left) won, of the judgements of two responses that
 * prefer one: with its 95 % Wilson interval, 0.5 where sides don't matter and were shown at random.
 * Ties, longer rankings and judgements that don't tell what was shown first are left out, so `n` can
 * be 0: then nothing is known.
 */
export function leftSideRate(judgements: Iterable<Judgement>): Proportion {
  let n = 0;
  let left = 0;
  for (const { ranking, shown } of judgements) {
    const [best, worst] = ranking;
    const isPair = ranking.length === 2 && best?.length === 1 && worst?.length === 1;
    if (!isPair || shown.length !== 2) continue;
    n++;
    if (shown[0] === best[0]) left++;
  }
  return wilson(left, n);
}
