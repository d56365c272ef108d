import type { Judgement } from './types.ts';

/**
 * The dimensions, of those asked for and in their order, that a record is still to be judged in:
 * `standing` are its judgements in the label log. A row with a judgement of its own (`rowJudged`)
 * counts as judged in 'overall' and in nothing else: its other dimensions are asked for anew.
 */
export function openDimensions(
  dimensions: readonly string[],
  standing: readonly Pick<Judgement, 'dimension'>[],
  rowJudged: boolean,
): readonly string[] {
  const judged = new Set(standing.map(({ dimension = 'overall' }) => dimension));
  if (rowJudged) judged.add('overall');
  return dimensions.filter((dimension) => !judged.has(dimension));
}
