import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ADJUDICATED } from '../../../src/core/records/adjudication.ts';
import { conflictsPerPage } from '../../../src/extension/panels/labelsSession.ts';
import { labelsSetup, said, yesNoRow } from '../support/labelsSetup.ts';

const rows = ['1', '2', '3', '4'].map(yesNoRow).join('');
/** Of record 2 a majority says a; of 3 and 4 nobody can tell; of 1 all agree. */
const events = [
  ...['ana', 'ben', 'cem'].map((name) => said(name, '1', 'a')),
  ...[said('ana', '2', 'a'), said('ben', '2', 'b'), said('cem', '2', 'a')],
  ...[said('ana', '3', 'a'), said('ben', '3', 'b'), said('cem', '3', 'tie')],
  ...[said('ana', '4', 'tie'), said('ben', '4', 'b', { rationale: 'shorter' })],
];

test('shows who judged what, and first what no majority settles', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  expect(setup.states.map(({ kind }) => kind)).toEqual(['loading', 'ready']);
  expect(setup.ready()).toMatchObject({
    dataset: `file://${setup.file}`,
    name: 'pairs.jsonl',
    complete: true,
    annotators: [
      { annotator: 'ana', judgements: 4, shared: 4, contradicted: 3 },
      { annotator: 'ben', judgements: 4, shared: 4, contradicted: 3 },
      { annotator: 'cem', judgements: 3, shared: 3, contradicted: 2 },
    ],
    ...{ shared: 4, openCount: 3, decidedCount: 0, list: 'open', canUndo: false, saved: null },
  });
  expect(setup.listed()).toEqual(['3', '4', '2']);
  expect(setup.item()).toMatchObject({
    conflict: { position: 2, line: 3, question: 'Question 3?', kind: 'opposed', agreed: null },
    prompt: [{ role: 'user', content: 'Question 3?' }],
    reasons: [],
  });
  await setup.session.select(setup.ready().conflicts[1]?.key ?? '');
  expect(setup.item()).toMatchObject({
    conflict: { kind: 'tie' },
    reasons: [{ annotator: 'ben', text: 'shorter' }],
  });
});

test('tells verdicts by the order on the screen, whatever it is', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  for (const { key } of setup.ready().conflicts) {
    await setup.session.select(key);
    const { conflict, shown } = setup.item();
    const a = shown.findIndex(({ content }) => content.startsWith('yes')) === 0;
    const ana = conflict.votes.find(({ annotators }) => annotators.includes('ana'));
    const ben = conflict.votes.find(({ annotators }) => annotators.includes('ben'));
    expect(ben?.places).toEqual(a ? [1, 0] : [0, 1]);
    if (conflict.position === 3) expect(ana?.places).toEqual([0, 0]);
    else expect(ana?.places).toEqual(a ? [0, 1] : [1, 0]);
    if (conflict.position !== 1) continue;
    // Two of three say the same.
    expect(conflict.votes[0]?.annotators).toEqual(['ana', 'cem']);
    expect(conflict.agreed).toEqual(ana?.places);
  }
});

test('a decision is saved as adjudicated and the next conflict is shown at once', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  const { shown } = setup.item();
  await setup.decide('no 3');
  expect((await setup.labels()).at(-1)).toMatchObject({
    ...{ kind: 'judge', recordId: '3', annotator: 'dora', ranking: [['b'], ['a']] },
    ...{
      flags: [ADJUDICATED],
      shown: shown.map(({ content }) => (content === 'yes 3' ? 'a' : 'b')),
      durationMs: 10,
    },
  });
  expect((await setup.labels()).at(-1)).not.toHaveProperty('dimension');
  expect(setup.listed()).toEqual(['4', '2']);
  expect(setup.item().conflict.question).toBe('Question 4?');
  expect(setup.ready()).toMatchObject({
    ...{ openCount: 2, decidedCount: 1, canUndo: true, saved: { kind: 'saved' } },
  });
  expect(setup.labelChanges).toBe(1);
  await setup.decide(null);
  expect((await setup.labels()).at(-1)).toMatchObject({ recordId: '4', ranking: [['a', 'b']] });
  await setup.decide('yes 2');
  expect(setup.ready()).toMatchObject({ openCount: 0, decidedCount: 3, conflicts: [], item: null });
});

test('a conflict of another dimension is decided in that dimension', async () => {
  const safety = { dimension: 'safety' };
  const setup = await labelsSetup(rows, [
    ...[said('ana', '1', 'a', safety), said('ben', '1', 'b', safety)],
    ...[said('ana', '1', 'a'), said('ben', '1', 'a')],
  ]);
  await setup.session.open();
  expect(setup.item().conflict).toMatchObject({ dimension: 'safety' });
  await setup.decide('yes 1');
  expect((await setup.labels()).at(-1)).toMatchObject({ ...safety, flags: [ADJUDICATED] });
  expect(setup.ready()).toMatchObject({ openCount: 0, decidedCount: 1 });
});

test('an answer to a conflict that is no longer shown is dropped', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  const { key } = setup.item();
  const answer = { key, places: [0, 1], durationMs: 1 };
  await Promise.all([setup.session.decide(answer), setup.session.decide(answer)]);
  expect(setup.ready()).toMatchObject({ openCount: 2, decidedCount: 1 });
  expect(await setup.labels()).toHaveLength(events.length + 1);
});

test('undo takes decisions back, the latest first, and shows their conflicts again', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  await setup.decide('no 3');
  await setup.decide('no 4');
  await setup.session.show('decided');
  expect(setup.listed()).toEqual(['3', '4']);
  await setup.session.undo();
  expect(setup.listed()).toEqual(['3', '4', '2'].slice(1));
  expect(setup.item().conflict.question).toBe('Question 4?');
  await setup.session.undo();
  expect(setup.item().conflict.question).toBe('Question 3?');
  expect(setup.ready()).toMatchObject({ openCount: 3, decidedCount: 0, canUndo: false });
  const log = await setup.labels();
  const [first, second] = log.filter(({ flags }) => flags?.includes(ADJUDICATED));
  expect(log.slice(-2)).toMatchObject([
    { kind: 'retract', target: second?.eventId },
    { kind: 'retract', target: first?.eventId },
  ]);
  await setup.session.undo();
  expect(await setup.labels()).toHaveLength(log.length);
});

test('undo leaves what was judged after a decision alone', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  await setup.decide('no 3');
  await setup.append(said('dora', '1', 'b', { at: '2099-01-01T00:00:00.000Z' }));
  await setup.session.undo();
  expect((await setup.labels()).at(-1)).toMatchObject({ kind: 'judge', recordId: '1' });
  expect(setup.ready()).toMatchObject({
    canUndo: false,
    notice: 'You have judged since: nothing was taken back',
  });
});

test('what was decided can be decided anew', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  await setup.decide('no 3');
  await setup.session.show('decided');
  const before = setup.item();
  expect(before.conflict).toMatchObject({ decidedBy: 'dora' });
  await setup.decide('yes 3');
  const after = setup.item();
  expect(after.key).not.toBe(before.key);
  expect(after.conflict.agreed).toEqual(before.conflict.agreed?.map((place) => 1 - place));
  expect(setup.ready()).toMatchObject({ openCount: 2, decidedCount: 1 });
});

test('a decision that cannot be saved stays on the screen until Retry saves it', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  setup.failing = { method: 'dataset/judge', error: new Error('The disk is full.') };
  const { key } = setup.item();
  await setup.decide('no 3');
  expect(setup.ready()).toMatchObject({
    item: { key },
    ...{ openCount: 3, canUndo: false },
    saved: { kind: 'failed', error: { title: 'Not saved', detail: 'The disk is full.' } },
  });
  await setup.session.retry();
  expect(setup.ready().saved?.kind).toBe('failed');
  setup.failing = null;
  await setup.session.retry();
  expect((await setup.labels()).at(-1)).toMatchObject({ recordId: '3', ranking: [['b'], ['a']] });
  expect(setup.ready()).toMatchObject({ openCount: 2, saved: { kind: 'saved' } });
});

test('an undo that cannot be written is told and can be retried', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  await setup.decide('no 3');
  setup.failing = { method: 'dataset/undo', error: new Error('The disk is full.') };
  await setup.session.undo();
  expect(setup.ready()).toMatchObject({
    ...{ openCount: 2, canUndo: true },
    saved: { kind: 'failed', error: { title: 'Not taken back' } },
  });
  setup.failing = null;
  await setup.session.retry();
  expect(setup.ready()).toMatchObject({ openCount: 3, canUndo: false, saved: null });
});

test('labels that change on the disk are drawn, and the conflict on the screen stays', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  await setup.session.select(setup.ready().conflicts[1]?.key ?? '');
  const { key } = setup.item();
  await setup.append(said('eve', '4', 'a'), said('eve', '1', 'b'));
  await setup.session.refresh();
  expect(setup.listed()).toEqual(['3', '4', '1', '2']);
  expect(setup.item().key).toBe(key);
  expect(setup.item().conflict.votes).toHaveLength(3);
  const drawn = setup.states.length;
  await setup.session.refresh();
  expect(setup.states).toHaveLength(drawn);
});

test('somebody else deciding takes the conflict off the list', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  await setup.append(said('eve', '3', 'a', { flags: [ADJUDICATED] }));
  await setup.session.refresh();
  expect(setup.listed()).toEqual(['4', '2']);
  expect(setup.item().conflict.question).toBe('Question 4?');
  expect(setup.ready()).toMatchObject({ decidedCount: 1, canUndo: false });
});

test('a dataset whose text changed is read anew', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  const { key } = setup.item();
  await writeFile(setup.file, rows.replaceAll('Question', 'Quiz'));
  await setup.session.refresh();
  expect(setup.ready().conflicts[0]?.question).toBe('Quiz 3?');
  expect(setup.item().prompt[0]?.content).toBe('Quiz 3?');
  // What was on the screen is no longer what an answer to it was about.
  expect(setup.item().key).not.toBe(key);
});

test('a thousand conflicts are listed by the page, and moving on reads one item', async () => {
  const ids = Array.from({ length: 1000 }, (_, index) => `r${index}`);
  const setup = await labelsSetup(
    ids.map(yesNoRow).join(''),
    ids.flatMap((id) => [said('ana', id, 'a'), said('ben', id, 'b')]),
  );
  await setup.session.open();
  expect(setup.ready()).toMatchObject({ openCount: 1000 });
  expect(setup.listed()).toEqual(ids.slice(0, conflictsPerPage));
  await setup.session.more();
  expect(setup.listed()).toEqual(ids.slice(0, 2 * conflictsPerPage));
  setup.calls.length = 0;
  await setup.decide('yes r0');
  expect(setup.listed()).toEqual(ids.slice(1, 2 * conflictsPerPage + 1));
  expect(setup.calls).toEqual([
    ...['dataset/judge', 'dataset/item', 'dataset/annotators'],
    // The one that came into the list, and the one on the screen again.
    ...['dataset/item', 'dataset/item'],
  ]);
});

test('of several selections in a row only the last is read', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  setup.calls.length = 0;
  await Promise.all(setup.ready().conflicts.map(({ key }) => setup.session.select(key)));
  expect(setup.calls).toEqual(['dataset/item']);
  expect(setup.item().conflict.question).toBe('Question 2?');
});

test('while the dataset is still read the numbers are asked for again until they are final', async () => {
  const setup = await labelsSetup(rows, events);
  setup.reading = true;
  await setup.session.open();
  expect(setup.ready().complete).toBe(false);
  expect(setup.later).toHaveLength(1);
  setup.later.shift()?.();
  await setup.session.show('open');
  expect(setup.later).toHaveLength(1);
  setup.reading = false;
  setup.later.shift()?.();
  await setup.session.show('open');
  expect(setup.ready().complete).toBe(true);
  expect(setup.later).toHaveLength(0);
});

test('labels that cannot be read are an error with Retry', async () => {
  const setup = await labelsSetup(rows, events);
  setup.failing = { method: 'dataset/annotators', error: new Error('No such file.') };
  await setup.session.open();
  expect(setup.states.at(-1)).toMatchObject({
    kind: 'error',
    error: { title: 'The labels of pairs.jsonl cannot be shown', detail: 'No such file.' },
  });
  setup.failing = null;
  await setup.session.retry();
  expect(setup.ready().openCount).toBe(3);
});

test('nobody, and one person alone, have no conflicts', async () => {
  const nobody = await labelsSetup(rows, []);
  await nobody.session.open();
  expect(nobody.ready()).toMatchObject({ annotators: [], openCount: 0, item: null });
  const alone = await labelsSetup(rows, [said('ana', '1', 'a')]);
  await alone.session.open();
  expect(alone.ready()).toMatchObject({ annotators: [{ annotator: 'ana' }], shared: 0 });
});

test('the quality of labels is measured while it is shown, again when they change', async () => {
  const setup = await labelsSetup(rows, [said('ana', '1', 'a')]);
  await setup.session.open();
  expect(setup.ready().quality).toEqual({ kind: 'closed' });
  await setup.session.refresh();
  expect(setup.calls).not.toContain('dataset/quality');
  await setup.session.quality.open();
  const seen = (): number | undefined => {
    const { quality } = setup.ready();
    return quality.kind === 'ready' ? quality.report.people.length : undefined;
  };
  expect(seen()).toBe(1);
  await setup.append(said('ben', '1', 'b'));
  await setup.session.refresh();
  await expect.poll(seen).toBe(2);
  setup.session.quality.close();
  expect(setup.ready().quality).toEqual({ kind: 'closed' });
});

test('quality that cannot be measured says why', async () => {
  const setup = await labelsSetup(rows, events);
  await setup.session.open();
  setup.failing = { method: 'dataset/quality', error: new Error('No such file.') };
  await setup.session.quality.open();
  expect(setup.ready().quality).toMatchObject({
    kind: 'failed',
    error: { title: 'The labels could not be measured', detail: 'No such file.' },
  });
});
