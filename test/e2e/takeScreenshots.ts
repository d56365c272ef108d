/**
 * Takes pictures of every screen in every theme, for people to look at, into test/e2e/.out. The
 * README's are copied from there to media/screenshots/ by hand.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, test } from 'vitest';
import { dirtyDatasets } from './support/dirtyDataset.ts';
import { evidenceFolder } from './support/evidence.ts';
import { screenshot } from './support/screenshots.ts';
import { useVsCode } from './support/suite.ts';
import { setTheme, type Theme } from './support/themes.ts';
import { threeAnnotators } from './support/threeAnnotators.ts';
import {
  editorLines,
  enterText,
  goToLine,
  openFile,
  pickItem,
  openText,
  quickInput,
  runCommand,
  statusItem,
  toast,
  webviewWith,
} from './support/workbench.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const EXTENSION = 'reward-lens.reward-lens';
const SIZE = { width: 1280, height: 800 };
const NARROW = { width: 600, height: 800 };
const THEMES: Readonly<Record<string, Theme>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
};
const TRAINING_MS = 240_000;
const QUESTION =
  'I exported my contacts as CSV. When I open the file in Excel, "José" shows up as "JosÃ©". Is my data broken?';

const folder = makeWorkspace();
const out = evidenceFolder('screenshots');
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const vsCode = useVsCode({
  link: [repository],
  settings: { 'explorer.openEditors.visible': 0, 'editor.wordWrap': 'on' },
});

test('pictures of every screen', async () => {
  const page = await vsCode.open(path.join(folder, 'samples'), { size: SIZE });
  await setTheme(page, 'Default Dark Modern');
  await runCommand(page, 'Reward Lens: Focus on Datasets View');
  await judgeOne(page);
  await train(page);
  for (const [name, theme] of Object.entries(THEMES)) {
    await setTheme(page, theme);
    await page.setViewportSize(SIZE);
    await takeRank(page, name);
    await takeInspect(page, name);
    await takeScore(page, name);
  }
});

test('pictures of the states of the rank page', async () => {
  const page = await vsCode.open(path.join(folder, 'states'), { size: SIZE });
  for (const [name, theme] of Object.entries(THEMES)) {
    await setTheme(page, theme);
    const problems = await openRank(page, 'mixed.jsonl', '.problems-button');
    await problems.locator('.problems-button').click();
    await problems.locator('.problems').waitFor();
    await screenshot(page, out, `problems-${name}`);
    await openRank(page, 'done.jsonl', '.message');
    await screenshot(page, out, `finished-${name}`);
    await openRank(page, 'empty.jsonl', '.message');
    await screenshot(page, out, `empty-${name}`);
    await runCommand(page, 'View: Close All Editors');
  }
});

test('pictures of the Problems panel', async () => {
  const page = await vsCode.open(path.join(folder, 'support'), { size: SIZE });
  await runCommand(page, 'Reward Lens: Focus on Datasets View');
  await openText(page, 'support-train.jsonl');
  await runCommand(page, 'Reward Lens: Check Dataset');
  await quickInput(page).getByText('2 Selected').waitFor();
  await screenshot(page, out, 'lint-pick');
  await quickInput(page).locator('input[type="text"]').press('Enter');
  await toast(page, 'rows checked').waitFor();
  await runCommand(page, 'Notifications: Clear All Notifications');
  // Rows are lines: as most people see them.
  await runCommand(page, 'View: Toggle Word Wrap');
  for (const [name, theme] of Object.entries(THEMES)) {
    await setTheme(page, theme);
    await runCommand(page, 'View: Focus Active Editor Group');
    await goToLine(page, 8);
    await screenshot(page, out, `lint-${name}`);
    await runCommand(page, 'Quick Fix...');
    await page.locator('.action-widget .monaco-list-row.action').first().waitFor();
    await screenshot(page, out, `lint-fix-${name}`);
    await page.keyboard.press('Escape');
  }
});

test('pictures of the labels page', async () => {
  const page = await vsCode.open(threeAnnotators(), { size: SIZE });
  await runCommand(page, 'Reward Lens: Show Labels');
  await pickItem(page, 'preferences.jsonl');
  for (const [name, theme] of Object.entries(THEMES)) {
    await setTheme(page, theme);
    const labels = await webviewWith(page, EXTENSION, '.labels');
    await labels.locator('.conflict[data-armed="true"]').waitFor();
    await screenshot(page, out, `labels-${name}`);
    await withoutSideBar(page, async () => {
      await screenshot(page, out, `labels-wide-${name}`);
      await page.setViewportSize(NARROW);
      await screenshot(page, out, `labels-narrow-${name}`);
      await page.setViewportSize(SIZE);
    });
  }
});

/** A copy of the samples, and files in other states. */
function makeWorkspace(): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'rl-pictures-'));
  const samples = path.join(made, 'samples');
  fs.cpSync(path.join(repository, 'samples'), samples, { recursive: true });
  const states = path.join(made, 'states');
  fs.cpSync(path.join(samples, '.vscode'), path.join(states, '.vscode'), { recursive: true });
  const support = path.join(made, 'support');
  fs.mkdirSync(support);
  for (const [name, text] of Object.entries(dirtyDatasets)) {
    fs.writeFileSync(path.join(support, name), text);
  }
  const rows = fs.readFileSync(path.join(samples, 'preferences.jsonl'), 'utf8').split('\n');
  const write = (name: string, lines: readonly (string | undefined)[]): void =>
    fs.writeFileSync(path.join(states, name), lines.map((line) => `${line ?? ''}\n`).join(''));
  write('done.jsonl', rows.slice(0, 12));
  write('empty.jsonl', []);
  write('mixed.jsonl', [
    ...rows.slice(140, 143),
    '{"prompt": "Which day is best?", "responses": [{"text": "Monday"}',
    '{"prompt": "Which day is best?"}',
    '{"prompt": "Which day is best?", "responses": [{"text": "Monday"}, {"text": 5}]}',
    '{"prompt": "Which day is best?", "responses": [{"text": "Monday"}, {"text": "Friday"}], "preference": 7}',
    ...rows.slice(143, 146),
  ]);
  return made;
}

/** Opens a dataset in the rank editor and waits for an element of its page. */
async function openRank(page: Page, name: string, selector = '.item'): Promise<FrameLocator> {
  await openFile(page, name);
  const rank = await webviewWith(page, EXTENSION, selector);
  await rank.locator(selector).first().waitFor();
  return rank;
}

async function judgeOne(page: Page): Promise<void> {
  const rank = await openRank(page, 'preferences.jsonl');
  await rank.locator('.item[data-armed="true"]').waitFor();
  await rank.locator('body').press('2');
  await rank.locator('.saved', { hasText: 'saved' }).waitFor();
}

async function train(page: Page): Promise<void> {
  await screenshot(page, out, 'untrained-dark');
  await runCommand(page, 'Reward Lens: Train Reward Model');
  await quickInput(page).getByText('1 Selected').waitFor();
  await screenshot(page, out, 'train-pick-dark');
  await quickInput(page).locator('input[type="text"]').press('Enter');
  // Halfway, where the pictures say most: past the first texts, before the last.
  await page
    .getByText(/encoding [1-9]\d\d of/)
    .first()
    .waitFor({ timeout: TRAINING_MS });
  await screenshot(page, out, 'training-dark');
  await toast(page, 'accuracy').waitFor({ timeout: TRAINING_MS });
  await screenshot(page, out, 'trained-dark');
  await statusItem(page, '%').first().waitFor();
  await runCommand(page, 'Notifications: Clear All Notifications');
}

async function takeRank(page: Page, theme: string): Promise<void> {
  const rank = await openRank(page, 'preferences.jsonl');
  await screenshot(page, out, `rank-${theme}`);
  await rank.locator('body').press('?');
  await rank.locator('.keys').waitFor();
  await screenshot(page, out, `keys-${theme}`);
  await rank.locator('body').press('Escape');
  const ranking = await openRank(page, 'candidates.jsonl', '.ranking');
  await ranking.locator('body').press('2');
  await ranking.locator('.response.best').or(ranking.locator('.badge')).first().waitFor();
  await screenshot(page, out, `ranking-${theme}`);
  await openRank(page, 'preferences.jsonl');
  await withoutSideBar(page, async () => {
    await screenshot(page, out, `rank-wide-${theme}`);
    await page.setViewportSize(NARROW);
    await screenshot(page, out, `rank-narrow-${theme}`);
    await page.setViewportSize(SIZE);
  });
}

async function takeInspect(page: Page, theme: string): Promise<void> {
  await runCommand(page, 'Reward Lens: Inspect Response');
  const inspect = await webviewWith(page, EXTENSION, '.inspected');
  const token = inspect.locator('.side').first().locator('.token.u3', { hasText: /\w{3}/ }).last();
  await token.hover();
  await inspect.locator('.token-card').waitFor();
  await screenshot(page, out, `inspect-${theme}`);
  await withoutSideBar(page, async () => {
    await token.hover();
    await inspect.locator('.token-card').waitFor();
    await screenshot(page, out, `inspect-wide-${theme}`);
    await page.setViewportSize(NARROW);
    await screenshot(page, out, `inspect-narrow-${theme}`);
    await inspect.locator('.sums').last().scrollIntoViewIfNeeded();
    await screenshot(page, out, `inspect-narrow-end-${theme}`);
    await page.setViewportSize(SIZE);
  });
}

async function takeScore(page: Page, theme: string): Promise<void> {
  await openFile(page, 'notes.md');
  await selectDraft(page);
  await runCommand(page, 'Reward Lens: Score Selection');
  await quickInput(page).getByText('Score Selection').waitFor();
  await screenshot(page, out, `score-prompt-${theme}`);
  await enterText(page, QUESTION);
  // The selection goes when the score is there.
  await statusItem(page, 'selected').waitFor({ state: 'hidden' });
  await page.mouse.move(5, 5);
  await screenshot(page, out, `score-${theme}`);
  await hoverWord(editorLines(page), 'encoding');
  await page.locator('.monaco-hover:visible').first().waitFor();
  await screenshot(page, out, `score-hover-${theme}`);
}

/** Selects the lines of draft A. */
async function selectDraft(page: Page): Promise<void> {
  const lines = editorLines(page);
  await lines.filter({ hasText: 'Your data is fine' }).click({ position: { x: 1, y: 8 } });
  await lines
    .filter({ hasText: 'then be shown correctly' })
    .click({ modifiers: ['Shift'], position: { x: 250, y: 8 } });
  await page.keyboard.press('Shift+End');
}

async function hoverWord(lines: Locator, word: string): Promise<void> {
  await lines.getByText(word).first().hover();
}

async function withoutSideBar(page: Page, action: () => Promise<void>): Promise<void> {
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await action();
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
}
