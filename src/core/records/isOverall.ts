import type { Judgement } from './types.ts';

/** Whether a judgement is of the dimension 'overall', which is what one without a dimension is of. */
export function isOverall({ dimension = 'overall' }: Pick<Judgement, 'dimension'>): boolean {
  return dimension === 'overall';
}
