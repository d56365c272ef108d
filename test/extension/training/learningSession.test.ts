import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { wilson } from '../../../src/core/evaluation/wilson.ts';
import { LearningSession } from '../../../src/extension/training/learningSession.ts';
import type { LearningPoint } from '../../../src/extension/training/learningText.ts';
import type { LearnReport } from '../../../src/shared/learning.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pause = (): Promise<unknown> => vi.advanceTimersByTimeAsync(2000);

function reportOf(labels: number): LearnReport {
  const calibration = { n: 40, value: 0.1, low: 0.05, high: 0.2 };
  const learnt = { pairs: labels, accuracy: wilson(30, 40), brier: 0.2, calibration, l2: 1 };
  return { labels, came: 0, least: 20, learnt };
}

/** A session whose learning ends when told, and what it shows. */
function aSession(points: readonly LearningPoint[] = []) {
  const shown: string[] = [];
  const asked: { end: (report: LearnReport | Error) => void; signal: AbortSignal }[] = [];
  const state = { on: true, hidden: 0, points };
  const session = new LearningSession({
    isOn: () => state.on,
    learn: (_, signal) =>
      new Promise((resolve, reject) => {
        const end = (report: LearnReport | Error): void => {
          if (report instanceof Error) reject(report);
          else resolve(report);
        };
        asked.push({ end, signal });
      }),
    show: (text, tooltip) => shown.push(`${text}\n${tooltip}`),
    hide: () => state.hidden++,
    describe: (error) => (error as Error).message,
    points: () => state.points,
    keepPoints: (_, kept) => (state.points = kept),
  });
  return { session, shown, asked, state };
}

test('learns once when the person pauses', async () => {
  const { session, shown, asked, state } = aSession();
  for (let k = 0; k < 5; k++) {
    session.labelsChanged('a');
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(asked).toHaveLength(0);
  await pause();
  expect(asked).toHaveLength(1);
  asked[0]?.end(reportOf(40));
  await pause();
  expect(shown).toEqual([expect.stringMatching(/^\$\(graph-line\) 75 % ± \d+ · 40 labels\n/)]);
  expect(state.points).toEqual([{ labels: 40, accuracy: 0.75 }]);
});

test('gives way to the next judgement, and shows nothing of what was cancelled', async () => {
  const { session, shown, asked } = aSession();
  session.labelsChanged('a');
  await pause();
  session.labelsChanged('a');
  expect(asked[0]?.signal.aborted).toBe(true);
  asked[0]?.end(reportOf(40));
  await vi.advanceTimersByTimeAsync(0);
  expect(shown).toEqual([]);
  await pause();
  asked[1]?.end(reportOf(41));
  await pause();
  expect(shown).toHaveLength(1);
});

test('goes on with the curve of before, without what was taken back', async () => {
  const before = [40, 50, 60].map((labels) => ({ labels, accuracy: 0.6 }));
  const { session, asked, state, shown } = aSession(before);
  session.labelsChanged('a');
  await pause();
  asked[0]?.end(reportOf(55));
  await pause();
  expect(state.points.map(({ labels }) => labels)).toEqual([40, 50, 55]);
  expect(shown[0]).toContain('Since 40 labels');
});

test('says why nothing was learnt, and learns nothing where it is off', async () => {
  const { session, shown, asked, state } = aSession();
  session.labelsChanged('a');
  await pause();
  asked[0]?.end(new Error('the disk is full'));
  await pause();
  expect(shown).toEqual(['$(warning) not learnt\nthe disk is full']);
  state.on = false;
  session.labelsChanged('a');
  await pause();
  expect([asked.length, state.hidden]).toEqual([1, 1]);
});
