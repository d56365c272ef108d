import { expect, test } from 'vitest';
import { openDimensions } from '../../../src/core/records/openDimensions.ts';

const asked = ['overall', 'safety', 'truth'];

test('open is what nobody judged, in the order asked for', () => {
  expect(openDimensions(asked, [], false)).toEqual(asked);
  expect(openDimensions(asked, [{ dimension: 'safety' }], false)).toEqual(['overall', 'truth']);
  expect(openDimensions(asked, [{}, { dimension: 'truth' }], false)).toEqual(['safety']);
  expect(openDimensions(asked, [{ dimension: 'style' }], false)).toEqual(asked);
});

test("a row's own judgement is of 'overall' alone", () => {
  expect(openDimensions(asked, [], true)).toEqual(['safety', 'truth']);
  expect(openDimensions(['overall'], [], true)).toEqual([]);
});
