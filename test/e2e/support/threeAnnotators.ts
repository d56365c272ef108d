/** The sample pairs with the labels of three people who disagree on some. */
import fs from 'node:fs';
import path from 'node:path';
import { jsonLines, sampleWorkspace } from './rewardLens.ts';

/** What each person said of the first rows: the first or the second response, or a tie. */
const said: readonly (readonly [annotator: string, verdicts: string])[] = [
  ['ann', 'aaaaabb='],
  ['bob', 'baaabaa'],
  ['cleo', 'aaa=ab'],
];
const rankings = { a: [['a'], ['b']], b: [['b'], ['a']], '=': [['a', 'b']] };

/**
 * A workspace whose preferences.jsonl three people labelled. Two against one disagree on rows 1, 4
 * (one sees a tie), 5 and 6; nothing settles row 7, which only two judged; row 8 only one judged.
 */
export function threeAnnotators(): string {
  const folder = sampleWorkspace();
  const rows = jsonLines<{ id: string }>(path.join(folder, 'preferences.jsonl'));
  const lines = said.flatMap(([annotator, verdicts], person) =>
    [...verdicts].map((verdict, row) =>
      JSON.stringify({
        ...{ v: 1, kind: 'judge', eventId: `${annotator}-${row}`, recordId: rows[row]?.id },
        ...{ annotator, at: `2026-01-0${person + 1}T10:00:${10 + row}.000Z` },
        ranking: rankings[verdict as keyof typeof rankings],
        ...{ shown: ['a', 'b'], durationMs: 4000 },
      }),
    ),
  );
  fs.writeFileSync(path.join(folder, 'preferences.labels.jsonl'), `${lines.join('\n')}\n`);
  return folder;
}
