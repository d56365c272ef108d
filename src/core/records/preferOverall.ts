import { isOverall } from './isOverall.ts';
import type { Judgement } from './types.ts';

/** Of one person's judgements of a record, the overall one; the first where there is none. */
export function preferOverall<T extends Pick<Judgement, 'dimension'>>(
  judgements: readonly T[],
): T | undefined {
  return judgements.find(isOverall) ?? judgements[0];
}
