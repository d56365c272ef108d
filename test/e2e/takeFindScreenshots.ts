/** Takes pictures of finding, going to an item and the format badge in every theme, into test/e2e/.out. */
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { test } from 'vitest';
import { evidenceFolder } from './support/evidence.ts';
import { armedItem, openRanking, sampleWorkspace } from './support/rewardLens.ts';
import { screenshot } from './support/screenshots.ts';
import { useVsCode } from './support/suite.ts';
import { setTheme, type Theme } from './support/themes.ts';
import { pressIn, runCommand } from './support/workbench.ts';

const SIZE = { width: 1280, height: 800 };
const NARROW = { width: 600, height: 800 };
/** What is left of SIZE at 200 % zoom. */
const ZOOMED = { width: 640, height: 400 };
const THEMES: Readonly<Record<string, Theme>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
};

const vsCode = useVsCode({ link: [path.resolve(import.meta.dirname, '../..')] });

test('pictures of finding, going to an item, and the format', async () => {
  const out = evidenceFolder('find-screenshots');
  const page = await vsCode.open(sampleWorkspace(), { size: SIZE });
  for (const [name, theme] of Object.entries(THEMES)) {
    await setTheme(page, theme);
    const frame = await openRanking(page, 'preferences.jsonl');
    await armedItem(frame);
    await frame.locator('.format').hover();
    await screenshot(page, out, `format-${name}`);
    await page.mouse.move(5, 5);
    await find(page, frame);
    await screenshot(page, out, `find-${name}`);
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await page.setViewportSize(NARROW);
    await screenshot(page, out, `find-narrow-${name}`);
    await page.setViewportSize(ZOOMED);
    await screenshot(page, out, `find-zoomed-${name}`);
    await page.setViewportSize(SIZE);
    await frame.getByRole('button', { name: 'close the search' }).click();
    await pressIn(frame, 'g');
    await page.keyboard.type('1000');
    await page.keyboard.press('Enter');
    await frame.locator('.jump-problem').waitFor();
    await screenshot(page, out, `jump-${name}`);
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await runCommand(page, 'View: Close All Editors');
  }
});

/** Finds a word, and opens the second match from the list. */
async function find(page: Page, frame: FrameLocator): Promise<void> {
  const { key } = await armedItem(frame);
  await pressIn(frame, '/');
  await page.keyboard.type('python');
  await frame.locator('.find-count', { hasText: 'found' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await armedItem(frame, key);
}
