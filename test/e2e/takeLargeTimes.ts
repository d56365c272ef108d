/**
 * What a person waits for with a dataset of 1,000,000 rows (0.9 GB), in fresh windows with the packed
 * extension, and what the extension host and the engine grow by. Linux and macOS.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { test } from 'vitest';
import { enginePids } from './support/engines.ts';
import { openDataset } from './support/openingTime.ts';
import { descendants } from './support/processes.ts';
import { EXTENSION_ID, sampleWorkspace, useRewardLens, workspace } from './support/rewardLens.ts';
import { openText, pressIn, webview } from './support/workbench.ts';

const WINDOWS = 5;
const JUMPS = 5;
const repository = path.resolve(import.meta.dirname, '..', '..');

const vsCode = useRewardLens();

test('times with a large dataset', { timeout: 900_000 }, async () => {
  const times: Record<string, number[]> = {
    smallFirstItemMs: [],
    firstItemMs: [],
    jumpMs: [],
    hostMegabytes: [],
    engineMegabytes: [],
  };
  const generated = path.join(workspace(), 'large.jsonl');
  const generate = path.join(repository, 'bench', 'generateLarge.mjs');
  execFileSync(process.execPath, [generate, generated], { cwd: repository });
  for (let window = 0; window < WINDOWS; window += 1) {
    const folder = sampleWorkspace();
    fs.linkSync(generated, path.join(folder, 'large.jsonl'));
    const page = await vsCode.open(folder);
    await openText(page, 'notes.md');
    await openDataset(page, 'preferences.jsonl'); // the window has made a webview before
    times['smallFirstItemMs']?.push(await openDataset(page, 'candidates.jsonl'));
    const before = memory();
    times['firstItemMs']?.push(await openDataset(page, 'large.jsonl'));
    const frame = webview(page, EXTENSION_ID);
    await frame.locator('.labelled', { hasText: '/ 1,000,000' }).waitFor({ timeout: 120_000 });
    for (let row = 900_000; row < 900_000 + JUMPS; row += 1) {
      times['jumpMs']?.push(await jump(frame, row));
    }
    const after = memory();
    times['hostMegabytes']?.push(after.host - before.host);
    times['engineMegabytes']?.push(after.engine - before.engine);
    await page.context().close();
  }
  for (const [name, values] of Object.entries(times)) {
    const sorted = values.map(Math.round).sort((a, b) => a - b);
    console.log(`${name}: median ${sorted[Math.floor(sorted.length / 2)]} of ${sorted.join(' ')}`);
  }
});

/** From Enter in the field for an item's number to the frame in which that item is drawn, in ms. */
async function jump(frame: FrameLocator, row: number): Promise<number> {
  await pressIn(frame, 'g');
  const field = frame.locator('.jump-field');
  await field.fill(String(row));
  const body = frame.locator('body');
  await body.evaluate(() => {
    const scope = window as unknown as { jumped: Promise<number> };
    const key = document.querySelector('.item')?.getAttribute('data-key');
    scope.jumped = new Promise((resolve) => {
      let pressed = 0;
      document.addEventListener('keydown', (event) => (pressed = event.timeStamp), true);
      const seen = new MutationObserver(() => {
        if (document.querySelector('.item')?.getAttribute('data-key') === key) return;
        seen.disconnect();
        requestAnimationFrame(() => {
          resolve(performance.now() - pressed);
        });
      });
      seen.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  });
  await field.press('Enter');
  return body.evaluate(() => (window as unknown as { jumped: Promise<number> }).jumped);
}

/** Resident megabytes of the extension hosts (one for each window) and of the engines. */
function memory(): { readonly host: number; readonly engine: number } {
  const engines = new Set(enginePids(vsCode));
  const mine = new Set(descendants(vsCode.server.pid));
  const table = execFileSync('ps', ['-A', '-o', 'pid=,rss=,args='], { encoding: 'utf8' });
  let [host, engine] = [0, 0];
  for (const line of table.split('\n')) {
    const [pid, kilobytes] = line.trim().split(/\s+/).map(Number);
    if (pid === undefined || kilobytes === undefined || !mine.has(pid)) continue;
    if (engines.has(pid)) engine += kilobytes / 1000;
    else if (line.includes('--type=extensionHost')) host += kilobytes / 1000;
  }
  return { host, engine };
}
