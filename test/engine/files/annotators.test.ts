import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ADJUDICATED } from '../../../src/core/records/adjudication.ts';
import { createLabelFold } from '../../../src/core/store/foldLabels.ts';
import type { LabelEvent } from '../../../src/core/store/labelEvent.ts';
import { annotatorReport } from '../../../src/engine/files/annotators.ts';
import { createDatasets } from '../../../src/engine/files/datasets.ts';
import type { JudgementInput } from '../../../src/shared/reports.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { aJudgeEvent, aJudgement, aRetractEvent } from '../../support/builders.ts';

const all = { from: 0, limit: 100 };
const second = [['b'], ['a']];
const rows = ['r0', 'r1', 'r2', 'r3'];
const rowOf = (recordId: string): number | undefined => {
  const row = rows.indexOf(recordId);
  return row < 0 ? undefined : row;
};

function foldOf(...events: LabelEvent[]) {
  const fold = createLabelFold();
  for (const event of events) fold.add(event);
  return fold;
}

const ana = (recordId: string) =>
  aJudgeEvent({ eventId: `ana-${recordId}`, recordId, annotator: 'ana' });
const other = (annotator: string, recordId: string, ranking = second) =>
  aJudgeEvent({ eventId: `${annotator}-${recordId}`, recordId, annotator, ranking });

test('counts what stands, of records that the dataset has', () => {
  const fold = foldOf(
    ana('r1'),
    ana('gone'),
    ana('r2'),
    other('ben', 'r2'),
    aRetractEvent({ target: 'ben-r2' }),
  );
  const { annotators, ...rest } = annotatorReport(fold, rowOf, all);
  expect(annotators).toMatchObject([{ annotator: 'ana', judgements: 2, records: 2 }]);
  expect(rest).toEqual({
    shared: 0,
    conflictCount: 0,
    decided: 0,
    conflicts: [],
  });
});

test('gives conflicts with their rows, those without a majority first, by the page', () => {
  const fold = foldOf(
    ...['r3', 'r2', 'r1', 'r0'].flatMap((id) => [ana(id), other('ben', id)]),
    other('cem', 'r0'),
  );
  const page = (from: number, limit: number) =>
    annotatorReport(fold, rowOf, { from, limit }).conflicts.map(({ index }) => index);
  expect(page(0, 100)).toEqual([1, 2, 3, 0]);
  expect(page(1, 2)).toEqual([2, 3]);
  expect(annotatorReport(fold, rowOf, { from: 4, limit: 2 })).toMatchObject({
    shared: 4,
    conflictCount: 4,
    conflicts: [],
  });
  expect(annotatorReport(fold, rowOf, all).conflicts[0]).toEqual({
    index: 1,
    recordId: 'r1',
    dimension: 'overall',
    kind: 'opposed',
    agreed: null,
    decidedBy: null,
    // Without the keys of the log's lines.
    judgements: [
      aJudgement({ annotator: 'ana' }),
      aJudgement({ annotator: 'ben', ranking: second }),
    ],
  });
});

test('of a dataset, what several people judged through the engine', async () => {
  const file = path.join(await temporaryFolder(), 'support.jsonl');
  const row = (id: string): string =>
    `${JSON.stringify({ id, prompt: 'Q?', responses: ['Yes', 'No'] })}\n`;
  await writeFile(file, row('1') + row('2') + row('3'));
  let ids = 0;
  const datasets = createDatasets({ clock: () => new Date(), newId: () => `event-${++ids}` });
  const call = { path: file, ...all };
  expect(await datasets.annotators(call)).toEqual({
    complete: true,
    annotators: [],
    shared: 0,
    conflictCount: 0,
    decided: 0,
    conflicts: [],
  });
  const judge = (
    annotator: string,
    index: number,
    ranking: string[][],
    more: Partial<JudgementInput> = {},
  ) =>
    datasets.judge({
      path: file,
      index,
      recordId: `${index + 1}`,
      annotator,
      judgement: { ranking, shown: ['a', 'b'], durationMs: 1, ...more },
    });
  await judge('ana', 1, [['a'], ['b']]);
  await judge('ana', 2, [['a'], ['b']]);
  await judge('ben', 2, [['a', 'b']]);
  expect(await datasets.annotators(call)).toMatchObject({
    complete: true,
    annotators: [
      { annotator: 'ana', judgements: 2, records: 2, shared: 1, contradicted: 1 },
      { annotator: 'ben', judgements: 1, records: 1, shared: 1, contradicted: 1 },
    ],
    shared: 1,
    conflictCount: 1,
    conflicts: [{ index: 2, recordId: '3', kind: 'tie', agreed: null }],
  });
  const { eventId } = await judge('cem', 2, [['b'], ['a']], {
    ...{ dimension: 'overall', flags: [ADJUDICATED] },
  });
  expect(await datasets.annotators(call)).toMatchObject({ conflictCount: 0, decided: 1 });
  expect(await datasets.annotators({ ...call, decided: true })).toMatchObject({
    conflictCount: 0,
    conflicts: [{ index: 2, agreed: [['b'], ['a']], decidedBy: 'cem' }],
  });
  // A decision of another dimension is another one; undoing takes back what is named, or nothing.
  await judge('cem', 2, [['a'], ['b']], { dimension: 'safety', flags: [ADJUDICATED] });
  expect(await datasets.annotators(call)).toMatchObject({ conflictCount: 0, decided: 2 });
  const undo = { path: file, annotator: 'cem' };
  expect(await datasets.undo({ ...undo, eventId })).toMatchObject({ index: null });
  expect(await datasets.undo(undo)).toMatchObject({ index: 2 });
  expect(await datasets.annotators(call)).toMatchObject({ conflictCount: 0, decided: 1 });
  expect(await datasets.undo({ ...undo, eventId })).toMatchObject({ index: 2 });
  expect(await datasets.annotators(call)).toMatchObject({ conflictCount: 1, decided: 0 });
  await datasets.undo({ path: file, annotator: 'ben' });
  expect(await datasets.annotators(call)).toMatchObject({ conflictCount: 0, shared: 0 });
});
