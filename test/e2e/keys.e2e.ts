/** Keys of the ranking page that people change in VS Code. */
import { expect, test } from 'vitest';
import { armedItem, openRanking, sampleWorkspace, useRewardLens } from './support/rewardLens.ts';
import { openText, pressIn, runCommand } from './support/workbench.ts';

const vsCode = useRewardLens();

test('a key put on another command judges, and its old key no longer does', async () => {
  const page = await vsCode.open(sampleWorkspace());
  await openText(page, 'notes.md');
  await runCommand(page, 'Preferences: Open Keyboard Shortcuts (JSON)');
  const editor = page.locator('.editor-instance', { hasText: 'key bindings' });
  await editor.locator('.view-lines').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(
    JSON.stringify([
      { key: 'x', command: 'rewardLens.rankKey.skip', when: inRanking },
      { key: 's', command: '-rewardLens.rankKey.skip' },
    ]),
  );
  await page.keyboard.press('Control+S');

  const frame = await openRanking(page, 'preferences.jsonl');
  const first = await armedItem(frame);
  await pressIn(frame, 'x');
  const second = await armedItem(frame, first.key);
  await pressIn(frame, 's');
  await pressIn(frame, 'x');
  const third = await armedItem(frame, second.key);
  // One skip and not two: going back once shows the item before.
  await pressIn(frame, 'ArrowLeft');
  await expect.poll(async () => (await armedItem(frame, third.key)).texts).toEqual(second.texts);
  await frame.getByText('140 / 150').waitFor();
});

const inRanking = "activeCustomEditorId == 'rewardLens.rank' && !inputFocus";
