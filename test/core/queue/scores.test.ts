import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreement } from '../../../src/core/queue/disagreement.ts';
import {
  fallenVariances,
  fisherInformation,
  informationGain,
} from '../../../src/core/queue/fisherInformation.ts';
import { uncertainty } from '../../../src/core/queue/uncertainty.ts';
import reference from '../../reference/queue/queue.json' with { type: 'json' };

const TOLERANCE = 1e-10;
const candidates = reference.candidates.map(({ difference, probability }) => ({
  difference: Float64Array.from(difference),
  probability,
}));
const differences = candidates.map(({ difference }) => difference);

describe('fisherInformation', () => {
  it("equals numpy's fresh inverse and determinants after every pair added", () => {
    const information = fisherInformation(reference.dims, reference.penalty);
    for (const [step, { difference, probability }] of reference.labelled.entries()) {
      information.add(Float64Array.from(difference), probability);
      for (const [k, candidate] of candidates.entries()) {
        const variance = information.variance(candidate.difference);
        const gain = informationGain(variance, candidate.probability);
        expect(Math.abs(variance - (reference.steps[step]?.variances[k] ?? NaN))).toBeLessThan(
          TOLERANCE,
        );
        expect(Math.abs(gain - (reference.steps[step]?.gains[k] ?? NaN))).toBeLessThan(TOLERANCE);
      }
    }
  });

  it('brings the variances of candidates up to date without the matrix', () => {
    const information = fisherInformation(reference.dims, reference.penalty);
    let variances: Float64Array = Float64Array.from(differences, (z) => information.variance(z));
    for (const { difference, probability } of reference.labelled) {
      const fall = information.add(Float64Array.from(difference), probability);
      variances = fallenVariances(variances, differences, fall);
    }
    for (const [k, expected] of (reference.steps.at(-1)?.variances ?? []).entries()) {
      expect(Math.abs((variances[k] ?? NaN) - expected)).toBeLessThan(TOLERANCE);
    }
  });

  it('expects less of a pair once it is labelled, and no more of any other', () => {
    const vector = fc
      .array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 })
      .map((values) => Float64Array.from(values));
    const probability = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(vector, probability, vector, (pair, p, other) => {
        fc.pre(pair.some((x) => Math.abs(x) > 0.01));
        const information = fisherInformation(4, 0.5);
        const before = [information.variance(pair), information.variance(other)];
        information.add(pair, p);
        expect(information.variance(pair)).toBeLessThan(before[0] ?? NaN);
        expect(information.variance(other)).toBeLessThanOrEqual((before[1] ?? NaN) + TOLERANCE);
      }),
    );
  });
});

describe('disagreement', () => {
  it('equals numpy', () => {
    for (const { probabilities, value } of reference.disagreement) {
      expect(Math.abs(disagreement(probabilities) - value)).toBeLessThan(TOLERANCE);
    }
  });

  it('is log 2 where half are certain of each, and 0 where all agree', () => {
    expect(disagreement([0, 1])).toBeCloseTo(Math.LN2, 12);
    expect(disagreement([0.5, 0.5])).toBe(0);
    expect(disagreement([1, 1])).toBe(0);
  });
});

describe('uncertainty', () => {
  it('is highest at one half and the same for both sides', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map(uncertainty)).toEqual([0, 0.5, 1, 0.5, 0]);
  });
});
