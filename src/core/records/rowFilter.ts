import { FLAGGED } from './flagged.ts';
import { preferOverall } from './preferOverall.ts';
import type { Judgement } from './types.ts';

/** Which rows of a dataset are meant. */
export interface RowFilter {
  /**
   * All; those still to judge; those judged in the label log; those where that was a tie, or the row
   * came with one; those flagged; or the `records` alone. Of one person the latest judgement counts.
   */
  readonly show: 'all' | 'unlabelled' | 'judged' | 'ties' | 'flagged' | 'records';
  /** Whose judgements in the label log count; anybody's when left out. */
  readonly by?: string;
  /** Ids of records: those meant, or flagged although no judgement says so yet. */
  readonly records?: readonly string[];
}

/** What is known of a row beside its texts. */
export interface RowLabels {
  /** What it came with. */
  readonly came: { readonly judged: boolean; readonly tied: boolean };
  /** The standing judgements in the label log. */
  readonly standing: readonly Judgement[];
  /** Whether its record is one of the filter's `records`. */
  readonly named: boolean;
}

/** Whether a row is one of those meant. */
export function rowMatches({ show, by }: RowFilter, { came, standing, named }: RowLabels): boolean {
  if (show === 'all') return true;
  if (show === 'records') return named;
  const counted = by === undefined ? standing : standing.filter((each) => each.annotator === by);
  switch (show) {
    case 'unlabelled':
      return !came.judged && counted.length === 0;
    case 'judged':
      return counted.length > 0;
    case 'ties':
      return counted.length === 0 ? came.tied : annotatorsOf(counted).some(isTied);
    case 'flagged':
      return named || counted.some(({ flags = [] }) => flags.includes(FLAGGED));
  }
}

/** Whether somebody's judgements of a record come to a tie of all its responses. */
export function isTied(judgements: readonly Judgement[]): boolean {
  const ranking = preferOverall(judgements)?.ranking;
  return ranking?.length === 1 && (ranking[0]?.length ?? 0) > 1;
}

function annotatorsOf(judgements: readonly Judgement[]): Judgement[][] {
  const own = new Map<string, Judgement[]>();
  for (const each of judgements) {
    const known = own.get(each.annotator);
    if (known === undefined) own.set(each.annotator, [each]);
    else known.push(each);
  }
  return [...own.values()];
}
