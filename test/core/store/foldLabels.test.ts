import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLabelFold, foldLabels } from '../../../src/core/store/foldLabels.ts';
import type { JudgeEvent, LabelEvent } from '../../../src/core/store/labelEvent.ts';
import { aJudgeEvent, aRetractEvent } from '../../support/builders.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

/** The rule, said plainly and slowly. */
function naiveStanding(events: readonly LabelEvent[]): Set<string> {
  const unique = events.filter(
    (event, index) => events.findIndex((other) => other.eventId === event.eventId) === index,
  );
  const judgements = unique.filter(
    (event): event is JudgeEvent =>
      event.kind === 'judge' &&
      !unique.some((other) => other.kind === 'retract' && other.target === event.eventId),
  );
  const superseded = (event: JudgeEvent): boolean =>
    judgements.some(
      (other) =>
        other.annotator === event.annotator &&
        other.recordId === event.recordId &&
        (other.dimension ?? 'overall') === (event.dimension ?? 'overall') &&
        (other.at > event.at ||
          (other.at === event.at && judgements.indexOf(other) > judgements.indexOf(event))),
    );
  return new Set(judgements.filter((event) => !superseded(event)).map(({ eventId }) => eventId));
}

const judge = fc
  .record({
    recordId: fc.constantFrom('r1', 'r2'),
    annotator: fc.constantFrom('ana', 'ben'),
    dimension: fc.constantFrom(undefined, 'overall', 'safety'),
    minute: fc.nat({ max: 20 }),
  })
  .map(({ dimension, minute, ...rest }): LabelEvent => ({
    ...aJudgeEvent({ ...rest, at: at(minute) }),
    ...(dimension === undefined ? {} : { dimension }),
  }));
const retract = fc
  .nat({ max: 15 })
  .map((target): LabelEvent => aRetractEvent({ target: `e${target}` }));
const log = fc
  .array(fc.oneof({ weight: 3, arbitrary: judge }, { weight: 1, arbitrary: retract }), {
    maxLength: 15,
  })
  .map((events) => events.map((event, index): LabelEvent => ({ ...event, eventId: `e${index}` })));

const standingIds = (events: readonly LabelEvent[]): Set<string> =>
  new Set([...foldLabels(events).values()].flat().map(({ eventId }) => eventId));

test('what stands is what the plain rule says', () => {
  fc.assert(
    fc.property(log, (events) => {
      expect(standingIds(events)).toEqual(naiveStanding(events));
    }),
    { numRuns: 500 },
  );
});

test('neither the order of lines nor repeated ones matter, as times differ', () => {
  const distinct = log.map((events) =>
    events.map((event, index) => (event.kind === 'judge' ? { ...event, at: at(index) } : event)),
  );
  const merged = distinct.chain((events) =>
    fc.tuple(
      fc.constant(events),
      fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
    ),
  );
  fc.assert(
    fc.property(merged, ([events, union]) => {
      expect(standingIds(union)).toEqual(standingIds(events));
    }),
  );
});

test('the latest of an annotator is found among the records asked for', () => {
  fc.assert(
    fc.property(log, (events) => {
      const fold = createLabelFold();
      for (const event of events) fold.add(event);
      const expected = events
        .filter((event) => event.kind === 'judge')
        .filter((e) => naiveStanding(events).has(e.eventId))
        .filter((e) => e.annotator === 'ana' && e.recordId === 'r1')
        .map((e) => e.at)
        .sort()
        .at(-1);
      expect(fold.latestOf('ana', (id) => id === 'r1')?.at).toBe(expected);
    }),
  );
});

describe('undo', () => {
  test('brings back the judgement before', () => {
    const events = [
      aJudgeEvent({ eventId: 'old', at: at(1) }),
      aJudgeEvent({ eventId: 'new', at: at(2) }),
      aRetractEvent({ eventId: 'undo', target: 'new' }),
    ];
    expect(standingIds(events)).toEqual(new Set(['old']));
  });

  test('counts even when its line comes first', () => {
    const events = [aRetractEvent({ eventId: 'undo', target: 'e1' }), aJudgeEvent()];
    expect(foldLabels(events).size).toBe(0);
  });
});

test('of two events with one id the first counts', () => {
  const events = [
    aJudgeEvent({ at: at(1), ranking: [['a'], ['b']] }),
    aJudgeEvent({ at: at(2), ranking: [['b'], ['a']] }),
  ];
  expect([...foldLabels(events).values()].flat()).toEqual(events.slice(0, 1));
});

test('times are compared as moments, not as texts', () => {
  const noonInUtc = aJudgeEvent({ eventId: 'utc', at: '2026-01-01T12:00:00Z' });
  const elevenInUtc = aJudgeEvent({ eventId: 'berlin', at: '2026-01-01T12:30:00+01:30' });
  expect(standingIds([noonInUtc, elevenInUtc])).toEqual(new Set(['utc']));
});

test('a hidden repeat never stands, whenever it was made, and is the latest to take back', () => {
  const fold = createLabelFold();
  const first = aJudgeEvent({ eventId: 'first', at: at(1) });
  const repeat = aJudgeEvent({ eventId: 'repeat', at: at(9), repeatOf: 'first' });
  for (const event of [first, repeat]) fold.add(event);
  expect(fold.standing('r1')).toEqual([first]);
  expect(fold.events('r1')).toEqual([first, repeat]);
  expect(fold.latestOf('ana', () => true)).toEqual(repeat);
  fold.add(aRetractEvent({ eventId: 'undo', target: 'repeat' }));
  expect(fold.events('r1')).toEqual([first]);
  expect(fold.latestOf('ana', () => true)).toEqual(first);
});
