import { expect, test } from 'vitest';
import { wilson } from '../../../src/core/evaluation/wilson.ts';
import { learningText, learningTooltip } from '../../../src/extension/training/learningText.ts';

const calibration = { n: 43, value: 0.0612, low: 0.03, high: 0.14 };
const learnt = { pairs: 214, accuracy: wilson(30, 43), brier: 0.2114, calibration, l2: 1 };

test('says how many labels there are, and when learning starts', () => {
  const few = { labels: 7, came: 0, least: 20, learnt: null };
  expect(learningText(few)).toBe('7 labels');
  expect(learningTooltip(few, [])).toBe('Learning starts at 20 labels');
});

test('says how well the head does on pairs kept aside, with its curve', () => {
  const report = { labels: 214, came: 14, least: 20, learnt };
  expect(learningText(report)).toBe('70 % ± 15 · 214 labels');
  const points = [0.5, 0.7, 1].map((accuracy, k) => ({ labels: 20 + k, accuracy }));
  const tooltip = learningTooltip(report, points);
  expect(tooltip).toContain('69.8 % (55–81) on 43 pairs kept aside');
  expect(tooltip).toContain('off by 6.1 % (3–14; calibration error)');
  expect(tooltip).toContain('Brier score 0.211');
  expect(tooltip).toContain('14 of the 214 labels came with the file');
  expect(tooltip).toContain('Since 20 labels: ▁▄█');
});
