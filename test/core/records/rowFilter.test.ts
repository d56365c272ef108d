import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowMatches, type RowFilter, type RowLabels } from '../../../src/core/records/rowFilter.ts';
import type { Judgement } from '../../../src/core/records/types.ts';
import { aJudgement } from '../../support/builders.ts';

const judgement = fc
  .record({
    annotator: fc.constantFrom('ana', 'ben'),
    ranking: fc.constantFrom([['a'], ['b']], [['a', 'b']]),
    flags: fc.constantFrom([], ['flagged'], ['bothBad', 'flagged'], ['bothBad']),
  })
  .map((given): Judgement => aJudgement(given));
/** One judgement each. */
const standing = fc.uniqueArray(judgement, { selector: ({ annotator }) => annotator });
const labels: fc.Arbitrary<RowLabels> = fc.record({
  came: fc
    .record({ judged: fc.boolean(), tied: fc.boolean() })
    .map(({ judged, tied }) => ({ judged, tied: judged && tied })),
  standing,
  named: fc.boolean(),
});
const by = fc.constantFrom('ana', 'ben', undefined);
const filterOf = (show: RowFilter['show'], who: string | undefined): RowFilter =>
  who === undefined ? { show } : { show, by: who };

test('what is judged in the log is not unlabelled, and the rest is unless it came judged', () => {
  fc.assert(
    fc.property(labels, by, (row, who) => {
      const is = (show: RowFilter['show']): boolean => rowMatches(filterOf(show, who), row);
      const own = row.standing.filter(({ annotator }) => who === undefined || annotator === who);
      expect(is('judged')).toBe(own.length > 0);
      expect(is('unlabelled')).toBe(own.length === 0 && !row.came.judged);
      expect(is('flagged')).toBe(
        row.named || own.some(({ flags }) => flags?.includes('flagged') === true),
      );
      const tied = own.some(({ ranking }) => ranking.length === 1);
      expect(is('ties')).toBe(own.length === 0 ? row.came.tied : tied);
      expect(is('records')).toBe(row.named);
      expect(is('all')).toBe(true);
    }),
  );
});

describe('a tie', () => {
  const came = { judged: false, tied: false };
  const row = (...each: Judgement[]): RowLabels => ({ came, standing: each, named: false });
  const tie: RowFilter = { show: 'ties' };

  test('is told by the overall judgement where there are several', () => {
    const overall = aJudgement();
    const safety = aJudgement({ dimension: 'safety', ranking: [['a', 'b']] });
    expect(rowMatches(tie, row(safety, overall))).toBe(false);
    expect(rowMatches(tie, row(safety))).toBe(true);
    const another = { ...safety, annotator: 'ben' };
    expect(rowMatches(tie, row(overall, another))).toBe(true);
    expect(rowMatches({ ...tie, by: 'ana' }, row(overall, another))).toBe(false);
  });

  test('needs two responses, and of three all in one tier', () => {
    expect(rowMatches(tie, row(aJudgement({ ranking: [['a']] })))).toBe(false);
    expect(rowMatches(tie, row(aJudgement({ ranking: [['a', 'b'], ['c']] })))).toBe(false);
    expect(rowMatches(tie, row(aJudgement({ ranking: [['a', 'b', 'c']] })))).toBe(true);
  });
});
