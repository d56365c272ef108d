/** Finding a text in a dataset of some thousand rows, going to an item, and the format of its rows. */
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { LabelLine } from './support/judging.ts';
import {
  armedItem,
  jsonLines,
  openRanking,
  useRewardLens,
  workspace,
} from './support/rewardLens.ts';
import { pickItem, pressIn, quickInput } from './support/workbench.ts';

const ROWS = 5_000;
/** 1-based lines that hold a bird's name: one has the kingfisher, forty have the heron. */
const KINGFISHER = 3_711;
const HERON_EVERY = 125;

const vsCode = useRewardLens();

test('a text is found, its item opened and judged, and the search goes on', async () => {
  const folder = workspace({ 'birds.jsonl': birds() });
  const page = await vsCode.open(folder);
  const frame = await openRanking(page, 'birds.jsonl');
  const { key } = await armedItem(frame);
  await frame.getByText('0 / 5,000').waitFor();

  await pressIn(frame, '/');
  await page.keyboard.type('KINGFISHER');
  await page.keyboard.press('Enter');
  const found = await armedItem(frame, key);
  expect(found.line).toBe(KINGFISHER);
  expect(found.texts.some((text) => text.includes('kingfisher'))).toBe(true);
  expect(await count(frame).innerText()).toBe('1 found');
  expect(await matches(frame).locator('mark').innerText()).toBe('kingfisher');

  // The match has the focus: the keys that judge work.
  await page.keyboard.press(found.texts[0]?.includes('kingfisher') === true ? '1' : '2');
  await armedItem(frame, found.key);
  await frame.getByText('1 / 5,000').waitFor();
  const [label, ...more] = jsonLines<LabelLine>(path.join(folder, 'birds.labels.jsonl'));
  expect(more).toEqual([]);
  expect(label).toMatchObject({ recordId: `bird-${KINGFISHER}`, ranking: [['a'], ['b']] });

  // The list is still there; another text takes the place of the first.
  await page.keyboard.press('/');
  await page.keyboard.type('row');
  await expect.poll(() => count(frame).innerText()).toBe('first 1,000');
  await field(frame).fill('heron');
  await expect.poll(() => count(frame).innerText()).toBe('40 found');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await armedItem(frame)).line).toBe(2 * HERON_EVERY);

  await page.keyboard.press('Escape');
  await field(frame).waitFor({ state: 'detached' });
  expect(await count(frame).count()).toBe(0);
});

test('Ctrl+F finds in the dataset, not in the page', async () => {
  const page = await vsCode.open(workspace({ 'birds.jsonl': birds() }));
  const frame = await openRanking(page, 'birds.jsonl');
  await armedItem(frame);
  await pressIn(frame, 'Control+f');
  await page.keyboard.type('no such bird');
  await expect.poll(() => count(frame).innerText()).toBe('nothing found');
  expect(await field(frame).inputValue()).toBe('no such bird');
  expect(await page.locator('.simple-find-part.visible, .find-widget.visible').count()).toBe(0);
});

test('the number of an item leads to it', async () => {
  const page = await vsCode.open(workspace({ 'birds.jsonl': birds() }));
  const frame = await openRanking(page, 'birds.jsonl');
  const { key } = await armedItem(frame);
  await pressIn(frame, 'g');
  // Refused while the file is still read, too; the reason stays up to date.
  await page.keyboard.type('5001');
  await page.keyboard.press('Enter');
  await frame.getByText('Type a number from 1 to 5,000.').waitFor();
  await page.keyboard.type('4,900');
  await page.keyboard.press('Enter');
  expect((await armedItem(frame, key)).line).toBe(4_900);
  expect(await frame.locator('.where').innerText()).toContain('Item 4,900');
});

test('the format is said with its reason, and another one can be chosen', async () => {
  const folder = workspace({ 'birds.jsonl': birds() });
  const page = await vsCode.open(folder);
  const frame = await openRanking(page, 'birds.jsonl');
  const { key } = await armedItem(frame);
  await pressIn(frame, 'ArrowRight');
  const second = await armedItem(frame, key);
  const badge = frame.getByRole('button', { name: /^Format: / });
  expect(await badge.getAttribute('aria-label')).toMatch(/^Format: Reward Lens.*, because /);

  await choose(page, badge, 'HH-RLHF');
  await frame.getByText('0 / 0').waitFor();
  await expect.poll(() => badge.getAttribute('aria-label')).toContain('HH-RLHF, chosen by you');
  const settings = fs.readFileSync(path.join(folder, '.vscode', 'settings.json'), 'utf8');
  expect(JSON.parse(settings)).toEqual({ 'rewardLens.formats': { 'birds.jsonl': 'hh-rlhf' } });

  await choose(page, badge, 'By the shape of each row');
  await frame.getByText('0 / 5,000').waitFor();
  await armedItem(frame, second.key);
});

async function choose(page: Page, badge: Locator, format: string): Promise<void> {
  await badge.click();
  await quickInput(page).getByText('Choose Format').waitFor();
  await pickItem(page, format);
}

const field = (frame: FrameLocator): Locator =>
  frame.getByRole('textbox', { name: 'Find in the dataset' });
const count = (frame: FrameLocator): Locator => frame.locator('.find-count');
const matches = (frame: FrameLocator): Locator => frame.getByRole('list', { name: 'Matches' });

/** Pairs to judge, about birds in some rows. */
function birds(): string {
  const filler = 'It rained in the morning and cleared up later. '.repeat(6);
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const line = at + 1;
    const bird =
      line === KINGFISHER ? 'kingfisher' : line % HERON_EVERY === 0 ? 'heron' : 'sparrow';
    return JSON.stringify({
      id: `bird-${line}`,
      prompt: `What was seen on day ${line}?`,
      responses: [{ text: `In row ${line} a ${bird}. ${filler}` }, { text: `Nothing. ${filler}` }],
    });
  });
  return `${rows.join('\n')}\n`;
}
