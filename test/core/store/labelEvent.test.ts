import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  judgementOf,
  labelEventLine,
  looksLikeLabelLine,
  readLabelLine,
  recordIdInPart,
} from '../../../src/core/store/labelEvent.ts';
import type { LabelEvent } from '../../../src/core/store/labelEvent.ts';
import { aJudgeEvent, aJudgement, aRetractEvent } from '../../support/builders.ts';

const text = fc.string({ unit: 'binary' });
const name = fc.string({ unit: 'binary', minLength: 1 });
const event: fc.Arbitrary<LabelEvent> = fc.oneof(
  fc
    .record(
      {
        eventId: name,
        recordId: name,
        annotator: name,
        strength: fc.constantFrom(1, 2, 3),
        dimension: name,
        durationMs: fc.nat(),
        rationale: text,
        flags: fc.array(text),
        repeatOf: name,
      },
      { requiredKeys: ['eventId', 'recordId', 'annotator'] },
    )
    .map((given) => aJudgeEvent(given)),
  fc.record({ eventId: name, target: name }).map((given) => aRetractEvent(given)),
);

test('an event comes back from its line, which is one line', () => {
  fc.assert(
    fc.property(event, (original) => {
      const line = labelEventLine(original);
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(readLabelLine(line)).toEqual({ event: original });
      expect(looksLikeLabelLine(line)).toBe(true);
    }),
  );
});

test('a line cut anywhere is no event: it has no line feed and is not JSON', () => {
  fc.assert(
    fc.property(event, fc.double({ min: 0, max: 1, noNaN: true }), (original, share) => {
      const line = labelEventLine(original).trimEnd();
      const torn = line.slice(0, Math.floor(share * (line.length - 1)));
      expect(readLabelLine(torn)).toHaveProperty('problem');
    }),
  );
});

test('the record that a cut-off line names is found once its name is complete', () => {
  fc.assert(
    fc.property(name, fc.nat(), (recordId, at) => {
      const line = labelEventLine(aJudgeEvent({ recordId }));
      const cut = at % line.length;
      const complete = line.indexOf(',"annotator"');
      const expected = cut >= complete ? recordId : undefined;
      expect(recordIdInPart(line.slice(0, cut))).toBe(expected);
      expect(recordIdInPart(line.slice(0, cut) + labelEventLine(aJudgeEvent()))).toBe(
        cut === 0 ? 'r1' : expected,
      );
    }),
  );
});

describe('problems name the key', () => {
  test.each([
    [{ ...aJudgeEvent(), v: 2 }, 'v'],
    [{ ...aJudgeEvent(), kind: 'skip' }, 'kind'],
    [{ ...aJudgeEvent(), eventId: '' }, 'eventId'],
    [{ ...aJudgeEvent(), recordId: 3 }, 'recordId'],
    [{ ...aJudgeEvent(), annotator: undefined }, 'annotator'],
    [{ ...aJudgeEvent(), at: 'yesterday' }, 'at'],
    [{ ...aJudgeEvent(), at: '2026-01-01T00:00:00' }, 'at'],
    [{ ...aJudgeEvent(), at: '2026-13-01T00:00:00Z' }, 'at'],
    [{ ...aJudgeEvent(), ranking: 'a' }, 'ranking'],
    [{ ...aJudgeEvent(), ranking: [[]] }, 'ranking[0]'],
    [{ ...aJudgeEvent(), ranking: [['a'], ['a']] }, 'ranking[1]'],
    [{ ...aJudgeEvent(), ranking: [['a'], [2]] }, 'ranking[1][0]'],
    [{ ...aJudgeEvent(), shown: null }, 'shown'],
    [{ ...aJudgeEvent(), strength: 4 }, 'strength'],
    [{ ...aJudgeEvent(), durationMs: -1 }, 'durationMs'],
    [{ ...aJudgeEvent(), flags: 'bothBad' }, 'flags'],
    [{ ...aRetractEvent(), target: null }, 'target'],
    [[], 'event'],
  ])('%j', (value, key) => {
    expect(readLabelLine(JSON.stringify(value))).toMatchObject({ problem: { key } });
  });
});

test('keys of a later version are ignored', () => {
  const line = JSON.stringify({ ...aJudgeEvent(), mood: 'good' });
  expect(readLabelLine(line)).toEqual({ event: aJudgeEvent() });
});

test('dataset rows do not look like label lines', () => {
  expect(looksLikeLabelLine('{"prompt":"Q","responses":["A"]}')).toBe(false);
  expect(looksLikeLabelLine('{"prompt":"\\"eventId\\"","responses":["A"]}')).toBe(false);
  expect(looksLikeLabelLine('{"eventId"')).toBe(false);
});

test('a judgement is its event without the keys of the log', () => {
  expect(judgementOf(aJudgeEvent())).toEqual(aJudgement());
});
