import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annotatorSummary } from '../../../src/core/agreement/annotatorSummary.ts';
import { ADJUDICATED } from '../../../src/core/records/adjudication.ts';
import { agreedRanking } from '../../../src/core/records/consensus.ts';
import type { Judgement, Ranking } from '../../../src/core/records/types.ts';
import { aJudgement } from '../../support/builders.ts';

const first: Ranking = [['a'], ['b']];
const second: Ranking = [['b'], ['a']];
const tie: Ranking = [['a', 'b']];

const by = (annotator: string, ranking: Ranking, more: Partial<Judgement> = {}): Judgement =>
  aJudgement({ annotator, ranking, ...more });
const conflictsOf = (...judgements: Judgement[]) => annotatorSummary([judgements]).conflicts;

test('counts what each annotator judged, most first', () => {
  const early = '2026-01-01T10:00:00Z';
  const late = '2026-01-01T10:30:00+01:00';
  const { annotators, shared } = annotatorSummary([
    [by('ana', first, { at: early }), by('ben', second), by('ana', tie, { dimension: 'safety' })],
    [by('ben', first), by('ana', first, { at: late }), by('cem', first)],
    [by('ben', first), by('ben', first, { dimension: 'safety' })],
    [],
  ]);
  const counts = annotators.map(({ latestAt: _, ...rest }) => Object.values(rest));
  expect(counts).toEqual([
    ['ben', 4, 3, 2, 1],
    ['ana', 3, 2, 2, 1],
    ['cem', 1, 1, 1, 0],
  ]);
  expect(shared).toBe(2);
  expect(annotators[1]?.latestAt).toBe('2026-01-31T09:30:00.000Z');
});

test('the latest is told by the moment, not by the text', () => {
  const at = ['2026-01-01T10:00:00Z', '2026-01-01T10:30:00+01:00'];
  const { annotators } = annotatorSummary(at.map((each) => [by('ana', first, { at: each })]));
  expect(annotators[0]?.latestAt).toBe(at[0]);
});

describe('a conflict is', () => {
  test.each([
    ['the opposite', [first, second], 'opposed'],
    ['a tie for one', [first, tie], 'tie'],
    ['both, which is opposed', [tie, first, second], 'opposed'],
    [
      'one pair of a ranking',
      [
        [['a'], ['b'], ['c']],
        [['a'], ['c'], ['b']],
      ],
      'opposed',
    ],
    [
      'one tie in a ranking',
      [
        [['a'], ['b'], ['c']],
        [['a'], ['b', 'c']],
      ],
      'tie',
    ],
    [
      'over the responses that both know',
      [
        [['a'], ['b']],
        [['c'], ['b'], ['a']],
      ],
      'opposed',
    ],
  ] as const)('%s', (_, rankings, kind) => {
    const judgements = rankings.map((ranking, index) => by(`p${index}`, ranking));
    expect(conflictsOf(...judgements)).toMatchObject([
      { recordId: 'r1', dimension: 'overall', kind },
    ]);
  });

  test('not agreement, not one person alone, and not another dimension', () => {
    expect(conflictsOf(by('ana', first), by('ben', first))).toEqual([]);
    expect(conflictsOf(by('ana', tie), by('ben', [['b', 'a']]))).toEqual([]);
    expect(conflictsOf(by('ana', first))).toEqual([]);
    expect(conflictsOf(by('ana', first), by('ben', second, { dimension: 'safety' }))).toEqual([]);
    expect(conflictsOf(by('ana', first), by('ben', [['x'], ['y']]))).toEqual([]);
  });
});

test('a conflict holds all judgements of it, oldest first, and what most say', () => {
  const at = (hour: number): { at: string } => ({ at: `2026-01-01T0${hour}:00:00Z` });
  const [ana, ben, cem] = [
    by('ana', first, at(3)),
    by('ben', second, at(1)),
    by('cem', first, at(2)),
  ];
  expect(conflictsOf(ana, ben, cem)).toMatchObject([
    { judgements: [ben, cem, ana], agreed: [['a'], ['b']] },
  ]);
  expect(conflictsOf(ana, ben)).toMatchObject([{ judgements: [ben, ana], agreed: null }]);
});

describe('a decision', () => {
  const flags = [ADJUDICATED];
  const at = '2026-01-01T00:00:00Z';

  test('takes a conflict off the open ones, also when somebody judges after it', () => {
    const decision = by('dora', first, { flags, at });
    const { conflicts, decided } = annotatorSummary([
      [by('ana', first), by('ben', second), decision],
    ]);
    expect(conflicts).toEqual([]);
    expect(decided).toMatchObject([{ kind: 'opposed', agreed: first, decidedBy: 'dora' }]);
  });

  test("is told where it took the place of the decider's own judgement and all agree", () => {
    const { conflicts, decided } = annotatorSummary([
      [by('ana', first), by('ben', first, { flags })],
    ]);
    expect(conflicts).toEqual([]);
    expect(decided).toMatchObject([{ kind: 'none', agreed: first, decidedBy: 'ben' }]);
  });

  test('is one of its dimension, and of the responses as they were judged last', () => {
    const safety = by('dora', first, { flags, dimension: 'safety' });
    const open = [by('ana', first), by('ben', second)];
    expect(annotatorSummary([[...open, safety]])).toMatchObject({
      conflicts: [{ dimension: 'overall', decidedBy: null }],
      decided: [{ dimension: 'safety', judgements: [safety] }],
    });
    const stale = by('dora', [['a'], ['c']], { flags, at });
    expect(annotatorSummary([[...open, stale]])).toMatchObject({ conflicts: [{}], decided: [] });
  });

  test('leaves the counts of who contradicts whom as they are', () => {
    const { annotators } = annotatorSummary([[by('ana', first), by('ben', second, { flags })]]);
    expect(annotators.map(({ contradicted }) => contradicted)).toEqual([1, 1]);
  });
});

const ids = ['a', 'b', 'c'];
const ranking = fc
  .array(fc.nat({ max: 2 }), { minLength: 3, maxLength: 3 })
  .map((places) =>
    [0, 1, 2]
      .map((place) => ids.filter((_, index) => places[index] === place))
      .filter((tier) => tier.length > 0),
  );
const record = fc.uniqueArray(
  fc.record({ annotator: fc.constantFrom('ana', 'ben', 'cem'), ranking }),
  { selector: ({ annotator }) => annotator, maxLength: 3 },
);

test('the counts fit together, and a conflict is where rankings differ', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 6 }), (given) => {
      const records = given.map((each, index) =>
        each.map((verdict) => aJudgement({ ...verdict, recordId: `${index}` })),
      );
      const { annotators, conflicts, shared } = annotatorSummary(records);
      const sum = (of: (each: (typeof annotators)[number]) => number): number =>
        annotators.reduce((total, each) => total + of(each), 0);
      expect(sum(({ judgements }) => judgements)).toBe(records.flat().length);
      expect(shared).toBe(records.filter((each) => each.length > 1).length);
      const differs = records.filter(
        (each) => new Set(each.map(({ ranking: tiers }) => plain(tiers))).size > 1,
      );
      expect(conflicts.map(({ recordId }) => recordId)).toEqual(
        differs.map(([one]) => one?.recordId),
      );
      for (const { judgements, agreed } of conflicts) {
        const expected = agreedRanking(ids, judgements).ranking;
        expect(agreed === null ? undefined : plain(agreed)).toBe(expected && plain(expected));
      }
      const inConflict = conflicts.reduce((total, { judgements }) => total + judgements.length, 0);
      expect(sum(({ contradicted }) => contradicted)).toBe(inConflict);
    }),
    { numRuns: 300 },
  );
});

/** A ranking as a text that is equal for equal rankings. */
function plain(tiers: Ranking): string {
  return tiers.map((tier) => [...tier].sort().join('=')).join('>');
}
