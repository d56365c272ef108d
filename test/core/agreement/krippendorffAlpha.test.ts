import { describe, expect, it } from 'vitest';
import { cohenKappa } from '../../../src/core/agreement/cohenKappa.ts';
import { krippendorffAlpha } from '../../../src/core/agreement/krippendorffAlpha.ts';
import { seededRandom } from '../../../src/core/random/seededRandom.ts';
import reference from '../../reference/agreement/agreement.json' with { type: 'json' };

const random = () => seededRandom('test');

/** The units of annotators' values by unit, without those they did not give. */
function unitsOf(given: readonly (readonly (number | null)[])[]): number[][] {
  return (given[0] ?? []).map((_, unit) =>
    given.flatMap((row) => {
      const value = row[unit] ?? null;
      return value === null ? [] : [value];
    }),
  );
}

function bothOf(given: readonly (readonly (number | null)[])[]): (readonly [number, number])[] {
  return (given[0] ?? []).flatMap((one, unit) => {
    const other = given[1]?.[unit] ?? null;
    return one === null || other === null ? [] : [[one, other] as const];
  });
}

/** Section C of Krippendorff 2011: four observers, twelve units, some not judged. */
const published = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
];

describe('krippendorffAlpha', () => {
  it('gives the values of the published example', async () => {
    const units = unitsOf(published);
    const nominal = await krippendorffAlpha(units, 'nominal', random());
    expect(nominal.value).toBeCloseTo(0.743, 3);
    expect(nominal.n).toBe(11);
    expect((await krippendorffAlpha(units, 'ordinal', random())).value).toBeCloseTo(0.815, 3);
  });

  it.each(reference)('agrees with NLTK to 1e-9 (case %#)', async (made) => {
    const units = unitsOf(made.given);
    expect((await krippendorffAlpha(units, 'nominal', random())).value).toBeCloseTo(
      made.nominal,
      9,
    );
    expect((await krippendorffAlpha(units, 'ordinal', random())).value).toBeCloseTo(
      made.ordinal,
      9,
    );
  });

  it('is undefined where all values are the same, and where no unit has two', async () => {
    const nothing = { value: null, low: null, high: null };
    expect(
      await krippendorffAlpha(
        [
          [1, 1],
          [1, 1, 1],
        ],
        'nominal',
        random(),
      ),
    ).toEqual({ n: 2, ...nothing });
    expect(await krippendorffAlpha([[1], [0], []], 'ordinal', random())).toEqual({
      n: 0,
      ...nothing,
    });
  });

  it('has an interval around the value that shrinks with more units, the same for a seed', async () => {
    const units = unitsOf(reference[4]?.given ?? []);
    const few = await krippendorffAlpha(units, 'nominal', random());
    const many = await krippendorffAlpha(
      new Array(16).fill(units).flat() as number[][],
      'nominal',
      random(),
    );
    expect(await krippendorffAlpha(units, 'nominal', random())).toEqual(few);
    const width = ({ low, high }: typeof few): number => (high ?? 0) - (low ?? 0);
    expect(few.low).toBeLessThan(few.value ?? 0);
    expect(few.high).toBeGreaterThan(few.value ?? 0);
    // Four times as narrow for sixteen times the units, give or take.
    expect(width(few) / width(many)).toBeGreaterThan(3);
    expect(width(few) / width(many)).toBeLessThan(5.5);
  });
});

describe('cohenKappa', () => {
  it.each(reference)('agrees with scikit-learn to 1e-9 (case %#)', async (made) => {
    const units = bothOf(made.given);
    const nominal = await cohenKappa(units, 'nominal', random());
    expect(nominal.value).toBeCloseTo(made.kappa, 9);
    expect(nominal.n).toBe(units.length);
    expect(nominal.low).toBeLessThan(made.kappa);
    expect(nominal.high).toBeGreaterThan(made.kappa);
    // Weighted by the places of the values that occur: the cases use every value.
    expect((await cohenKappa(units, 'quadratic', random())).value).toBeCloseTo(
      made.kappaQuadratic,
      9,
    );
  });

  it('is 1 where two agree throughout, 0 where one always says the same, else null', async () => {
    expect(
      (
        await cohenKappa(
          [
            [1, 1],
            [0, 0],
            [-1, -1],
          ],
          'nominal',
          random(),
        )
      ).value,
    ).toBe(1);
    expect(
      (
        await cohenKappa(
          [
            [1, 1],
            [1, 0],
          ],
          'nominal',
          random(),
        )
      ).value,
    ).toBe(0);
    expect(
      (
        await cohenKappa(
          [
            [1, 1],
            [1, 1],
          ],
          'nominal',
          random(),
        )
      ).value,
    ).toBeNull();
    expect((await cohenKappa([], 'quadratic', random())).value).toBeNull();
  });
});

it('has the same interval whether many records are drawn one by one or by kind', async () => {
  const few = unitsOf(reference[4]?.given ?? []);
  const paired = few.filter((values) => values.length > 1);
  const times = (n: number): number[][] =>
    new Array(Math.ceil(n / paired.length)).fill(paired).flat() as number[][];
  const below = await krippendorffAlpha(times(1_900), 'nominal', random());
  const above = await krippendorffAlpha(times(7_600), 'nominal', random());
  const width = ({ low, high }: typeof below): number => (high ?? 0) - (low ?? 0);
  expect(above.value).toBeCloseTo(below.value ?? 0, 3);
  // Half as wide for four times as many, give or take.
  expect(width(below) / width(above)).toBeGreaterThan(1.8);
  expect(width(below) / width(above)).toBeLessThan(2.2);
});
