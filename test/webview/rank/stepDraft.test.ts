import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepsDone } from '../../../src/core/records/stepsDone.ts';
import { isComplete, labelStep, startDraft } from '../../../webview/rank/stepDraft.ts';

const label = fc.constantFrom(1, 0, -1, null);
const steps = fc.array(fc.record({ content: fc.constant('s'), label }), { minLength: 1 });

test('a first error leaves the steps before it as they were, and none labelled after it', () => {
  fc.assert(
    fc.property(steps, fc.nat(), (all, place) => {
      const draft = startDraft(all);
      const at = place % all.length;
      const before = draft.labels.slice(0, at);
      fc.pre(!before.includes(-1));
      const { labels } = labelStep(draft, -1, at);
      expect(labels).toEqual([...before, -1, ...all.slice(at + 1).map(() => null)]);
      expect(isComplete(labels)).toBe(before.every((each) => each !== null));
    }),
  );
});

test('the page takes for complete what the label log takes', () => {
  fc.assert(
    fc.property(fc.array(label), (labels) => {
      expect(isComplete(labels)).toBe(stepsDone(labels));
    }),
  );
});

test('labelling begins at the first open step, and goes on to the next', () => {
  const draft = startDraft(
    [1, null, null].map((each) => ({ content: '', label: each as 1 | null })),
  );
  expect(draft.at).toBe(1);
  expect(labelStep(draft, 0)).toEqual({ labels: [1, 0, null], at: 2 });
  expect(labelStep(labelStep(draft, 0), 1)).toEqual({ labels: [1, 0, 1], at: 2 });
});
