import { describe, expect, test } from 'vitest';
import {
  combineJudgements,
  type CombineRule,
} from '../../../src/core/conversion/combineJudgements.ts';
import { ADJUDICATED } from '../../../src/core/records/adjudication.ts';
import type { Judgement, Ranking } from '../../../src/core/records/types.ts';
import { aJudgement, aRecord } from '../../support/builders.ts';

const first: Ranking = [['a'], ['b']];
const second: Ranking = [['b'], ['a']];
const by = (...rankings: Ranking[]): Judgement[] =>
  rankings.map((ranking, index) => aJudgement({ annotator: `p${index}`, ranking }));
const rule = (given: Partial<CombineRule> = {}): CombineRule => ({
  annotators: 'majority',
  disagreements: 'majority',
  ...given,
});
const same = (): number => 1;

describe('of several people', () => {
  test('the majority decides', () => {
    const { record } = combineJudgements(aRecord(), by(first, second, second), rule(), same);
    expect(record?.judgements).toMatchObject([{ annotator: 'majority', ranking: second }]);
    expect(record).not.toHaveProperty('margin');
  });

  test('an even split has no verdict, and whoever is more reliable can decide it', () => {
    const split = by(first, second);
    expect(combineJudgements(aRecord(), split, rule(), same)).toEqual({
      reason: 'annotators disagree evenly',
    });
    const trusted = (annotator: string): number => (annotator === 'p1' ? 2 : 1);
    const weighted = combineJudgements(aRecord(), split, rule({ annotators: 'weighted' }), trusted);
    expect(weighted.record?.judgements).toMatchObject([{ ranking: second }]);
    // Without the rule the weights are not asked.
    expect(combineJudgements(aRecord(), split, rule(), trusted).record).toBeUndefined();
  });

  test('a disagreement is left out, or becomes a margin: votes for less votes against', () => {
    const votes = by(first, second, second, second);
    expect(combineJudgements(aRecord(), votes, rule({ disagreements: 'leave-out' }), same)).toEqual(
      { reason: 'annotators disagree' },
    );
    const soft = rule({ disagreements: 'soft-margin' });
    expect(combineJudgements(aRecord(), votes, soft, same).record?.margin).toBe(0.5);
    expect(combineJudgements(aRecord(), by(first, first), soft, same).record?.margin).toBe(1);
    expect(combineJudgements(aRecord(), by(first), soft, same).record?.margin).toBe(1);
    const marked = aRecord({ margin: 3 });
    expect(combineJudgements(marked, votes, soft, same).record?.margin).toBe(1.5);
  });

  test('all can stay side by side', () => {
    const votes = by(first, second);
    const { record } = combineJudgements(aRecord(), votes, rule({ annotators: 'all' }), same);
    expect(record?.judgements).toEqual(votes);
  });
});

describe('a decision', () => {
  const votes = by(first, first, first);
  const decision = aJudgement({ annotator: 'dora', ranking: second, flags: [ADJUDICATED] });
  const all = [...votes, decision];

  test.each([
    ['the majority', rule()],
    ['the reliable', rule({ annotators: 'weighted' })],
    ['leaving out what is not agreed', rule({ disagreements: 'leave-out' })],
  ])('stands for everybody by the rule of %s', (_, given) => {
    const { record } = combineJudgements(aRecord(), all, given, (name) =>
      name === 'dora' ? 1 : 5,
    );
    expect(record?.judgements).toEqual([decision]);
  });

  test('has no vote against it, and is one of all where all are written', () => {
    const soft = rule({ disagreements: 'soft-margin' });
    expect(combineJudgements(aRecord(), all, soft, same).record?.margin).toBe(1);
    const { record } = combineJudgements(aRecord(), all, rule({ annotators: 'all' }), same);
    expect(record?.judgements).toEqual(all);
  });

  test('settles its own dimension only', () => {
    const safety = { ...decision, dimension: 'safety' };
    const { record } = combineJudgements(aRecord(), [...votes, safety], rule(), same);
    expect(record?.judgements).toMatchObject([{ annotator: 'majority', ranking: first }, safety]);
  });
});

test('one person stays as they judged, with time, order and strength', () => {
  const only = aJudgement({ strength: 2, rationale: 'clearer' });
  expect(combineJudgements(aRecord(), [only], rule(), same).record?.judgements).toEqual([only]);
});

test('an even split in another dimension takes nothing from the overall preference', () => {
  const safety = by(first, second).map((each) => ({ ...each, dimension: 'safety' }));
  const both = [...by(second), ...safety];
  const { record } = combineJudgements(aRecord(), both, rule(), same);
  expect(record?.judgements).toMatchObject([{ ranking: second }]);
  expect(combineJudgements(aRecord(), safety, rule(), same)).toHaveProperty('reason');
});

test('the label log stands in for the row, dimension by dimension', () => {
  const record = aRecord({
    judgements: [
      aJudgement({ annotator: 'dataset', ranking: first }),
      aJudgement({ annotator: 'dataset', ranking: first, dimension: 'safety' }),
    ],
  });
  const { record: combined } = combineJudgements(record, by(second), rule(), same);
  expect(combined?.judgements).toMatchObject([
    { annotator: 'p0', ranking: second },
    { annotator: 'dataset', ranking: first, dimension: 'safety' },
  ]);
});

test('a record nobody judged stays unjudged, and stale judgements are named', () => {
  expect(combineJudgements(aRecord(), [], rule(), same).record?.judgements).toEqual([]);
  const stale = aJudgement({ ranking: [['a'], ['c']] });
  expect(combineJudgements(aRecord(), [stale], rule(), same)).toEqual({
    reason: 'judged with other responses than the row has now',
  });
});
