/** Shards ranked as one dataset, and a format chosen by hand, with the packed extension. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  armedItem,
  jsonLines,
  openRanking,
  rankPage,
  useRewardLens,
  viewRows,
  workspace,
} from './support/rewardLens.ts';
import {
  activeTab,
  enterText,
  pickItem,
  pressIn,
  quickInput,
  reloadWindow,
  runCommand,
} from './support/workbench.ts';

const vsCode = useRewardLens();

const row = (id: string): string =>
  `${JSON.stringify({ id, prompt: `Question ${id}?`, responses: ['Yes', 'No'] })}\n`;

function workspaceSettings(folder: string): Record<string, unknown> {
  const file = path.join(folder, '.vscode', 'settings.json');
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
}

test('files that are named alike are joined, ranked through, and grow on the disk', async () => {
  const folder = workspace({
    'other.jsonl': row('o'),
    'train-1.jsonl': row('a'),
    'train-2.jsonl': row('b'),
    'train-10.jsonl': row('c'),
  });
  const page = await vsCode.open(folder);
  await runCommand(page, 'Reward Lens: Join Shards…');
  await pickItem(page, 'train-1.jsonl');
  await expect.poll(() => quickInput(page).locator('input').inputValue()).toBe('train-*.jsonl');
  await quickInput(page).filter({ hasText: '3 files' }).waitFor();
  await enterText(page, 'train-*.jsonl');
  await activeTab(page, 'train-*.jsonl').waitFor();
  expect(workspaceSettings(folder)).toEqual({ 'rewardLens.shards': ['train-*.jsonl'] });

  const frame = await rankPage(page);
  const first = await armedItem(frame);
  expect(await frame.locator('.prompt').innerText()).toContain('Question a?');
  await pressIn(frame, '1');
  const second = await armedItem(frame, first.key);
  expect(await frame.locator('.prompt').innerText()).toContain('Question b?');
  await pressIn(frame, '0');
  await armedItem(frame, second.key);
  expect(await frame.locator('.prompt').innerText()).toContain('Question c?');
  const log = path.join(folder, 'train-2.labels.jsonl');
  expect(jsonLines<{ recordId: string }>(log).map(({ recordId }) => recordId)).toEqual(['b']);

  await runCommand(page, 'View: Show Reward Lens');
  const rows = viewRows(page, 'Datasets');
  await rows.filter({ hasText: 'train-*.jsonl' }).filter({ hasText: '2 / 3' }).waitFor();
  expect(await rows.count()).toBe(2);
  fs.writeFileSync(path.join(folder, 'train-3.jsonl'), row('d') + row('e'));
  await rows.filter({ hasText: 'train-*.jsonl' }).filter({ hasText: '2 / 5' }).waitFor();
  await expect.poll(() => frame.locator('.page-head').innerText()).toContain('2 / 5');
  expect(await frame.locator('.prompt').innerText()).toContain('Question c?');

  await reloadWindow(page, 'train-*.jsonl');
  const again = await rankPage(page);
  await expect.poll(() => again.locator('.page-head').innerText()).toContain('2 / 5');
});

test('a chosen format is kept in the workspace settings and reads every row', async () => {
  const dialogue = (answer: string): string => `\n\nHuman: Hi\n\nAssistant: ${answer}`;
  const rows = [1, 2].map((each) =>
    JSON.stringify({ chosen: dialogue(`Hello ${each}`), rejected: dialogue(`What ${each}`) }),
  );
  const folder = workspace({ 'dialogues.jsonl': `${rows.join('\n')}\n` });
  const page = await vsCode.open(folder);
  const frame = await openRanking(page, 'dialogues.jsonl');
  await frame.getByText('HH-RLHF', { exact: true }).waitFor();
  // The rows came judged.
  await pressIn(frame, 'ArrowLeft');
  expect(await frame.locator('.prompt').innerText()).not.toContain('Human:');

  await runCommand(page, 'Reward Lens: Choose Format…');
  await pickItem(page, 'TRL, implicit prompt');
  await expect.poll(() => frame.locator('.prompt').innerText()).toContain('Human: Hi');
  expect(workspaceSettings(folder)).toEqual({
    'rewardLens.formats': { 'dialogues.jsonl': 'trl-implicit' },
  });

  await runCommand(page, 'Reward Lens: Choose Format…');
  await pickItem(page, 'By the shape of each row');
  await expect.poll(() => frame.locator('.prompt').innerText()).not.toContain('Human: Hi');
  expect(workspaceSettings(folder)).toEqual({});
});
