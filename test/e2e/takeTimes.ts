/** Takes the times a person waits for, with the packed extension in fresh windows, and prints them. */
import type { FrameLocator, Page } from 'playwright-core';
import { test } from 'vitest';
import { drawTimes, watchDrawTimes } from './support/drawTimes.ts';
import { openDataset } from './support/openingTime.ts';
import { armedItem, EXTENSION_ID, sampleWorkspace, useRewardLens } from './support/rewardLens.ts';
import { openText, pressIn, runCommand, webview } from './support/workbench.ts';

const WINDOWS = 7;
const KEYS = 9;

const vsCode = useRewardLens();

test('times', { timeout: 600_000 }, async () => {
  const times: Record<string, number[]> = {
    activation: [],
    firstOpening: [],
    nextOpening: [],
    key: [],
  };
  for (let window = 0; window < WINDOWS; window += 1) {
    const page = await vsCode.open(sampleWorkspace());
    await openText(page, 'notes.md'); // by then the window has its folder's settings
    times['firstOpening']?.push(await openDataset(page, 'preferences.jsonl'));
    times['key']?.push(...(await judge(webview(page, EXTENSION_ID))));
    times['nextOpening']?.push(await openDataset(page, 'candidates.jsonl'));
    times['activation']?.push(await activationMs(page));
    await page.context().close();
  }
  for (const [name, values] of Object.entries(times)) {
    const sorted = values.map(Math.round).sort((a, b) => a - b);
    console.log(
      `${name}: median ${sorted[Math.floor(sorted.length / 2)]} ms of ${sorted.join(' ')}`,
    );
  }
});

/** From the key event to the frame in which the next item is drawn, in ms, for several keys. */
async function judge(frame: FrameLocator): Promise<number[]> {
  await watchDrawTimes(frame);
  let after = '';
  for (let key = 0; key < KEYS; key += 1) {
    after = (await armedItem(frame, after)).key;
    await pressIn(frame, String(1 + (key % 2)));
  }
  await armedItem(frame, after);
  return drawTimes(frame);
}

/** Loading and activating, as VS Code took it. */
async function activationMs(page: Page): Promise<number> {
  await page.setViewportSize({ width: 1400, height: 4000 }); // the list draws only rows in sight
  await runCommand(page, 'Developer: Show Running Extensions');
  const row = page
    .locator('.running-extensions .extension, .runtime-extensions-editor .extension')
    .filter({ hasText: 'Reward Lens' });
  const text = await row.locator('.activation-time').innerText();
  return Number(/([\d.]+)\s*ms/.exec(text)?.[1] ?? NaN);
}
