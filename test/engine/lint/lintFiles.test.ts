import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import { labelEventLine } from '../../../src/core/store/labelEvent.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { lintReport } from '../../../src/engine/lint/lintReport.ts';
import type { LintReport, LintRequest } from '../../../src/shared/lint.ts';
import { aJudgeEvent } from '../../support/builders.ts';
import { embeddedEncoder } from '../../support/embeddedEncoder.ts';
import { sharedData } from '../../support/sharedData.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');

let engine: Engine;
beforeAll(async () => {
  engine = createEngine({
    encoderDir: await embeddedEncoder(),
    wasmDir: path.join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'),
    version: '0.0.0',
  });
});
afterAll(() => engine.release());

function lint(files: readonly string[], given: Partial<LintRequest> = {}): Promise<LintReport> {
  return lintReport(engine, { files, encoder: false, ...given }, () => false);
}

const pair = (prompt: string, chosen: string, rejected: string): string =>
  JSON.stringify({ prompt, chosen, rejected });

async function dataset(lines: readonly string[], name = 'pairs.jsonl'): Promise<string> {
  const file = path.join(await temporaryFolder(), name);
  const text = lines.join('\n');
  await writeFile(file, name.endsWith('.gz') ? gzipSync(text) : text);
  return file;
}

describe('dataset/lint', () => {
  it('takes judgements in other dimensions for no contradiction of the overall ones', async () => {
    const row = (id: string): string =>
      JSON.stringify({ id, prompt: 'Hi', responses: [`x`, `y`], subset: id });
    const codesOf = async (dimension?: string): Promise<string[]> => {
      const file = await dataset([row('p'), row('q')]);
      const events = [
        aJudgeEvent({ eventId: '1', recordId: 'p', ranking: [['a'], ['b']] }),
        aJudgeEvent({
          ...{ eventId: '2', recordId: 'q', ranking: [['b'], ['a']] },
          ...(dimension === undefined ? {} : { dimension }),
        }),
      ];
      const log = file.replace('.jsonl', '.labels.jsonl');
      await writeFile(log, events.map(labelEventLine).join(''));
      return (await lint([file])).diagnostics.map(({ code }) => code);
    };
    expect(await codesOf()).toContain('contradictory-pair');
    expect(await codesOf('safety')).not.toContain('contradictory-pair');
  });

  it('finds what is wrong in a dataset, plain or gzip, with lines and columns', async () => {
    const own = '{"prompt": "Hm", "responses": ["x", "y"], "preferense": 1}';
    const wrong = '{"prompt": "Hm", "responses": ["x", {"text": 7}]}';
    const lines = [pair('Hi', 'x', 'y'), '', pair('Hi', 'y', 'x'), 'no json', own, wrong];
    for (const name of ['pairs.jsonl', 'pairs.jsonl.gz']) {
      const { diagnostics, summary } = await lint([await dataset(lines, name)]);
      const found = diagnostics.map(({ code, line, columns }) => [code, line, columns?.start]);
      expect(found.sort()).toEqual([
        ['contradictory-pair', 3, undefined],
        ['invalid-row', 4, undefined],
        ['invalid-row', 6, wrong.indexOf('"text"')],
        ['unknown-key', 5, own.indexOf('"preferense"')],
      ]);
      expect(summary).toMatchObject({ rows: 3, excluded: 0 });
      expect(summary.counts[0]).toEqual({ code: 'invalid-row', severity: 'error', count: 2 });
    }
  });

  it('reads the label log, and checks its lines too', async () => {
    const file = await dataset([
      pair('Hi', 'x', 'y'),
      pair('Hi', 'x', 'y').replace('}', ',"id":"2"}'),
    ]);
    const log = file.replace('.jsonl', '.labels.jsonl');
    const at = '2026-01-31T09:30:00.000Z';
    const event = { v: 1, kind: 'judge', eventId: 'e', recordId: '2', annotator: 'ana', at };
    const judged = { ...event, ranking: [['b'], ['a']], shown: ['a', 'b'], rational: 'why' };
    await writeFile(log, `${JSON.stringify(judged)}\n{"v": 1, "kind": "jud`);
    const { diagnostics } = await lint([file]);
    expect(diagnostics.map((each) => [each.code, path.basename(each.file), each.line])).toEqual([
      ['contradictory-pair', 'pairs.jsonl', 2],
      ['unknown-key', 'pairs.labels.jsonl', 1],
      ['invalid-row', 'pairs.labels.jsonl', 2],
    ]);
  });

  it('passes over excluded rows', async () => {
    const file = await dataset([
      pair('Hi', 'x', 'y'),
      '{"id":"2","prompt":"Hi","chosen":"y","rejected":"x"}',
    ]);
    const [before] = (await lint([file])).diagnostics;
    expect(before).toMatchObject({ code: 'contradictory-pair', recordId: '2' });
    const who = { annotator: 'ana', at: '2026-01-31T09:30:00.000Z' };
    const event = { v: 1, kind: 'exclude', eventId: 'e', recordId: before?.recordId, ...who };
    await writeFile(file.replace('.jsonl', '.exclusions.jsonl'), `${JSON.stringify(event)}\n`);
    expect(await lint([file])).toMatchObject({
      diagnostics: [],
      summary: { rows: 1, excluded: 1 },
    });
  });

  it('checks files together', async () => {
    const folder = await temporaryFolder();
    const [train, test] = ['x.train.jsonl', 'x.test.jsonl'].map((name) => path.join(folder, name));
    if (train === undefined || test === undefined) throw new Error('no names');
    await writeFile(train, pair('Hi', 'x', 'y'));
    await writeFile(test, `${pair('Ho', 'x', 'y')}\n${pair('Hi', 'v', 'w')}`);
    const { diagnostics } = await lint([test, train, train]);
    expect(diagnostics).toMatchObject([
      { code: 'split-leak', file: test, line: 2, related: [{ file: train, line: 1 }] },
    ]);
    expect(diagnostics[0]?.message).toContain('in x.train.jsonl line 1.');
  });

  it('asks the tokenizer what the encoder sees', async () => {
    const long = 'many words '.repeat(80);
    const file = await dataset([pair('Hi', 'It is 漢.', 'It is 字.'), pair(long, 'yes', 'no')]);
    const { diagnostics } = await lint([file], { encoder: true });
    expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([
      ['identical-encoded', 1],
      ['prompt-cut', 2],
    ]);
  });

  it('asks a model which labels it doubts', async () => {
    const folder = await temporaryFolder();
    const rows = Array.from({ length: 60 }, (_, k) =>
      pair(`question ${k}`, `a good answer ${k}`, `bad ${k}`),
    );
    const data = await dataset(rows);
    const modelDir = path.join(folder, 'model');
    const control = { onProgress: () => undefined, isCancelled: () => false };
    await engine.train({ data: [data], modelDir, cacheDir: path.join(folder, 'cache') }, control);
    const doubtful = pair('question 70', 'bad 70', 'a good answer 70');
    const fresh = await dataset([pair('question 71', 'a good answer 71', 'bad 71'), doubtful]);
    const { diagnostics } = await lint([fresh, data], { modelDir });
    const doubts = diagnostics.filter(({ code }) => code === 'likely-mislabel');
    expect(doubts).toMatchObject([{ file: fresh, line: 2 }]);
    expect(doubts[0]?.message).not.toContain('trained on this file');
  });

  it('stops when cancelled, and says which file is not there', async () => {
    const file = await dataset([pair('Hi', 'x', 'y')]);
    await expect(lintReport(engine, { files: [file], encoder: false }, () => true)).rejects.toThrow(
      CancelledError,
    );
    await expect(lint(['/nowhere/x.jsonl'])).rejects.toThrow('/nowhere/x.jsonl is not there');
  });

  it('finds what is known of real data', async (context) => {
    const files = [
      'pandalm.multi',
      'rmbench_chat_code.eval',
      'hh_helpful.train',
      'hh_helpful.test',
    ];
    const paths = files.map((name) => sharedData(`${name}.jsonl.gz`, context));
    const { summary, diagnostics } = await lint(paths);
    const count = (code: string): number =>
      summary.counts.reduce((sum, each) => sum + (each.code === code ? each.count : 0), 0);
    expect(summary.rows).toBe(999 + 357 + 5152 + 1025);
    expect(count('invalid-row')).toBe(0);
    // Its README counts 54 empty responses in PandaLM, and no prompt shared by the two parts of HH.
    expect(count('empty-response')).toBe(54);
    const leaks = diagnostics.filter(({ code }) => code === 'split-leak');
    expect(leaks.filter(({ file }) => file.includes('hh_helpful'))).toEqual([]);
    // Some of RM-Bench's questions are Anthropic's, such as "When were smart phones first made?".
    expect(leaks.length).toBeGreaterThan(0);
    expect(diagnostics.find(({ code }) => code === 'length-confound')).toMatchObject({
      file: paths[0],
      message: expect.stringContaining('67.4 % (95 % interval 64.3 to 70.4 %, n = 894)') as string,
    });
  });
});

it('checks shards by their pattern, and every row by the format chosen for it', async () => {
  const first = await dataset([pair('Hi', 'x', 'y'), pair('Ho', 'x', 'y')], 'part-1.jsonl');
  const second = path.join(path.dirname(first), 'part-2.jsonl');
  await writeFile(second, pair('Hi', 'x', 'y'));
  const { summary, diagnostics } = await lint([path.join(path.dirname(first), 'part-*.jsonl')]);
  expect(summary.rows).toBe(3);
  expect(diagnostics.map(({ code, file }) => [code, file])).toContainEqual([
    'duplicate-pair',
    second,
  ]);
  const asNectar = await lint([first], { formats: { [first]: 'nectar' } });
  expect(asNectar.diagnostics.map(({ code, line }) => [code, line])).toEqual([
    ['invalid-row', 1],
    ['invalid-row', 2],
  ]);
});
