/** Conflicts between annotators, decided by keyboard on the labels page of the packed extension. */
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readRows, type LabelLine } from './support/judging.ts';
import { EXTENSION_ID, jsonLines, lettersOf, useRewardLens } from './support/rewardLens.ts';
import { threeAnnotators } from './support/threeAnnotators.ts';
import { pickItem, pressIn, reloadWindow, runCommand, webviewWith } from './support/workbench.ts';

const vsCode = useRewardLens({ settings: { 'rewardLens.annotator': 'dora' } });

/** Waits until the totals in the header say this many. */
async function totals(frame: FrameLocator, conflicts: number, decided: number): Promise<void> {
  const said = frame.locator('.totals');
  await said.filter({ hasText: `${conflicts} conflict` }).waitFor();
  await said.filter({ hasText: `${decided} decided` }).waitFor();
}

/** Waits until the conflict of a line takes a decision; gives its responses' ids in shown order. */
async function shownIds(frame: FrameLocator, folder: string, line: number): Promise<string[]> {
  await frame
    .locator('.conflict')
    .filter({ hasText: `line ${line}` })
    .waitFor();
  await frame.locator('.conflict[data-armed="true"]').waitFor();
  const row = readRows(folder, 'preferences.jsonl')[line - 1];
  const texts = await frame.locator('.response .card-body').allInnerTexts();
  return texts.map((text) => {
    const at = row?.responses.findIndex((response) => lettersOf(response.text) === lettersOf(text));
    return ['a', 'b'][at ?? -1] ?? `a text that is not in line ${line}`;
  });
}

async function labelsPage(page: Page): Promise<FrameLocator> {
  return webviewWith(page, EXTENSION_ID, '.labels');
}

test('conflicts are decided by keyboard, and a decision can be taken back', async () => {
  const folder = threeAnnotators();
  const log = path.join(folder, 'preferences.labels.jsonl');
  const labels = (): LabelLine[] => jsonLines<LabelLine>(log);
  const rows = readRows(folder, 'preferences.jsonl');
  const page = await vsCode.open(folder);
  await runCommand(page, 'Reward Lens: Show Labels');
  await pickItem(page, 'preferences.jsonl');
  let frame = await labelsPage(page);
  await totals(frame, 5, 0);
  const table = await frame.locator('tbody tr').allInnerTexts();
  expect(table.map((row) => row.trim().split(/\s+/).slice(0, 4))).toEqual([
    ['ann', '8', '8', '7'],
    ['bob', '7', '7', '7'],
    ['cleo', '6', '6', '6'],
  ]);

  // What no majority settles comes first.
  const before = labels().length;
  const shown = await shownIds(frame, folder, 7);
  await pressIn(frame, shown[0] === 'a' ? '1' : '2');
  await totals(frame, 4, 1);
  await frame.locator('.saved', { hasText: 'saved' }).waitFor();
  expect(labels().slice(before)).toMatchObject([
    {
      ...{ kind: 'judge', recordId: rows[6]?.id, annotator: 'dora', shown },
      ...{ ranking: [['a'], ['b']], flags: ['adjudicated'] },
    },
  ]);
  await shownIds(frame, folder, 1);
  await pressIn(frame, '0');
  await totals(frame, 3, 2);
  const tie = labels().at(-1);
  expect(tie).toMatchObject({ recordId: rows[0]?.id, flags: ['adjudicated'] });
  expect(tie?.ranking).toHaveLength(1);

  await shownIds(frame, folder, 4);
  await pressIn(frame, 'u');
  await shownIds(frame, folder, 1);
  await totals(frame, 4, 1);
  expect(labels().slice(before + 2)).toMatchObject([{ kind: 'retract', target: tie?.eventId }]);

  // Somebody else decides meanwhile: the line arrives as with a pull.
  const other = { ...tie, eventId: 'pulled', recordId: rows[3]?.id, annotator: 'eve' };
  fs.appendFileSync(log, `${JSON.stringify(other)}\n`);
  await totals(frame, 3, 2);
  await frame.getByRole('button', { name: 'Decided 2' }).click();
  await frame.getByText('eve decided: tie').waitFor();
  await frame.getByText('dora decided').first().waitFor();

  await reloadWindow(page, 'mainThreadWebview-rewardLens.labels');
  frame = await labelsPage(page);
  await totals(frame, 3, 2);
});
