import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createDatasets } from '../../../src/engine/files/datasets.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const dialogue = (answer: string): string => `\n\nHuman: Hi\n\nAssistant: ${answer}`;

async function dialogues(): Promise<string> {
  const file = path.join(await temporaryFolder(), 'dialogues.jsonl');
  const rows = [1, 2].map((each) => ({
    id: `d${each}`,
    chosen: dialogue(`Yes ${each}`),
    rejected: dialogue(`No ${each}`),
  }));
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return file;
}

const datasets = () => createDatasets({ clock: () => new Date(), newId: () => 'e1' });

test('a summary says why rows are read as they are', async () => {
  const { format } = await datasets().open({ path: await dialogues() });
  expect(format).toEqual({
    name: 'hh-rlhf',
    title: 'HH-RLHF',
    reason: '"chosen" and "rejected" are dialogues with "\\n\\nAssistant:" turns',
    chosen: false,
  });
});

test('a chosen format counts for opening, items, search and judging', async () => {
  const at = { path: await dialogues(), format: 'trl-implicit' };
  const window = datasets();
  const { format, total } = await window.open(at);
  expect(format).toMatchObject({ name: 'trl-implicit', chosen: true });
  expect(total).toBe(2);
  const item = await window.item({ ...at, index: 0, annotator: 'ana' });
  expect(item.prompt[0]?.content).toContain('Human: Hi');
  const found = await window.search(
    { ...at, text: 'human: hi', from: 0, limit: 9 },
    { isCancelled: () => false },
  );
  expect(found.matches).toHaveLength(2);
  // Read by its shape the same row has a prompt of its own, and another place in the cache.
  const asItLooks = await window.item({ path: at.path, index: 0, annotator: 'ana' });
  expect(asItLooks.prompt).toEqual([{ role: 'user', content: 'Hi' }]);
  const judgement = { ranking: [['a'], ['b']], shown: ['a', 'b'], durationMs: 1 };
  const judged = { ...at, index: 1, recordId: 'd2', annotator: 'ana', judgement };
  expect((await window.judge(judged)).labelled).toBe(2);
});

test('a chosen format that fits no row lists every row as a problem', async () => {
  const { format, total, problems } = await datasets().open({
    path: await dialogues(),
    format: 'nectar',
  });
  expect(format).toMatchObject({ name: 'nectar', chosen: true });
  expect(total).toBe(0);
  expect(problems.map(({ line, key }) => [line, key])).toEqual([
    [1, 'answers'],
    [2, 'answers'],
  ]);
});

test('a format that is none is told with those there are', async () => {
  const at = { path: await dialogues(), format: 'hhh' };
  await expect(datasets().open(at)).rejects.toThrow('There is no format "hhh". Formats: ');
});
