import { describe, expect, it } from 'vitest';
import {
  answerTaken,
  closedGate,
  oneStrokeMs,
  painted,
  reopened,
} from '../../../webview/components/answerGate.ts';

describe('answerGate', () => {
  const seen = painted(closedGate, 'a', 1000);

  it('takes one answer an item, timed from its first paint', () => {
    const first = answerTaken(painted(seen, 'a', 1500), 'a', 3400.4);
    expect(first?.durationMs).toBe(2400);
    expect(first && answerTaken(first.gate, 'a', 9000)).toBeNull();
  });

  it('drops what was pressed before the item was on the screen', () => {
    expect(answerTaken(closedGate, 'a', 1000)).toBeNull();
    expect(answerTaken(seen, 'a', 999)).toBeNull();
    expect(answerTaken(seen, 'b', 2000)).toBeNull();
  });

  it('never lets one stroke answer two items, however fast the next one comes', () => {
    const first = answerTaken(seen, 'a', 2000);
    if (first === null) throw new Error('The first answer was dropped.');
    const next = painted(first.gate, 'b', 2010);
    expect(answerTaken(next, 'b', 2000 + oneStrokeMs - 1)).toBeNull();
    expect(answerTaken(next, 'b', 2000 + oneStrokeMs)?.durationMs).toBe(oneStrokeMs - 10);
  });

  it('takes another answer when the host refused the first', () => {
    const first = answerTaken(seen, 'a', 2000);
    if (first === null) throw new Error('The first answer was dropped.');
    expect(reopened(first.gate, 'b')).toBe(first.gate);
    expect(answerTaken(reopened(first.gate, 'a'), 'a', 5000)?.durationMs).toBe(4000);
  });
});
