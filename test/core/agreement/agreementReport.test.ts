import { expect, it } from 'vitest';
import { agreementReport, agreementUnits } from '../../../src/core/agreement/agreementReport.ts';
import { independentJudgements } from '../../../src/core/agreement/independentJudgements.ts';
import type { PairVote } from '../../../src/core/agreement/annotatorReliability.ts';
import type { Judgement, PreferenceRecord, Ranking } from '../../../src/core/records/types.ts';
import type { JudgeEvent } from '../../../src/core/store/labelEvent.ts';
import { seededRandom } from '../../../src/core/random/seededRandom.ts';

function judged(annotator: string, ranking: Ranking, more: Partial<Judgement> = {}): Judgement {
  const at = '2026-01-01T00:00:00.000Z';
  return { recordId: 'r', annotator, at, ranking, shown: ranking.flat(), ...more };
}

function logged(annotator: string, ranking: Ranking, more: Partial<JudgeEvent> = {}): JudgeEvent {
  return { v: 1, kind: 'judge', eventId: 'e', ...judged(annotator, ranking), ...more };
}

function record(ids: string, judgements: readonly Judgement[]): PreferenceRecord {
  return {
    id: 'r',
    prompt: [],
    responses: [...ids].map((id) => ({ id, content: id })),
    judgements,
  };
}

const unitsOf = (row: PreferenceRecord): readonly (readonly PairVote[])[] =>
  agreementUnits(row, independentJudgements(row, []));

it('takes pairs in the order of the record, whatever was shown first', () => {
  const judgements = [
    judged('ann', [['b'], ['a']], { shown: ['b', 'a'] }),
    judged('bob', [['a'], ['b']]),
    judged('cat', [['a', 'b']]),
  ];
  expect(unitsOf(record('ab', judgements))).toEqual([
    [
      { annotator: 'ann', outcome: -1 },
      { annotator: 'bob', outcome: 1 },
      { annotator: 'cat', outcome: 0 },
    ],
  ]);
});

it('gives all pairs of a ranking that two judged, and none of what one alone judged', () => {
  const judgements = [judged('ann', [['a'], ['b'], ['c']]), judged('bob', [['c'], ['a', 'b']])];
  const units = unitsOf(record('abc', judgements));
  expect(units.map((votes) => votes.map(({ outcome }) => outcome))).toEqual([
    [1, 0],
    [1, -1],
    [1, -1],
  ]);
  expect(unitsOf(record('ab', [judged('ann', [['a'], ['b']])]))).toEqual([]);
});

it('lets the log stand in for the row of the same annotator only, and leaves decisions out', () => {
  const came = [judged('ann', [['a'], ['b']]), judged('bob', [['a'], ['b']])];
  const row = record('ab', came);
  const standing = [
    logged('ann', [['b'], ['a']]),
    logged('eve', [['a'], ['b']], { flags: ['adjudicated'] }),
    logged('bob', [['b'], ['a']], { dimension: 'safety' }),
  ];
  expect(agreementUnits(row, independentJudgements(row, standing))).toEqual([
    [
      { annotator: 'ann', outcome: -1 },
      { annotator: 'bob', outcome: 1 },
    ],
  ]);
});

it('keeps what somebody said before they decided, and never counts a hidden repeat', () => {
  const row = record('ab', []);
  const events = [
    logged('ann', [['a'], ['b']], { eventId: 'e1' }),
    logged('bob', [['b'], ['a']]),
    logged('ann', [['b'], ['a']], { flags: ['adjudicated'], at: '2026-01-02T00:00:00Z' }),
    logged('bob', [['a'], ['b']], { repeatOf: 'e', at: '2026-01-03T00:00:00Z' }),
  ];
  expect(agreementUnits(row, independentJudgements(row, events))).toEqual([
    [
      { annotator: 'ann', outcome: 1 },
      { annotator: 'bob', outcome: -1 },
    ],
  ]);
});

it('draws records, not the pairs of a ranking, which hang together', async () => {
  const random = seededRandom('votes');
  const votes = Array.from({ length: 60 }, (): (1 | -1)[] => [
    random() < 0.5 ? 1 : -1,
    random() < 0.5 ? 1 : -1,
  ]);
  const unit = ([a = 1, b = 1]: readonly (1 | -1)[]) => [
    { annotator: 'ann', outcome: a },
    { annotator: 'bob', outcome: b },
  ];
  const single = await agreementReport(
    votes.map((each) => [unit(each)]),
    's',
  );
  // Ten pairs of each record that all say the same tell no more than one.
  const tenfold = await agreementReport(
    votes.map((each) => Array.from({ length: 10 }, () => unit(each))),
    's',
  );
  const width = ({ low, high }: { low: number | null; high: number | null }): number =>
    (high ?? 0) - (low ?? 0);
  expect(tenfold.n).toBe(600);
  expect(tenfold.kappa[0]?.nominal.n).toBe(600);
  expect(width(tenfold.alpha.nominal) / width(single.alpha.nominal)).toBeCloseTo(1, 1);
  expect(tenfold.kappa[0]?.nominal.low).toBeCloseTo(single.kappa[0]?.nominal.low ?? 9, 6);
});

it('reports each two annotators over the pairs they share, by name', async () => {
  const vote = (annotator: string, outcome: 1 | 0 | -1) => ({ annotator, outcome });
  const units = [
    [vote('bob', 1), vote('ann', 1)],
    [vote('ann', -1), vote('bob', -1)],
    [vote('ann', 0), vote('bob', -1), vote('cat', 1)],
  ];
  const report = await agreementReport(
    units.map((unit) => [unit]),
    'seed',
  );
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
  expect(
    await agreementReport(
      units.map((unit) => [unit]),
      'seed',
    ),
  ).toEqual(report);
});
