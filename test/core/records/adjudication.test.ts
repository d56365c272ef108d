import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADJUDICATED, decisionOf } from '../../../src/core/records/adjudication.ts';
import { consensus } from '../../../src/core/records/consensus.ts';
import type { Judgement, Ranking } from '../../../src/core/records/types.ts';
import { createLabelFold } from '../../../src/core/store/foldLabels.ts';
import type { LabelEvent } from '../../../src/core/store/labelEvent.ts';
import { aJudgeEvent, aJudgement, aRecord, aRetractEvent } from '../../support/builders.ts';

const first: Ranking = [['a'], ['b']];
const second: Ranking = [['b'], ['a']];
const flags = [ADJUDICATED];
const by = (annotator: string, ranking: Ranking, more: Partial<Judgement> = {}): Judgement =>
  aJudgement({ annotator, ranking, ...more });

describe('of several decisions', () => {
  const early = by('ana', first, { flags, at: '2026-01-01T10:00:00Z' });
  const late = by('ben', second, { flags, at: '2026-01-01T12:30:00+01:00' });

  test('the latest counts, by the moment, in whatever order they are given', () => {
    expect(decisionOf([early, late])).toBe(late);
    expect(decisionOf([late, early])).toBe(late);
  });

  test('of equal times the last given counts', () => {
    const same = { ...early, annotator: 'cem' };
    expect(decisionOf([early, same])).toBe(same);
    expect(decisionOf([same, early])).toBe(early);
  });

  test('other flags decide nothing', () => {
    expect(decisionOf([by('ana', first, { flags: ['bothBad'] }), by('ben', second)])).toBe(
      undefined,
    );
  });
});

test('a decision outvotes any majority, also one that judged after it', () => {
  const decision = by('dora', second, { flags, at: '2026-01-01T00:00:00Z' });
  const others = ['ana', 'ben', 'cem'].map((name) => by(name, first));
  expect(consensus(aRecord(), [...others, decision])).toEqual({ ranking: second });
  expect(consensus(aRecord(), [decision, ...others])).toEqual({ ranking: second });
  expect(consensus(aRecord(), others)).toEqual({ ranking: first });
});

test('a decision that came with the row counts as long as the log says nothing', () => {
  const decision = by('dora', second, { flags });
  const record = aRecord({ judgements: [by('ana', first), decision] });
  expect(consensus(record, [])).toEqual({ ranking: second });
  expect(consensus(record, [by('ben', first)])).toEqual({ ranking: first });
});

test('a decision over other responses than the row has, or in another dimension, settles nothing', () => {
  const others = [by('ana', first), by('ben', first)];
  const stale = by('dora', [['b'], ['c']], { flags });
  expect(consensus(aRecord(), [...others, stale])).toEqual({ ranking: first });
  const safety = by('dora', second, { flags, dimension: 'safety' });
  expect(consensus(aRecord(), [...others, safety])).toEqual({ ranking: first });
});

/** The events of a record's life: two people disagree, one decides, and takes it back. */
const at = (minute: number): string => `2026-01-01T10:0${minute}:00.000Z`;
const ana = aJudgeEvent({ eventId: 'ana', annotator: 'ana', ranking: first, at: at(1) });
const ben = aJudgeEvent({ eventId: 'ben', annotator: 'ben', ranking: second, at: at(2) });
const decided = aJudgeEvent({
  ...{ eventId: 'decided', annotator: 'ben', ranking: first, at: at(3), flags },
});
const retracted = aRetractEvent({ eventId: 'retracted', target: 'decided' });
const later = aJudgeEvent({ eventId: 'later', annotator: 'ana', ranking: second, at: at(4) });
const anew = aJudgeEvent({ eventId: 'anew', annotator: 'ben', ranking: second, at: at(5) });

const outcome = (events: readonly LabelEvent[]) => {
  const fold = createLabelFold();
  for (const event of events) fold.add(event);
  return consensus(aRecord(), fold.standing('r1'));
};

const evenly = { reason: 'annotators disagree evenly' };
test.each([
  ['nobody decided', [ana, ben], evenly],
  ["somebody decided, in place of their own judgement's", [ana, ben, decided], { ranking: first }],
  ['another judged after that', [ana, ben, decided, later], { ranking: first }],
  ['the decision was retracted', [ana, ben, decided, retracted], evenly],
  ['... and all agree since', [ana, ben, decided, retracted, later], { ranking: second }],
  ['whoever decided judged anew', [ana, ben, decided, anew], evenly],
])('whatever the order of the lines: %s', (_, events, expected) => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...events], { minLength: events.length }),
      fc.subarray([...events]),
      (shuffled, repeated) => {
        expect(outcome([...shuffled, ...repeated])).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});
