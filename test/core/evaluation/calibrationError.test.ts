import { expect, it } from 'vitest';
import { calibrationError } from '../../../src/core/evaluation/calibrationError.ts';
import { seededRandom } from '../../../src/core/random/seededRandom.ts';

const pause = (): Promise<void> => Promise.resolve();
const errorOf = (leads: readonly number[]) =>
  calibrationError(Float64Array.from(leads), seededRandom('c'), pause);
/** The lead that makes a model so sure. */
const leadAt = (probability: number): number => Math.log(probability / (1 - probability));

it('is the gap between how sure a model is and how often it is right, bin by bin', async () => {
  // Four at 0.8, of which three are right; four at 0.6, of which one is, and a coin's throw.
  const leads = [0.8, 0.8, 0.8, 0.2, 0.6, 0.4, 0.4, 0.4].map(leadAt);
  const { n, value } = await errorOf([...leads, 0, 0]);
  expect(n).toBe(10);
  expect(value).toBeCloseTo((4 * Math.abs(0.75 - 0.8) + 4 * Math.abs(0.25 - 0.6)) / 10, 9);
});

it('is small for a model that is as often right as it says, and large for one too sure', async () => {
  const random = seededRandom('leads');
  const leads = Array.from({ length: 2000 }, () => {
    const lead = 4 * (random() - 0.5);
    return random() < 1 / (1 + Math.exp(-lead)) ? lead : -lead;
  });
  const [honest, sure] = [await errorOf(leads), await errorOf(leads.map((lead) => 5 * lead))];
  expect(honest.value).toBeLessThan(0.03);
  expect(sure.value).toBeGreaterThan(0.15);
  expect(sure.low).toBeLessThan(sure.value ?? 0);
  expect(sure.high).toBeGreaterThan(sure.value ?? 0);
  expect(sure.low).toBeGreaterThan(honest.high ?? 1);
});

it('says nothing without pairs', async () => {
  expect(await errorOf([])).toEqual({ n: 0, value: null, low: null, high: null });
});
