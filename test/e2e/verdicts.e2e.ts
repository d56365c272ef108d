/** What can be said of responses: strength, flag, reason, ties; and taking it back after a reload. */
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { expect, test } from 'vitest';
import type { LabelLine } from './support/judging.ts';
import {
  armedItem,
  jsonLines,
  openRanking,
  rankPage,
  useRewardLens,
  workspace,
} from './support/rewardLens.ts';
import { pressIn, reloadWindow } from './support/workbench.ts';

const vsCode = useRewardLens({ settings: { 'rewardLens.strength': true } });

interface Said extends LabelLine {
  readonly strength?: number;
  readonly rationale?: string;
}

function rows(count: number, texts: readonly string[]): string {
  const lines = Array.from({ length: count }, (_, at) =>
    JSON.stringify({ id: `r${at}`, prompt: `Question ${at}`, responses: texts }),
  );
  return `${lines.join('\n')}\n`;
}

/** The key of the response with this text. */
async function keyOf(frame: FrameLocator, text: string): Promise<string> {
  const texts = await frame.locator('.response .card-body').allInnerTexts();
  return String(texts.findIndex((shown) => shown.trim() === text) + 1);
}

test('strength, flag and reason are in the log, and undo takes two back after a reload', async () => {
  const folder = workspace({ 'pairs.jsonl': rows(4, ['good', 'bad']) });
  const log = path.join(folder, 'pairs.labels.jsonl');
  const page = await vsCode.open(folder);
  const frame = await openRanking(page, 'pairs.jsonl');

  const first = await armedItem(frame);
  const better = await keyOf(frame, 'good');
  await pressIn(frame, better);
  // Soon after: half a second later it would be a verdict of its own.
  await page.keyboard.press(better);
  await page.keyboard.press('Enter');

  const second = await armedItem(frame, first.key);
  await pressIn(frame, 'f');
  await frame.getByRole('button', { name: 'flagged' }).waitFor();
  await pressIn(frame, 'r');
  await page.keyboard.type('1 is not 2');
  await page.keyboard.press('Enter');
  await frame.locator('.reason-text', { hasText: '1 is not 2' }).waitFor();
  await pressIn(frame, `Shift+Digit${await keyOf(frame, 'good')}`);

  const third = await armedItem(frame, second.key);
  await pressIn(frame, await keyOf(frame, 'bad'));
  await armedItem(frame, third.key);
  const said = jsonLines<Said>(log);
  expect(said.map(({ ranking, strength }) => [ranking, strength])).toEqual([
    [[['a'], ['b']], 2],
    [[['a'], ['b']], 3],
    [[['b'], ['a']], 1],
  ]);
  expect(said[1]).toMatchObject({ flags: ['flagged'], rationale: '1 is not 2' });

  await reloadWindow(page, 'pairs.jsonl');
  const again = await rankPage(page);
  const { key } = await armedItem(again);
  await pressIn(again, 'u');
  const undone = await armedItem(again, key);
  await again.getByText('2 / 4').waitFor();
  await pressIn(again, 'Control+z');
  await armedItem(again, undone.key);
  await again.getByText('1 / 4').waitFor();
  const events = jsonLines<Said>(log);
  expect(events.slice(3).map(({ kind, target }) => [kind, target])).toEqual([
    ['retract', said[2]?.eventId],
    ['retract', said[1]?.eventId],
  ]);
});

test('four responses with a tie are ranked by keyboard alone', async () => {
  const folder = workspace({ 'four.jsonl': rows(1, ['best', 'fine', 'fair', 'poor']) });
  const page = await vsCode.open(folder);
  const frame = await openRanking(page, 'four.jsonl');
  await armedItem(frame);
  await pressIn(frame, await keyOf(frame, 'best'));
  await pressIn(frame, await keyOf(frame, 'fine'));
  await pressIn(frame, 't');
  await pressIn(frame, await keyOf(frame, 'fair'));
  await expect
    .poll(async () => (await frame.locator('.response .verdict').allInnerTexts()).sort())
    .toEqual(['1st', '4th', '=2nd', '=2nd']);
  await pressIn(frame, 'Enter');
  await frame.getByText('All 1 judged').waitFor();
  const [label] = jsonLines<Said>(path.join(folder, 'four.labels.jsonl'));
  expect(label?.ranking.map((tier) => [...tier].sort())).toEqual([['a'], ['b', 'c'], ['d']]);
});
