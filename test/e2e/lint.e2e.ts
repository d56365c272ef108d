/** What is wrong with datasets, in the Problems panel of the packed extension, and its quick fixes. */
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { dirtyDatasets } from './support/dirtyDataset.ts';
import {
  jsonLines,
  openRanking,
  rankPage,
  sampleWorkspace,
  useRewardLens,
  viewRows,
  workspace,
} from './support/rewardLens.ts';
import { trainModel } from './support/trained.ts';
import {
  activeTab,
  editorLines,
  goToLine,
  openText,
  pickItem,
  quickInput,
  runCommand,
  statusItem,
  toast,
} from './support/workbench.ts';

const vsCode = useRewardLens({ settings: { 'rewardLens.annotator': 'ada' } });

/** The rows of the Problems panel. */
function problems(page: Page, text = ''): Locator {
  return page.locator('.part.panel .markers-panel .monaco-list-row').filter({ hasText: text });
}

/** Checks the datasets that the command proposes: all. */
async function checkAll(page: Page, count: number): Promise<void> {
  await runCommand(page, 'Reward Lens: Check Dataset');
  await quickInput(page).getByText(`${count} Selected`).waitFor();
  await quickInput(page).locator('input[type="text"]').press('Enter');
}

/** Puts the cursor on a line of the text editor and chooses the quick fix with this title. */
async function quickFix(page: Page, line: number, title: string): Promise<void> {
  await goToLine(page, line);
  await runCommand(page, 'Quick Fix...');
  const rows = page.locator('.action-widget .monaco-list-row.action');
  const wanted = rows.filter({ hasText: title });
  await wanted.waitFor();
  for (let step = 0; step < 10; step += 1) {
    if ((await wanted.and(page.locator('.focused')).count()) > 0) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

test('datasets are checked together, codes lead to their documentation, and a quick fix leaves a row out', async () => {
  const folder = workspace(dirtyDatasets);
  const page = await vsCode.open(folder);
  await checkAll(page, 2);
  await toast(page, '11 rows checked: 1 error, 7 warnings').waitFor();
  await problems(page, 'invalid-row').waitFor();
  const texts = (await problems(page).allInnerTexts()).join('\n');
  for (const code of [
    ...['invalid-row', 'identical-responses', 'duplicate-pair', 'empty-response'],
    ...['contradictory-pair', 'unknown-key', 'duplicate-id', 'split-leak'],
  ]) {
    expect(texts).toContain(code);
  }
  await statusItem(page, '1').filter({ hasText: '7' }).first().waitFor();

  await problems(page, 'contradictory-pair').getByText('contradictory-pair').click();
  await activeTab(page, 'DATASETS.md').waitFor();
  await editorLines(page)
    .filter({ hasText: /^###\scontradictory-pair$/ })
    .waitFor();

  await openText(page, 'support-train.jsonl');
  await quickFix(page, 5, 'Drop the duplicate: leave line 5 out of training');
  await toast(
    page,
    'Duplicate left out of training: 1 line in support-train.exclusions.jsonl',
  ).waitFor();
  const exclusions = path.join(folder, 'support-train.exclusions.jsonl');
  expect(jsonLines(exclusions)).toMatchObject([
    { v: 1, kind: 'exclude', recordId: 'desk-5', annotator: 'ada', reason: 'duplicate-pair' },
  ]);
  await problems(page, 'duplicate-pair').waitFor({ state: 'hidden' });

  // Without a text editor, as for datasets that are too large for one.
  await runCommand(page, 'Reward Lens: Fix Dataset Problems…');
  await pickItem(page, 'support-train.jsonl:8');
  await pickItem(page, 'Mark line 8 as a tie');
  await toast(page, 'Marked as a tie: 1 line in support-train.labels.jsonl').waitFor();
  expect(jsonLines(path.join(folder, 'support-train.labels.jsonl'))).toMatchObject([
    {
      kind: 'judge',
      recordId: 'desk-8',
      annotator: 'ada',
      rationale: 'Quick fix of contradictory-pair',
    },
  ]);
  await problems(page, 'contradictory-pair').waitFor({ state: 'hidden' });
  expect(await problems(page, 'split-leak').count()).toBe(1);

  for (const [name, text] of Object.entries(dirtyDatasets)) {
    expect(fs.readFileSync(path.join(folder, name), 'utf8')).toBe(text);
  }
});

test('what is opened for ranking is checked unasked, and again when it changes', async () => {
  const folder = workspace(dirtyDatasets);
  const file = path.join(folder, 'support-train.jsonl');
  const page = await vsCode.open(folder);
  await openRanking(page, 'support-train.jsonl');
  await runCommand(page, 'Problems: Focus on Problems View');
  await problems(page, 'empty-response').waitFor();
  // The leak is found only together with the other file.
  expect(await problems(page, 'split-leak').count()).toBe(0);

  const rows = fs.readFileSync(file, 'utf8').split('\n');
  fs.writeFileSync(file, rows.filter((row) => !row.includes('desk-6')).join('\n'));
  await problems(page, 'empty-response').waitFor({ state: 'hidden' });
  const exclusion = {
    ...{ v: 1, kind: 'exclude', eventId: 'e1', recordId: 'desk-4', annotator: 'bob' },
    at: '2026-01-02T03:04:05.000Z',
  };
  fs.writeFileSync(
    path.join(folder, 'support-train.exclusions.jsonl'),
    `${JSON.stringify(exclusion)}\n`,
  );
  await problems(page, 'identical-responses').waitFor({ state: 'hidden' });
  await problems(page, 'contradictory-pair').waitFor();
  fs.rmSync(file);
  await problems(page, 'contradictory-pair').waitFor({ state: 'hidden' });
});

test('shards count as one dataset, and gzip opens on the ranking page and is fixed from the list', async () => {
  const text = dirtyDatasets['support-train.jsonl'] ?? '';
  const rows = text.split('\n');
  const folder = workspace({
    'train-00000-of-00002.jsonl': rows.slice(0, 5).join('\n'),
    'train-00001-of-00002.jsonl': rows.slice(5).join('\n'),
  });
  const packed = path.join(folder, 'support.jsonl.gz');
  fs.writeFileSync(packed, gzipSync(text));
  const before = fs.readFileSync(packed);
  const page = await vsCode.open(folder);
  await runCommand(page, 'Reward Lens: Focus on Datasets View');
  await checkAll(page, 2);
  // What the shards repeat of the other dataset is found too.
  const shards = viewRows(page, 'Datasets').filter({ hasText: 'train-?????-of-00002.jsonl' });
  await shards.locator('[aria-label$="problems in these files"]').waitFor();

  await problems(page, 'identical-responses').first().getByText('Responses 1 and 2').click();
  await activeTab(page, 'support.jsonl.gz').waitFor();
  await rankPage(page);
  await runCommand(page, 'Reward Lens: Fix Dataset Problems…');
  await pickItem(page, 'support.jsonl.gz:6');
  await pickItem(page, 'Leave line 6 out of training');
  await toast(page, 'Row left out of training: 1 line in support.exclusions.jsonl').waitFor();
  expect(jsonLines(path.join(folder, 'support.exclusions.jsonl'))).toMatchObject([
    { kind: 'exclude', recordId: 'desk-6', reason: 'empty-response' },
  ]);
  expect(fs.readFileSync(packed)).toEqual(before);
});

test('with an active model, labels it doubts are found', async () => {
  const folder = sampleWorkspace();
  const rows = jsonLines<{ preference: unknown }>(path.join(folder, 'preferences.jsonl'));
  const turned = rows.map((row) =>
    typeof row.preference === 'number' ? { ...row, preference: 1 - row.preference } : row,
  );
  const text = turned.map((row) => `${JSON.stringify(row)}\n`).join('');
  const other = workspace({ 'turned.jsonl': text });
  fs.cpSync(path.join(folder, 'preferences.jsonl'), path.join(other, 'known.jsonl'));
  trainModel(vsCode, { folder: other, data: 'known.jsonl', run: 'run-1' });
  const page = await vsCode.open(other);
  await openText(page, 'turned.jsonl');
  await checkAll(page, 2);
  await problems(page, 'likely-mislabel').first().waitFor();
  await runCommand(page, 'Reward Lens: Fix Dataset Problems…');
  await quickInput(page).getByText('likely-mislabel').first().waitFor();
});
