import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import type { JudgeEvent } from '../../../src/core/store/labelEvent.ts';
import { readQuality } from '../../../src/engine/quality/readQuality.ts';
import { aJudgeEvent } from '../../support/builders.ts';
import { sharedData } from '../../support/sharedData.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const rowLine = (id: string): string =>
  JSON.stringify({
    id,
    prompt: 'Hi',
    responses: [
      { id: 'a', text: 'x'.repeat(100) },
      { id: 'b', text: 'y' },
    ],
  });

const lines = (values: readonly unknown[]): string =>
  values.map((value) => `${typeof value === 'string' ? value : JSON.stringify(value)}\n`).join('');

/** Sixty rows a file, judged by ann, who prefers the left one, the first by bob too. */
async function labelledShards(): Promise<string> {
  const folder = await temporaryFolder();
  for (const shard of [0, 1]) {
    const ids = Array.from({ length: 60 }, (_, row) => `r${shard}-${row}`);
    await writeFile(path.join(folder, `s-${shard}.jsonl`), lines(ids.map(rowLine)));
    const events = ids.flatMap((recordId, row): JudgeEvent[] => {
      const shown = row % 2 === 0 ? ['a', 'b'] : ['b', 'a'];
      const ranking = shown.map((id) => [id]);
      const at = new Date(Date.UTC(2026, 0, 1 + shard, 0, row)).toISOString();
      const durationMs = shard === 1 && row === 7 ? 90 : 5000 + row;
      const ann = aJudgeEvent({
        ...{ eventId: `${recordId} ann`, recordId, annotator: 'ann', at },
        ...{ shown, ranking, durationMs },
      });
      const bob = aJudgeEvent({ ...ann, eventId: `${recordId} bob`, annotator: 'bob' });
      return row < 5 ? [ann, bob] : [ann];
    });
    const [first] = events;
    const again = {
      eventId: `again${shard}`,
      at: '2026-02-01T00:00:00.000Z',
      repeatOf: first?.eventId,
    };
    const log = [...events, { ...first, ...again, shown: ['b', 'a'] }];
    await writeFile(path.join(folder, `s-${shard}.labels.jsonl`), lines(log));
  }
  return path.join(folder, 's-*.jsonl');
}

const never = (): boolean => false;

it('tells how each person judges, over shards', async () => {
  const { people, agreement } = await readQuality({ path: await labelledShards() }, never);
  expect(people.map(({ annotator }) => annotator)).toEqual(['ann', 'bob']);
  const [ann, bob] = people;
  expect(ann?.habits).toMatchObject({ n: 120, left: { n: 120, value: 1 }, ties: { value: 0 } });
  expect(ann?.retest).toMatchObject({ n: 2, same: { n: 2, value: 1 } });
  expect(ann?.drift.blocks).toHaveLength(6);
  expect(ann?.speed).toMatchObject({
    n: 120,
    fastCount: 1,
    fast: [{ index: 67, line: 8, file: 's-1.jsonl', durationMs: 90, length: 101 }],
    slow: [],
  });
  expect(ann?.durations.reduce((sum, { count }) => sum + count, 0)).toBe(120);
  expect(ann?.durations[0]).toEqual({ fromMs: 0, count: 1 });
  expect(bob?.retest.n).toBe(0);
  expect(bob?.drift.blocks).toEqual([]);
  expect(agreement).toMatchObject({ n: 10, kappa: [{ annotators: ['ann', 'bob'] }] });
});

it('gives the published agreement of PandaLM and a reliability of each annotator', async (context) => {
  const file = sharedData('pandalm.multi.jsonl.gz', context);
  const { agreement, reliability, people } = await readQuality({ path: file }, never);
  expect(agreement.alpha.nominal.value).toBeCloseTo(0.864, 3);
  expect(reliability.map(({ annotator }) => annotator)).toEqual(['a1', 'a2', 'a3']);
  for (const { value } of reliability) expect(value).toBeGreaterThan(0.9);
  expect(people).toEqual([]);
});

it('ends when it is cancelled', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'many.jsonl');
  await writeFile(file, lines(Array.from({ length: 20_000 }, (_, id) => rowLine(`r${id}`))));
  await expect(readQuality({ path: file }, () => true)).rejects.toThrow(CancelledError);
});
