import { expect, test } from 'vitest';
import { itemLine, labelsConflict } from '../../../src/extension/panels/labelsConflict.ts';
import type { DatasetItem } from '../../../src/shared/reports.ts';
import { aJudgement } from '../../support/builders.ts';

const item = (prompt: DatasetItem['prompt']): DatasetItem => ({
  ...{ index: 6, position: 5, line: 8, recordId: 'r1', prompt, judgement: null },
  shown: ['c', 'a', 'b'].map((id) => ({ id, content: id })),
});

test('an item is listed by the beginning of its last question, on one line', () => {
  const question = (...prompt: DatasetItem['prompt'][number][]): string =>
    itemLine(item(prompt)).question;
  expect(question()).toBe('');
  expect(question({ role: 'user', content: ' Why\n\nis  it?\t' })).toBe('Why is it?');
  expect(
    question(
      { role: 'user', content: 'first' },
      { role: 'user', content: 'second' },
      { role: 'assistant', content: 'answer' },
    ),
  ).toBe('second');
  expect(question({ role: 'system', content: 'be brief' })).toBe('be brief');
  expect(question({ role: 'user', content: 'x'.repeat(200) })).toHaveLength(200);
  expect(question({ role: 'user', content: 'x'.repeat(201) })).toBe(`${'x'.repeat(200)}…`);
  // A character of two UTF-16 units is not cut in half.
  expect(question({ role: 'user', content: `${'x'.repeat(199)}🙂🙂` })).toBe(`${'x'.repeat(199)}…`);
});

test('judgements that say the same are one vote; strength, both bad and deciding tell them apart', () => {
  const by = (annotator: string, more: Parameters<typeof aJudgement>[0]) =>
    aJudgement({ annotator, ...more });
  const order = [['a'], ['b', 'c']];
  const conflict = labelsConflict(
    {
      ...{ index: 6, recordId: 'r1', dimension: 'overall', kind: 'tie', decidedBy: null },
      judgements: [
        by('ana', { ranking: [['a', 'b', 'c']], flags: ['bothBad'] }),
        by('ben', { ranking: order }),
        by('cem', { ranking: [['a'], ['c', 'b']] }),
        by('dan', { ranking: order, strength: 3 }),
        by('eve', { ranking: order, flags: ['adjudicated'] }),
        by('fay', { ranking: [['a'], ['b']] }),
      ],
      agreed: order,
    },
    itemLine(item([])),
  );
  const plain = { bothBad: false, strength: null, adjudicated: false };
  expect(conflict.votes).toEqual([
    { ...plain, annotators: ['ben', 'cem'], places: [1, 0, 1] },
    { ...plain, annotators: ['ana'], places: [0, 0, 0], bothBad: true },
    { ...plain, annotators: ['dan'], places: [1, 0, 1], strength: 3 },
    { ...plain, annotators: ['eve'], places: [1, 0, 1], adjudicated: true },
    // Of other responses than the row has now.
    { ...plain, annotators: ['fay'], places: null },
  ]);
  expect(conflict).toMatchObject({ position: 5, line: 8, responses: 3, agreed: [1, 0, 1] });
});
