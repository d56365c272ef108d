import { afterEach, describe, expect, test } from 'vitest';
import { writeRecord } from '../../../src/core/conversion/writeRecord.ts';
import { formats } from '../../../src/core/formats/registry.ts';
import type { PreferenceRecord } from '../../../src/core/records/types.ts';
import { rankSetup, type RankSetup } from '../support/rankSetup.ts';

const names = ['planted-model-one', 'planted-model-two'];

/** A pair whose row says who wrote it, judged by somebody in every dimension that formats ask for. */
const record: PreferenceRecord = {
  id: 'planted-row',
  prompt: [{ role: 'user', content: 'Which river is longer?' }],
  responses: [
    { id: 'planted-response-a', content: 'The Nile.', model: names[0] ?? '' },
    { id: 'planted-response-b', content: 'The Amazon.', model: names[1] ?? '' },
  ],
  judgements: ['overall', 'helpfulness', 'safety'].map((dimension) => ({
    ...{ recordId: 'planted-row', annotator: 'planted-person', at: '2026-01-31T09:30:00.000Z' },
    ...{ ranking: [['planted-response-a'], ['planted-response-b']], dimension },
    shown: ['planted-response-a', 'planted-response-b'],
  })),
};

const [one, two] = names;

/** Rows of formats that hold this record in another way than it is written, or are read only. */
const rowsByHand: Readonly<Record<string, object>> = {
  tldr: {
    info: { post: 'Rivers.', title: 'Which is longer?', subreddit: 'rivers' },
    summaries: [
      { text: 'The Nile.', policy: one },
      { text: 'The Amazon.', policy: two },
    ],
    choice: 0,
    worker: 'planted-person',
  },
  ultrafeedback: {
    instruction: 'Which river is longer?',
    models: names,
    completions: [
      { model: one, response: 'The Nile.', annotations: { helpfulness: { Rating: '5' } } },
      { model: two, response: 'The Amazon.', annotations: { helpfulness: { Rating: '2' } } },
    ],
  },
  'label-studio': {
    data: {
      prompt: 'Which river is longer?',
      items: [
        { id: 'planted-response-a', title: one, body: 'The Nile.' },
        { id: 'planted-response-b', title: two, body: 'The Amazon.' },
      ],
    },
    annotations: [],
  },
};

/** A row of each format that can name who wrote a response. */
const named = formats
  .filter(({ name, writer }) => name in rowsByHand || writer?.holds.has('model name') === true)
  .map((format) => {
    const row = rowsByHand[format.name] ?? writeRecord(record, format).rows?.[0] ?? {};
    return { name: format.name, row: JSON.stringify(row) };
  });

let setup: RankSetup | undefined;
afterEach(() => setup?.dispose());

async function opened(row: string): Promise<RankSetup> {
  setup = await rankSetup([row]);
  await setup.session.open();
  // A row that came judged is not offered for judging; it is looked at all the same.
  if (setup.ready().item === null) await setup.session.move(-1);
  return setup;
}

const judge = (one: RankSetup): Promise<void> =>
  one.session.answer({ key: one.item().key, places: [0, 1], durationMs: 1 });

/** What the page is told, but for the text that it asked for itself. */
const told = (states: unknown): string => JSON.stringify(states).replaceAll('"text":"planted"', '');

test('the formats that name models are those known to', () => {
  expect(named.length).toBeGreaterThan(8);
  for (const { row } of named) for (const name of names) expect(row).toContain(name);
});

describe.each(named)('$name', ({ row }) => {
  test('nothing of a name or id reaches the page before the item is judged, then the name', async () => {
    const one = await opened(row);
    expect(
      one
        .item()
        .shown.map(({ content }) => content.trim())
        .sort(),
    ).toEqual(['The Amazon.', 'The Nile.']);
    await one.session.search('river');
    await one.session.search('planted');
    await one.session.note({ key: one.item().key, flagged: true });
    expect(one.ready().search?.done).toBe(true);
    expect(told(one.states)).not.toContain('planted');

    await judge(one);
    if (one.ready().item === null) await one.session.move(-1);
    const shown = one.item().shown.map(({ content, model }) => [content.trim(), model]);
    expect(new Map(shown as [string, string][])).toEqual(
      new Map([
        ['The Nile.', names[0]],
        ['The Amazon.', names[1]],
      ]),
    );
    expect(told(one.states)).not.toMatch(/planted-r|planted-p/);

    await one.session.undo();
    expect(told(one.ready())).not.toContain('planted');
  });
});

test("names are shown as the setting says: always, never, or after one's own judgement", async () => {
  const one = await opened(named[0]?.row ?? '');
  const seen = (): boolean => one.item().shown.every(({ model }) => model !== undefined);
  one.settings.modelNames = 'always';
  one.session.redraw();
  expect(seen()).toBe(true);
  one.settings.modelNames = 'never';
  await judge(one);
  await one.session.move(-1);
  expect(seen()).toBe(false);
  one.settings.modelNames = 'afterJudging';
  one.session.redraw();
  expect(seen()).toBe(true);
});

test('a text that an id alone holds is found, and the id is not told', async () => {
  const one = await opened(
    JSON.stringify({ id: 'gpt-4-vs-1', prompt: 'Hi?', responses: ['a', 'b'] }),
  );
  await one.session.search('GPT-4');
  expect(one.ready().search?.matches).toEqual([{ index: 0, line: 1, excerpt: 'Hi?', inId: true }]);
});
