import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readLine } from '../../../src/core/formats/readRow.ts';
import { labelLogName } from '../../../src/core/store/labelLogName.ts';
import { openByteSource } from '../../../src/engine/files/byteSource.ts';
import { datasetOfLabelLog } from '../../../src/engine/files/datasetOfLabelLog.ts';
import { readRows } from '../../../src/engine/files/readRows.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const rows = Array.from({ length: 3 }, (_, index) => ({
  id: String(index),
  prompt: `Question "${index}", [é]?`,
  responses: ['Yes — ✓ {', 'No 👋 ]'],
}));

async function written(content: string | Uint8Array, name: string): Promise<string> {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, content);
  return file;
}

describe('a dataset that is one JSON array', () => {
  const minified = JSON.stringify(rows);
  const pretty = `\ufeff${JSON.stringify(rows, null, 2).replaceAll('\n', '\r\n')}\r\n`;
  test.each([
    ['minified', minified, 'data.json'],
    ['pretty-printed, with BOM and CR LF', pretty, 'data.json'],
    ['gzip', gzipSync(pretty), 'data.json.gz'],
    ['by another name', minified, 'data.jsonl'],
  ])('%s is read whole, and again by its bytes', async (_, content, name) => {
    const file = await written(content, name);
    const source = await openByteSource(file);
    const found = [];
    for await (const row of readRows(file, source)) {
      if (row.record === undefined) throw new Error(row.problem.message);
      expect(row.problem).toBeUndefined();
      const again = await source.read(row.byteOffset, row.byteLength);
      expect(readLine(Buffer.from(again).toString('utf8')).record).toEqual(row.record);
      const { id, prompt, responses } = row.record;
      found.push({ id, prompt: prompt[0]?.content, responses: responses.map((r) => r.content) });
    }
    expect(found).toEqual(rows);
  });

  test('has the rows that are wrong as problems in their lines', async () => {
    const file = await written(
      '[\n{"prompt":"p","responses":["a"]},\n\n7,\n{"prompt":1}',
      'x.json',
    );
    const found = [];
    for await (const { line, record, problem } of readRows(file)) {
      found.push([line, record === undefined, problem?.message ?? '']);
    }
    expect(found).toEqual([
      [2, false, ''],
      [4, true, expect.stringContaining('A row must be a JSON object, found 7.')],
      [5, true, expect.stringContaining('"prompt" must be')],
      [5, true, expect.stringContaining('Is it cut off?')],
    ]);
  });

  test('is not one when only a line is a list: that line is told, the others are read', async () => {
    const file = await written('["a"]\n{"prompt":"p","responses":["a"]}\n', 'x.jsonl');
    const found = [];
    for await (const { line, problem } of readRows(file)) found.push([line, problem?.message]);
    expect(found).toEqual([
      [1, expect.stringContaining('A row must be a JSON object, found "a".')],
      [2, undefined],
    ]);
  });
});

test.each(['x.jsonl', 'x.jsonl.gz', 'x.json', 'x.json.gz', 'X.JSON'])(
  '%s and its label log are found by each other',
  async (name) => {
    const file = await written('', name);
    expect(await datasetOfLabelLog(labelLogName(file))).toBe(file);
  },
);

test('x.json and x.jsonl beside each other have logs of their own', async () => {
  const array = await written('', 'x.json');
  const lines = array.replace('.json', '.jsonl');
  await writeFile(lines, '');
  expect(labelLogName(array)).not.toBe(labelLogName(lines));
  expect(await datasetOfLabelLog(labelLogName(array))).toBe(array);
  expect(await datasetOfLabelLog(labelLogName(lines))).toBe(lines);
});
