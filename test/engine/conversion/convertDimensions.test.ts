import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { labelEventLine } from '../../../src/core/store/labelEvent.ts';
import { convertDataset } from '../../../src/engine/conversion/convertDataset.ts';
import { readRows } from '../../../src/engine/files/readRows.ts';
import type { ConvertReport } from '../../../src/shared/conversion.ts';
import { aJudgeEvent } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const [first, second] = [[['a'], ['b']] as const, [['b'], ['a']] as const];

/** Two pairs: p1 is judged overall for its first response and for safety otherwise, p2 for safety alone. */
async function judgedPairs(): Promise<string> {
  const input = path.join(await temporaryFolder(), 'pairs.jsonl');
  const row = (id: string): string =>
    JSON.stringify({ id, prompt: 'Q', responses: [`${id} one`, `${id} two`] });
  await writeFile(input, `${row('p1')}\n${row('p2')}\n`);
  const events = [
    aJudgeEvent({ eventId: '1', recordId: 'p1', ranking: second, dimension: 'safety' }),
    aJudgeEvent({ eventId: '2', recordId: 'p1', ranking: first }),
    aJudgeEvent({ eventId: '3', recordId: 'p2', ranking: second, dimension: 'safety' }),
  ];
  await writeFile(input.replace('.jsonl', '.labels.jsonl'), events.map(labelEventLine).join(''));
  return input;
}

function convert(input: string, output: string, to: string): Promise<ConvertReport> {
  const request = { input, output, to, labels: true, overwrite: false };
  const rules = { annotators: 'majority', disagreements: 'majority' } as const;
  return convertDataset({ ...request, ...rules }, { isCancelled: () => false });
}

test('a format of pairs gets what was judged overall, and nothing of another dimension', async () => {
  const input = await judgedPairs();
  const output = `${input}.out.jsonl`;
  const report = await convert(input, output, 'trl-explicit');
  const row = JSON.parse(await readFile(output, 'utf8')) as { chosen: string; rejected: string };
  expect([row.chosen, row.rejected]).toEqual(['p1 one', 'p1 two']);
  expect(report.lost.map(({ what }) => what)).toContain('several dimensions');
  expect(report.notCarried.map(({ what }) => what)).toEqual(['no judgement']);
});

test("the project's own format keeps each dimension's own preference", async () => {
  const input = await judgedPairs();
  const output = `${input}.out.jsonl`;
  await convert(input, output, 'reward-lens');
  const said = [];
  for await (const { record } of readRows(output)) {
    said.push(
      record?.judgements
        .map(({ dimension = 'overall', ranking }) => [dimension, ranking[0]])
        .sort(),
    );
  }
  expect(said).toEqual([
    [
      ['overall', ['a']],
      ['safety', ['b']],
    ],
    [['safety', ['b']]],
  ]);
});
