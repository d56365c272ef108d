import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { agreement } from '../../src/cli/agreement.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { ReadAgreement } from '../../src/engine/quality/readAgreement.ts';
import { sharedData } from '../support/sharedData.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

async function run(workingDir: string, ...args: string[]): Promise<string> {
  const engine = createEngine({ encoderDir: 'none', wasmDir: 'none', version: '0.0.0' });
  const out: string[] = [];
  const print = (line: string): void => {
    out.push(line);
  };
  const context = { engine, workingDir, now: () => new Date(0), print, status: () => undefined };
  expect(await agreement.run(context, args)).toBe(0);
  return out.join('\n');
}

async function report(workingDir: string, ...args: string[]): Promise<ReadAgreement> {
  return JSON.parse(await run(workingDir, ...args, '--json')) as ReadAgreement;
}

function row(id: string, choices: Readonly<Record<string, number>>): string {
  const annotators = Object.entries(choices).map(([name, choice]) => ({ id: name, choice }));
  const responses = [{ text: 'x' }, { text: 'y' }];
  return JSON.stringify({ id, prompt: 'Hi', responses, annotators });
}

function event(recordId: string, annotator: string, first: 0 | 1): string {
  const ids = first === 0 ? ['a', 'b'] : ['b', 'a'];
  const judgement = {
    recordId,
    annotator,
    at: '2026-01-01T00:00:00.000Z',
    ranking: ids.map((id) => [id]),
    shown: ['b', 'a'],
  };
  return JSON.stringify({ v: 1, kind: 'judge', eventId: `${recordId}-${annotator}`, ...judgement });
}

it('gives the published agreement of PandaLM, a tie being a category', async (context) => {
  const file = sharedData('pandalm.multi.jsonl.gz', context);
  const { n, annotators, kappa, alpha } = await report(path.dirname(file), '--data', file);
  expect(annotators.map(({ annotator }) => annotator)).toEqual(['a1', 'a2', 'a3']);
  expect(alpha.nominal.value).toBeCloseTo(0.864, 3);
  expect(alpha.nominal.n).toBe(n);
  // Its paper reports kappas of 0.85 to 0.88.
  for (const { nominal } of kappa) {
    expect(nominal.value).toBeGreaterThan(0.845);
    expect(nominal.value).toBeLessThan(0.885);
  }
});

it('counts votes of rows and of the label log, over several files', async () => {
  const folder = await temporaryFolder();
  const one = [row('p', { ann: 0, bob: 0 }), row('q', { ann: 1, bob: 1 }), '{'];
  await writeFile(path.join(folder, 'one.jsonl'), one.join('\n'));
  await writeFile(path.join(folder, 'two.jsonl'), row('p', { ann: 0 }));
  const log = [event('p', 'cat', 0), ''].join('\n');
  await writeFile(path.join(folder, 'two.labels.jsonl'), log);
  const found = await report(folder, '--data', 'one.jsonl', 'two.jsonl');
  expect(found).toMatchObject({ n: 3, badRows: 1, excluded: 0 });
  expect(found.kappa.map(({ annotators, nominal }) => [...annotators, nominal.n])).toEqual([
    ['ann', 'bob', 2],
    ['ann', 'cat', 1],
  ]);
  expect(found.leftSide).toMatchObject([{ annotator: 'cat', n: 1, value: 0 }]);
  expect(found.alpha.nominal.value).toBe(1);
  const table = await run(folder, '--data', 'one.jsonl', 'two.jsonl');
  expect(table).toContain('3 pairs judged by several of 3 annotators');
  expect(table).toContain('cat: first shown won 0.0 % (0.0 to 79.3), n = 1');
});

it('says so where nobody shares a pair, and asks for a file', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'x.jsonl'), row('p', { ann: 0 }));
  expect(await run(folder, '--data', 'x.jsonl')).toMatch(/^No pair was judged by two annotators/);
  await expect(run(folder)).rejects.toThrow('--data FILE is needed');
});
