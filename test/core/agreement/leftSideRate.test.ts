import { expect, it } from 'vitest';
import { leftSideRate } from '../../../src/core/agreement/leftSideRate.ts';
import type { Judgement, Ranking } from '../../../src/core/records/types.ts';

function judged(ranking: Ranking, shown: readonly string[]): Judgement {
  return { recordId: 'r', annotator: 'ann', at: '2026-01-01T00:00:00.000Z', ranking, shown };
}

it('counts how often the response shown first won, whichever it was', () => {
  const left = [judged([['a'], ['b']], ['a', 'b']), judged([['b'], ['a']], ['b', 'a'])];
  const right = judged([['a'], ['b']], ['b', 'a']);
  const rate = leftSideRate([...left, right]);
  expect(rate.n).toBe(3);
  expect(rate.value).toBeCloseTo(2 / 3, 12);
  expect(rate.low).toBeLessThan(0.5);
  expect(rate.high).toBeGreaterThan(0.9);
});

it('leaves out ties, rankings of several and what does not tell the order', () => {
  const others = [
    judged([['a', 'b']], ['a', 'b']),
    judged([['a'], ['b'], ['c']], ['a', 'b', 'c']),
    judged([['a'], ['b']], []),
  ];
  expect(leftSideRate(others)).toEqual({ n: 0, value: 0.5, low: 0, high: 1 });
});
