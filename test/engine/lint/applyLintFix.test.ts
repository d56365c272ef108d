import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { labelEventLine } from '../../../src/core/store/labelEvent.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { lintReport } from '../../../src/engine/lint/lintReport.ts';
import type { LintFix, LintReport } from '../../../src/shared/lint.ts';
import { aJudgeEvent } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const engine = createEngine({ encoderDir: 'none', wasmDir: 'none', version: '0.0.0' });

const rows = [
  '{"id":"1","prompt":"Hi","chosen":"x","rejected":"y"}',
  '{"id":"2","prompt":"Hi","chosen":"y","rejected":"x"}',
].join('\n');

async function contradiction(): Promise<string> {
  const file = path.join(await temporaryFolder(), 'pairs.jsonl');
  await writeFile(file, rows);
  return file;
}

function lint(file: string): Promise<LintReport> {
  return lintReport(engine, { files: [file], encoder: false }, () => false);
}

const fixOf = (file: string, fix: LintFix, recordId = '2') =>
  engine.lintFix({ path: file, recordId, fix, code: 'contradictory-pair', annotator: 'ana' });

it.each<[LintFix, string, string[]]>([
  ['exclude-row', 'pairs.exclusions.jsonl', []],
  ['mark-tie', 'pairs.labels.jsonl', []],
  ['relabel', 'pairs.labels.jsonl', ['duplicate-pair']],
])('%s appends to %s and never touches the dataset', async (fix, beside, left) => {
  const file = await contradiction();
  expect((await lint(file)).diagnostics).toMatchObject([
    { code: 'contradictory-pair', fixes: ['exclude-row', 'mark-tie', 'relabel'] },
  ]);
  const done = await fixOf(file, fix);
  expect(path.basename(done.file)).toBe(beside);
  expect((await lint(file)).diagnostics.map(({ code }) => code)).toEqual(left);
  expect(await readFile(file, 'utf8')).toBe(rows);
  const line = JSON.parse(await readFile(done.file, 'utf8')) as Record<string, unknown>;
  expect(line).toMatchObject({ v: 1, recordId: '2', annotator: 'ana' });
  expect(JSON.stringify(line)).toContain('contradictory-pair');
});

it('keeps a cut-off line of the exclusions aside', async () => {
  const file = await contradiction();
  const exclusions = file.replace('.jsonl', '.exclusions.jsonl');
  await writeFile(exclusions, '{"v":1,"kind":"excl');
  await fixOf(file, 'exclude-row');
  const { diagnostics, summary } = await lint(file);
  expect(summary.excluded).toBe(1);
  expect(diagnostics).toMatchObject([{ code: 'invalid-row', file: exclusions, line: 1 }]);
  expect(await readFile(`${exclusions}.recovered`, 'utf8')).toContain('{"v":1,"kind":"excl');
});

it('turns the label round that stands, and says when there is none', async () => {
  const file = await contradiction();
  await fixOf(file, 'relabel');
  await fixOf(file, 'relabel');
  expect((await lint(file)).diagnostics).toMatchObject([{ code: 'contradictory-pair' }]);
  await fixOf(file, 'mark-tie');
  await expect(fixOf(file, 'relabel')).rejects.toThrow('"2" has no winner any more');
  await expect(fixOf(file, 'relabel', '7')).rejects.toThrow('has no row "7" any more');
});

it('decides anew where somebody had decided: a plain judgement would change nothing', async () => {
  const file = await contradiction();
  const decided = aJudgeEvent({
    recordId: '2',
    annotator: 'cleo',
    ranking: [['a'], ['b']],
    flags: ['adjudicated'],
  });
  await writeFile(file.replace('.jsonl', '.labels.jsonl'), labelEventLine(decided));
  expect((await lint(file)).diagnostics).toMatchObject([{ code: 'contradictory-pair' }]);
  await fixOf(file, 'mark-tie');
  expect((await lint(file)).diagnostics).toEqual([]);
});
