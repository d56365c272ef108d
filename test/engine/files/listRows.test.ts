import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import { rowMatches } from '../../../src/core/records/rowFilter.ts';
import { foldLabels } from '../../../src/core/store/foldLabels.ts';
import { labelEventLine, type LabelEvent } from '../../../src/core/store/labelEvent.ts';
import type { DatasetCalls } from '../../../src/engine/files/datasetCalls.ts';
import { createDatasets } from '../../../src/engine/files/datasets.ts';
import type { RowFilter, RowPage } from '../../../src/shared/rowList.ts';
import { aJudgeEvent, aRetractEvent } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let ids = 0;
const aWindow = (): DatasetCalls =>
  createDatasets({ clock: () => new Date(), newId: () => `event-${++ids}` });
const going = { isCancelled: () => false };

const kinds = ['open', 'won', 'tied', 'broken'] as const;
type Kind = (typeof kinds)[number];
const preferences = { open: undefined, won: 0, tied: 'tie' };

function rowOf(kind: Kind, row: number): string {
  if (kind === 'broken') return 'no JSON\n';
  const preference = preferences[kind];
  const more = preference === undefined ? {} : { preference };
  const texts = { prompt: `Question ${row}?`, responses: ['Yes', 'No'] };
  return `${JSON.stringify({ id: `r${row}`, ...texts, ...more })}\n`;
}

const event = fc.record({
  row: fc.nat({ max: 11 }),
  annotator: fc.constantFrom('ana', 'ben'),
  tie: fc.boolean(),
  flagged: fc.boolean(),
  minute: fc.nat({ max: 50 }),
  retracts: fc.option(fc.nat({ max: 11 })),
});
const log = fc.array(event, { maxLength: 12 }).map((events) =>
  events.map(({ row, annotator, tie, flagged, minute, retracts }, place): LabelEvent => {
    const eventId = `e${place}`;
    if (retracts !== null) return aRetractEvent({ eventId, target: `e${retracts}` });
    const ranking = tie ? [['a', 'b']] : [['a'], ['b']];
    const at = `2026-01-31T09:${String(minute).padStart(2, '0')}:00.000Z`;
    const flags = flagged ? { flags: ['flagged'] } : {};
    return aJudgeEvent({ eventId, recordId: `r${row}`, annotator, ranking, at, ...flags });
  }),
);
const filter: fc.Arbitrary<RowFilter> = fc
  .record({
    show: fc.constantFrom(
      ...(['all', 'unlabelled', 'judged', 'ties', 'flagged', 'records'] as const),
    ),
    by: fc.option(fc.constantFrom('ana', 'ben'), { nil: undefined }),
    records: fc.constantFrom(undefined, ['r1', 'r5', 'gone']),
  })
  .map(({ show, by, records }) => ({
    show,
    ...(by === undefined ? {} : { by }),
    ...(records === undefined ? {} : { records }),
  }));

/** Row by row, over the fold of the whole log. */
function naive(rows: readonly Kind[], events: readonly LabelEvent[], asked: RowFilter): number[] {
  const fold = foldLabels(events);
  return rows.flatMap((kind, row) => {
    const came = { judged: kind === 'won' || kind === 'tied', tied: kind === 'tied' };
    const named = asked.records?.includes(`r${row}`) === true;
    const standing = fold.get(`r${row}`) ?? [];
    return kind !== 'broken' && rowMatches(asked, { came, standing, named }) ? [row] : [];
  });
}

async function written(rows: readonly Kind[], events: readonly LabelEvent[]): Promise<string> {
  const file = path.join(await temporaryFolder(), 'rows.jsonl');
  await writeFile(file, rows.map(rowOf).join(''));
  await writeFile(file.replace('.jsonl', '.labels.jsonl'), events.map(labelEventLine).join(''));
  return file;
}

const indices = ({ lines }: RowPage): number[] => lines.map(({ index }) => index);

test('a filter means the rows that looking at each of them finds, in pages and as what comes next', async () => {
  const rows = fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(rows, log, filter, fc.nat({ max: 12 }), async (kinds, events, asked, at) => {
      const path = await written(kinds, events);
      const datasets = aWindow();
      const found = naive(kinds, events, asked);
      const page = { path, filter: asked, annotator: 'ana', beforeRow: at };
      const all = await datasets.list({ ...page, from: 0, limit: 100 }, going);
      expect(indices(all)).toEqual(found);
      expect(all).toMatchObject({ count: found.length, complete: true });
      expect(all.before).toBe(found.filter((row) => row < at).length);
      const some = await datasets.list({ ...page, from: at, limit: 3 }, going);
      expect(indices(some)).toEqual(found.slice(at, at + 3));
      const next = { path, only: 'all', filter: asked, from: at } as const;
      expect((await datasets.next({ ...next, step: 1 })).index).toBe(
        found.find((row) => row >= at) ?? null,
      );
      expect((await datasets.next({ ...next, step: -1 })).index).toBe(
        found.findLast((row) => row <= at) ?? null,
      );
      const search = { path, filter: asked, text: 'question', from: 0, limit: 100 };
      const { matches } = await datasets.search(search, going);
      expect(matches.map(({ index }) => index)).toEqual(found);
    }),
    { numRuns: 60 },
  );
});

describe('of a file', () => {
  const kindsOf = Array.from({ length: 40 }, (_, row) => kinds[row % 3] ?? 'open');
  let file: string;
  let datasets: DatasetCalls;
  const list = async (asked: RowFilter, from = 0, limit = 5): Promise<RowPage> =>
    datasets.list(
      { path: file, filter: asked, from, limit, beforeRow: 0, annotator: 'ana' },
      going,
    );

  beforeEach(async () => {
    file = await written(kindsOf, []);
    datasets = aWindow();
  });

  test('a line says what the person made of it, and nothing that others said', async () => {
    const log = file.replace('.jsonl', '.labels.jsonl');
    const flags = { flags: ['flagged'], ranking: [['a', 'b']] };
    await appendFile(log, labelEventLine(aJudgeEvent({ recordId: 'r0', ...flags })));
    const others = aJudgeEvent({ recordId: 'r3', eventId: 'e9', annotator: 'ben', ...flags });
    await appendFile(log, labelEventLine(others));
    const { lines } = await list({ show: 'all' }, 0, 4);
    expect(lines).toEqual([
      { index: 0, line: 1, question: 'Question 0?', judged: true, tie: true, flagged: true },
      { index: 1, line: 2, question: 'Question 1?', judged: true, tie: false, flagged: false },
      { index: 2, line: 3, question: 'Question 2?', judged: true, tie: true, flagged: false },
      { index: 3, line: 4, question: 'Question 3?', judged: false, tie: false, flagged: false },
    ]);
  });

  test('what was judged, taken back or added since is told at the next call', async () => {
    const mine: RowFilter = { show: 'unlabelled', by: 'ana' };
    expect(indices(await list(mine, 0, 2))).toEqual([0, 3]);
    const shown = ['a', 'b'];
    const judgement = { ranking: [['a', 'b']], shown, durationMs: 1 };
    const own = { path: file, annotator: 'ana' };
    await datasets.judge({ ...own, index: 0, recordId: 'r0', judgement });
    expect(indices(await list(mine, 0, 2))).toEqual([3, 6]);
    expect(indices(await list({ show: 'ties', by: 'ana' }, 0, 3))).toEqual([0, 2, 5]);
    await datasets.undo(own);
    expect(indices(await list(mine, 0, 2))).toEqual([0, 3]);
    await appendFile(file, rowOf('open', 40));
    expect((await list(mine)).count).toBe(15);
  });

  test('shards are listed as one, each row with its file', async () => {
    const folder = await temporaryFolder();
    for (const shard of [0, 1, 2]) {
      const rows = kindsOf.slice(shard * 4, shard * 4 + 4);
      const text = rows.map((kind, row) => rowOf(kind, shard * 4 + row)).join('');
      await writeFile(path.join(folder, `part-${shard}.jsonl`), text);
    }
    file = path.join(folder, 'part-*.jsonl');
    while (!(await datasets.open({ path: file })).complete);
    expect(indices(await list({ show: 'all' }, 3, 6))).toEqual([3, 4, 5, 6, 7, 8]);
    const { lines, count } = await list({ show: 'unlabelled' }, 1, 9);
    expect(lines.map(({ index, line, file }) => [index, line, file])).toEqual([
      [3, 4, 'part-0.jsonl'],
      [6, 3, 'part-1.jsonl'],
      [9, 2, 'part-2.jsonl'],
    ]);
    expect(count).toBe(4);
    const next = { path: file, only: 'all', filter: { show: 'ties' }, step: 1 } as const;
    expect(await datasets.next({ ...next, from: 6 })).toEqual({ index: 8, complete: true });
  });
});

test('looking at many rows ends when it is no longer wanted', async () => {
  const rows = Array.from({ length: 60_000 }, (_, row) => rowOf('open', row));
  const file = path.join(await temporaryFolder(), 'many.jsonl');
  await writeFile(file, rows.join(''));
  const labels = rows.map((_, row) => aJudgeEvent({ eventId: `e${row}`, recordId: `r${row}` }));
  await writeFile(file.replace('.jsonl', '.labels.jsonl'), labels.map(labelEventLine).join(''));
  const datasets = aWindow();
  while (!(await datasets.open({ path: file })).complete);
  let asked = 0;
  const list = { path: file, from: 0, limit: 500, beforeRow: 0, annotator: 'ana' };
  const wanted = datasets.list(
    { ...list, filter: { show: 'unlabelled' } },
    { isCancelled: () => ++asked > 0 },
  );
  await expect(wanted).rejects.toThrow(CancelledError);
});
