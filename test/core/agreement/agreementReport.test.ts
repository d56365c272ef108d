import { expect, it } from 'vitest';
import { agreementReport, agreementUnits } from '../../../src/core/agreement/agreementReport.ts';
import type { Judgement, PreferenceRecord, Ranking } from '../../../src/core/records/types.ts';

function judged(annotator: string, ranking: Ranking, more: Partial<Judgement> = {}): Judgement {
  const at = '2026-01-01T00:00:00.000Z';
  return { recordId: 'r', annotator, at, ranking, shown: ranking.flat(), ...more };
}

function record(ids: string, judgements: readonly Judgement[]): PreferenceRecord {
  return {
    id: 'r',
    prompt: [],
    responses: [...ids].map((id) => ({ id, content: id })),
    judgements,
  };
}

it('takes pairs in the order of the record, whatever was shown first', () => {
  const judgements = [
    judged('ann', [['b'], ['a']], { shown: ['b', 'a'] }),
    judged('bob', [['a'], ['b']]),
    judged('cat', [['a', 'b']]),
  ];
  expect(agreementUnits(record('ab', judgements), [])).toEqual([
    [
      { annotator: 'ann', outcome: -1 },
      { annotator: 'bob', outcome: 1 },
      { annotator: 'cat', outcome: 0 },
    ],
  ]);
});

it('gives all pairs of a ranking that two judged, and none of what one alone judged', () => {
  const judgements = [judged('ann', [['a'], ['b'], ['c']]), judged('bob', [['c'], ['a', 'b']])];
  const units = agreementUnits(record('abc', judgements), []);
  expect(units.map((votes) => votes.map(({ outcome }) => outcome))).toEqual([
    [1, 0],
    [1, -1],
    [1, -1],
  ]);
  expect(agreementUnits(record('ab', [judged('ann', [['a'], ['b']])]), [])).toEqual([]);
});

it('lets the log stand in for the row of the same annotator only, and leaves decisions out', () => {
  const came = [judged('ann', [['a'], ['b']]), judged('bob', [['a'], ['b']])];
  const standing = [
    judged('ann', [['b'], ['a']]),
    judged('eve', [['a'], ['b']], { flags: ['adjudicated'] }),
    judged('bob', [['b'], ['a']], { dimension: 'safety' }),
  ];
  expect(agreementUnits(record('ab', came), standing)).toEqual([
    [
      { annotator: 'ann', outcome: -1 },
      { annotator: 'bob', outcome: 1 },
    ],
  ]);
});

it('reports each two annotators over the pairs they share, by name', () => {
  const vote = (annotator: string, outcome: 1 | 0 | -1) => ({ annotator, outcome });
  const units = [
    [vote('bob', 1), vote('ann', 1)],
    [vote('ann', -1), vote('bob', -1)],
    [vote('ann', 0), vote('bob', -1), vote('cat', 1)],
  ];
  const report = agreementReport(units, 'seed');
  expect(report.n).toBe(3);
  expect(report.annotators).toEqual([
    { annotator: 'ann', n: 3 },
    { annotator: 'bob', n: 3 },
    { annotator: 'cat', n: 1 },
  ]);
  expect(report.kappa.map(({ annotators }) => annotators.join())).toEqual([
    'ann,bob',
    'ann,cat',
    'bob,cat',
  ]);
  // By hand: 2 of 3 alike; by chance (1·1 + 1·0 + 1·2) / 9 = 3 / 9.
  expect(report.kappa[0]?.nominal.value).toBeCloseTo(1 - 1 / 3 / (1 - 3 / 9), 12);
  expect(agreementReport(units, 'seed')).toEqual(report);
});
