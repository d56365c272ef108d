/**
 * A labelling session with the packed extension: 200 judgements by key, once on a small dataset and
 * once on 1,000,000 rows (0.9 GB). Prints how long the next item takes to be drawn, and fails when a
 * judgement is lost or another than was meant.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDataset } from './support/openingTime.ts';
import {
  armedItem,
  EXTENSION_ID,
  jsonLines,
  lettersOf,
  sampleWorkspace,
  useRewardLens,
} from './support/rewardLens.ts';
import { openText, pressIn, webview } from './support/workbench.ts';
import { drawTimes, watchDrawTimes } from './support/drawTimes.ts';

const JUDGEMENTS = 200;
const SEED = 'session 1';
const repository = path.resolve(import.meta.dirname, '..', '..');

interface Row {
  readonly id: string;
  readonly responses: readonly { readonly text: string }[];
}

interface Label {
  readonly recordId: string;
  readonly ranking: readonly (readonly string[])[];
  readonly flags?: readonly string[];
}

/** What somebody makes of a pair, by its texts and not by their sides. */
type Meaning = 'first' | 'second' | 'tie' | 'bothBad';

const vsCode = useRewardLens();

test.each([400, 1_000_000])('a session on %i rows', { timeout: 900_000 }, async (rows) => {
  const folder = sampleWorkspace();
  const file = path.join(folder, 'pairs.jsonl');
  const generate = path.join(repository, 'bench', 'generateLarge.mjs');
  execFileSync(process.execPath, [generate, file, String(rows)], { cwd: repository });
  const page = await vsCode.open(folder);
  await openText(page, 'notes.md');
  await openDataset(page, 'pairs.jsonl');
  const frame = webview(page, EXTENSION_ID);
  await frame.locator('.labelled', { hasText: '/' }).waitFor({ timeout: 120_000 });
  await pressIn(frame, 'm'); // as plain text, what is read off the screen is what the row says
  await watchDrawTimes(frame);

  const byLine = firstRows(file);
  const meant = await label(frame, byLine);
  const labels = jsonLines<Label>(path.join(folder, 'pairs.labels.jsonl'));
  expect(labels).toHaveLength(JUDGEMENTS);
  expect(new Map(labels.map((each) => [each.recordId, meaningOf(each)]))).toEqual(meant);

  const times = (await drawTimes(frame)).map(Math.round).sort((a, b) => a - b);
  const at = (share: number): number => times[Math.ceil(share * times.length) - 1] ?? NaN;
  console.log(
    `${rows} rows, ${times.length} judgements, none lost or swapped: key to next item median ` +
      `${at(0.5)} ms, 95th percentile ${at(0.95)} ms, longest ${at(1)} ms`,
  );
  await page.context().close();
});

/** Rows by line number: as many as a session comes to, with room for rows that are judged already. */
function firstRows(file: string): ReadonlyMap<number, Row> {
  const text = execFileSync('head', ['-n', String(2 * JUDGEMENTS), file], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const lines = text.trimEnd().split('\n');
  return new Map(lines.map((line, index) => [index + 1, JSON.parse(line) as Row]));
}

/** Judges items as they come; gives what was meant of each record. */
async function label(
  frame: FrameLocator,
  byLine: ReadonlyMap<number, Row>,
): Promise<ReadonlyMap<string, Meaning>> {
  const meant = new Map<string, Meaning>();
  let after = '';
  while (meant.size < JUDGEMENTS) {
    const { key, line, texts } = await armedItem(frame, after);
    const row = byLine.get(line);
    if (row === undefined) throw new Error(`Line ${line} is not among the first rows`);
    const meaning = meaningFor(row.id);
    meant.set(row.id, meaning);
    await pressIn(frame, keyFor(meaning, row, texts));
    after = key;
  }
  await frame.locator(`.item[data-armed="true"]:not([data-key="${after}"])`).waitFor();
  return meant;
}

/** By the letters of the record's id and the seed: as good as by chance, and the same each time. */
function meaningFor(id: string): Meaning {
  const sum = [...`${SEED} ${id}`].reduce((hash, letter) => {
    return (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  }, 7);
  const place = (Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d) >>> 16) % 20;
  if (place < 8) return 'first';
  if (place < 16) return 'second';
  return place < 18 ? 'tie' : 'bothBad';
}

/** The key that says it, wherever the responses stand on the screen. */
function keyFor(meaning: Meaning, { responses }: Row, texts: readonly string[]): string {
  if (meaning === 'tie') return '0';
  if (meaning === 'bothBad') return 'b';
  const better = responses[meaning === 'first' ? 0 : 1]?.text ?? '';
  const card = texts.findIndex((text) => lettersOf(text) === lettersOf(better));
  if (card === -1) throw new Error(`"${better}" is not on the screen`);
  return String(card + 1);
}

/** Rows of this kind name their responses a and b, in their own order. */
function meaningOf({ ranking, flags }: Label): Meaning {
  if (ranking.length === 1) return flags?.includes('bothBad') === true ? 'bothBad' : 'tie';
  return ranking[0]?.[0] === 'a' ? 'first' : 'second';
}
