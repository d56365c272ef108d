import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readLabelledPairs, readPairs } from '../../../src/engine/trainer/readPairs.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const rows = Array.from({ length: 12 }, (_, index) =>
  JSON.stringify({ id: `r${index}`, prompt: `Question ${index}`, chosen: 'yes', rejected: 'no' }),
);

const event = (kind: string, recordId: string, at: string): string =>
  JSON.stringify({ v: 1, kind, eventId: kind + recordId + at, recordId, annotator: 'ana', at });

it('leaves excluded rows out of training, and says how many', async () => {
  const file = path.join(await temporaryFolder(), 'pairs.jsonl');
  await writeFile(file, rows.join('\n'));
  const events = [
    event('exclude', 'r3', '2026-01-01T00:00:00Z'),
    event('exclude', 'r5', '2026-01-01T00:00:00Z'),
    event('exclude', 'r7', '2026-01-01T00:00:00Z'),
    event('include', 'r5', '2026-01-02T00:00:00Z'),
    event('exclude', 'gone', '2026-01-01T00:00:00Z'),
  ];
  await writeFile(file.replace('.jsonl', '.exclusions.jsonl'), `${events.join('\n')}\n`);
  const { collected } = await readPairs([{ path: file }], undefined, () => undefined);
  expect(collected.train).toHaveLength(10);
  expect(collected.inputs.map(({ prompt }) => prompt)).not.toContain('Question 3');
  expect(collected.leftOut).toEqual([
    { reason: 'excluded by hand', count: 2, example: 'pairs.jsonl line 4' },
  ]);
  expect((await readLabelledPairs(file)).train).toHaveLength(10);
});
