import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import type { ChatMessage } from '../../src/core/records/types.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { scoreResponses } from '../../src/engine/scoring/scoreResponses.ts';
import type { TrainRequest } from '../../src/engine/trainer/trainModel.ts';
import type { TrainProgress } from '../../src/shared/reports.ts';
import { embeddedEncoder } from '../support/embeddedEncoder.ts';
import { tinyBertEncoder } from '../support/onnx/tinyBertEncoder.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const samples = path.join(root, 'samples', 'preferences.jsonl');
const prompt: readonly ChatMessage[] = [{ role: 'user', content: 'How do I boil an egg?' }];
const never = { onProgress: () => undefined, isCancelled: () => false };

let engine: Engine;
beforeAll(async () => {
  engine = createEngine({
    encoderDir: await embeddedEncoder(),
    wasmDir: path.join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'),
    version: '0.0.0',
  });
});
afterAll(() => engine.release());

async function trained(changes: Partial<TrainRequest> = {}) {
  const folder = await temporaryFolder();
  const request = {
    data: [samples],
    modelDir: path.join(folder, 'models', 'run-1'),
    cacheDir: path.join(folder, 'cache'),
    ...changes,
  };
  const progress: TrainProgress[] = [];
  const report = await engine.train(request, {
    ...never,
    onProgress: (each) => progress.push(each),
  });
  return { folder, request, report, progress };
}

/** Pairs that only a reading of the text can tell apart; `preference` says which is better. */
async function writePairs(
  folder: string,
  count: number,
  preference: (k: number) => 0 | 1 | 'tie',
): Promise<string> {
  const file = path.join(folder, 'pairs.jsonl');
  const rows = Array.from({ length: count }, (_, k) => ({
    id: `p${k}`,
    prompt: `question ${k}`,
    responses: [{ text: `a good answer ${k}` }, { text: `a bad one ${k}` }],
    preference: preference(k),
  }));
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return file;
}

describe('training', () => {
  it('writes a whole model folder and says what it did', async () => {
    const { request, report, progress } = await trained();
    expect((await readdir(request.modelDir)).sort()).toEqual([
      'head.onnx',
      'head.safetensors',
      'manifest.json',
      'metrics.json',
      'training.jsonl',
    ]);
    expect(report.model).toMatchObject({ name: 'run-1', problem: null, encoder: 'embedded' });
    expect(report.model.pairsUsed).toBe(137);
    expect(report.leftOut).toEqual([
      expect.objectContaining({ reason: 'tie', count: 3 }),
      expect.objectContaining({ reason: 'not judged', count: 10 }),
    ]);
    expect(report.textsEncoded).toBe(274);
    expect(report.backend).toMatch(/^tensorflow-(wasm|node) \d/);
    expect(report.model.heldOut?.accuracy.n).toBeGreaterThan(20);
    expect(report.model.heldOut?.longerWins.n).toBe(report.model.heldOut?.accuracy.n);
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(new Set(progress.map(({ phase }) => phase))).toEqual(
      new Set(['reading', 'encoding', 'fitting', 'writing']),
    );
  });

  it('gives the same bytes again, with nothing left to encode', async () => {
    const first = await trained();
    const second = await trained({ cacheDir: first.request.cacheDir });
    expect(second.report).toMatchObject({ textsEncoded: 0, textsFromCache: 274 });
    for (const file of ['head.onnx', 'head.safetensors', 'training.jsonl', 'metrics.json']) {
      const bytes = await readFile(path.join(first.request.modelDir, file));
      expect(bytes.equals(await readFile(path.join(second.request.modelDir, file))), file).toBe(
        true,
      );
    }
  });

  it('trains on shards by a pattern, and by the format chosen for them', async () => {
    const folder = await temporaryFolder();
    const dialogue = (answer: string): string => `\n\nHuman: Hi\n\nAssistant: ${answer}`;
    for (const shard of [1, 2]) {
      const rows = Array.from({ length: 8 }, (_, k) =>
        JSON.stringify({ chosen: dialogue(`fine ${shard} ${k}`), rejected: dialogue(`no ${k}`) }),
      );
      await writeFile(path.join(folder, `part-${shard}.jsonl`), `${rows.join('\n')}\n`);
    }
    const pattern = path.join(folder, 'part-*.jsonl');
    const formats = { [pattern]: 'trl-implicit' };
    const { request, report } = await trained({ data: [pattern], formats });
    expect(report.model.pairsUsed).toBe(16);
    const manifest = await readFile(path.join(request.modelDir, 'manifest.json'), 'utf8');
    const { datasets } = JSON.parse(manifest) as { datasets: { path: string; format: string }[] };
    expect(datasets.map(({ path: file, format }) => [path.basename(file), format])).toEqual([
      ['part-1.jsonl', 'trl-implicit'],
      ['part-2.jsonl', 'trl-implicit'],
    ]);
  });

  it('splits otherwise with another seed', async () => {
    const first = await trained();
    const other = await trained({ cacheDir: first.request.cacheDir, seed: 7 });
    const bytes = await readFile(path.join(first.request.modelDir, 'head.onnx'));
    expect(bytes.equals(await readFile(path.join(other.request.modelDir, 'head.onnx')))).toBe(
      false,
    );
  });

  it('uses the label log, over what came with the row', async () => {
    const folder = await temporaryFolder();
    const data = await writePairs(folder, 40, () => 0);
    const open = await engine.datasets.open({ path: data });
    for (let index = 0; index < 12; index++) {
      const item = await engine.datasets.item({ path: data, index, annotator: 'ann' });
      await engine.datasets.judge({
        path: data,
        index,
        recordId: item.recordId,
        annotator: 'ann',
        judgement: {
          ranking: [item.shown.map(({ id }) => id)],
          shown: item.shown.map(({ id }) => id),
          durationMs: 5,
        },
      });
    }
    expect(open.labelled).toBe(40);
    const { report } = await trained({ data: [data] });
    expect(report.model.pairsUsed).toBe(28);
    expect(report.leftOut).toEqual([expect.objectContaining({ reason: 'tie', count: 12 })]);
  });

  it('takes a test file for the accuracy, without prompts it was trained on', async () => {
    const folder = await temporaryFolder();
    const data = await writePairs(folder, 30, (k) => (k % 2 === 0 ? 0 : 1));
    const { report } = await trained({ data: [samples], testFile: data });
    expect(report.model.heldOut?.accuracy.n).toBe(30);
    expect(report.model.pairsUsed).toBe(137);
    const overlap = trained({ data: [samples], testFile: samples });
    await expect(overlap).rejects.toThrow(
      /no pair to test on.*137 test file: prompt is trained on/,
    );
  });

  it('stops when cancelled, at any step, and leaves no folder', async () => {
    const { progress } = await trained();
    for (const stopAt of [1, 2, Math.floor(progress.length / 2), progress.length]) {
      const folder = await temporaryFolder();
      let calls = 0;
      const run = engine.train(
        {
          data: [samples],
          modelDir: path.join(folder, 'models', 'run'),
          cacheDir: path.join(folder, 'cache'),
        },
        { onProgress: () => (calls += 1), isCancelled: () => calls >= stopAt },
      );
      await expect(run).rejects.toThrow(CancelledError);
      expect(calls).toBe(stopAt);
      const left = await readdir(path.join(folder, 'models')).catch(() => []);
      expect(left).toEqual([]);
    }
  });

  it('says how many labels are missing, and what was left out', async () => {
    const folder = await temporaryFolder();
    const few = await writePairs(folder, 9, () => 0);
    await expect(trained({ data: [few] })).rejects.toThrow(
      /pairs\.jsonl: 9 labelled pairs to train on, at least 10 are needed.*Rank Responses/,
    );
    const ties = await writePairs(folder, 20, () => 'tie');
    await expect(trained({ data: [ties] })).rejects.toThrow(
      /All 20 labels in pairs\.jsonl are ties/,
    );
    await writeFile(few, '');
    await expect(trained({ data: [few] })).rejects.toThrow(/0 labelled pairs/);
  });
});

describe('scoring and inspection', () => {
  let folder = '';
  let modelDir = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'reward-lens-scoring-'));
    modelDir = path.join(folder, 'model');
    const cacheDir = path.join(folder, 'cache');
    await engine.train({ data: [samples], modelDir, cacheDir }, never);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['a sentence', 'Boil it for seven minutes, then cool it in cold water.'],
    ['several windows', 'Boil it for seven minutes; then cool it. '.repeat(40)],
    ['emoji and combining marks', 'Œuf 🥚 à la coque: é é 👩‍🍳 ½ 你好 مرحبا\tok\n\n- done'],
    ['nothing', ''],
  ])('takes %s apart so that the parts sum to the reward', async (_, response) => {
    const { responses } = await engine.inspect(modelDir, prompt, [response]);
    const [inspected] = responses;
    if (inspected === undefined) throw new Error('nothing came back');
    const { tokens, bias, reward, completenessError } = inspected;
    const sum = tokens.reduce((total, { contribution }) => total + contribution, bias);
    expect(Math.abs(sum - reward)).toBeLessThan(1e-4);
    expect(completenessError).toBeCloseTo(Math.abs(sum - reward), 10);
    for (const { text, start, end } of tokens) expect(response.slice(start, end)).toBe(text);
    const model = await engine.model(modelDir);
    const [[score]] = (await scoreResponses(model, [{ prompt, responses: [response] }])) as [
      [{ reward: number; percentile: number }],
    ];
    expect(score.reward).toBeCloseTo(reward, 5);
    expect(inspected.percentile).toBeGreaterThanOrEqual(0);
    expect(inspected.percentile).toBeLessThanOrEqual(100);
  });

  it('gives P(A beats B) for two responses, and the same by the order of rewards', async () => {
    const good = 'Put it in boiling water for seven minutes, then into cold water.';
    const { responses, probability } = await engine.inspect(modelDir, prompt, [
      good,
      'It depends.',
    ]);
    const [a, b] = responses;
    const difference = (a?.reward ?? NaN) - (b?.reward ?? NaN);
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-difference)), 10);
    const single = await engine.inspect(modelDir, prompt, [good]);
    expect(single.probability).toBeNull();
  });

  it('tells a model whose files changed, in the list and when used', async () => {
    const models = await temporaryFolder();
    const broken = path.join(models, 'broken');
    await cp(modelDir, broken, { recursive: true });
    const head = path.join(broken, 'head.onnx');
    await writeFile(head, Buffer.concat([await readFile(head), Buffer.from([0])]));
    const [model] = await engine.listModels(models);
    expect(model).toMatchObject({ name: 'broken' });
    expect(model?.problem).toMatch(/head\.onnx has changed since it was trained/);
    await expect(engine.model(broken)).rejects.toThrow(/head\.onnx has changed/);
  });
});

describe('an encoder of one’s own', () => {
  it('trains, is found again beside the model, and refused when it is another', async () => {
    const folder = await temporaryFolder();
    const encoderDir = path.join(folder, 'encoder');
    await tinyBertEncoder(encoderDir);
    const modelDir = path.join(folder, 'models', 'run');
    const data = await writePairs(folder, 60, (k) => (k % 3 === 0 ? 1 : 0));
    const { report } = await trained({ data: [data], modelDir, encoderDir });
    expect(report.model.encoder).toBe('../../encoder');
    const { responses } = await engine.inspect(modelDir, prompt, ['abc', 'a good answer']);
    for (const { completenessError } of responses) expect(completenessError).toBeLessThan(1e-4);

    // What was loaded stays loaded, so another process is asked.
    const fresh = createEngine({ encoderDir: '', wasmDir: '', version: '0.0.0' });
    await tinyBertEncoder(encoderDir, { seed: 2 });
    const [changed] = await fresh.listModels(path.join(folder, 'models'));
    expect(changed?.problem).toMatch(/trained with another encoder.*the graph is [0-9a-f]{12}…/);
    await expect(fresh.model(modelDir)).rejects.toThrow(/Put that encoder back, or train again/);
    const gone = createEngine({ encoderDir: '', wasmDir: '', version: '0.0.0' });
    await rm(encoderDir, { recursive: true });
    await expect(gone.model(modelDir)).rejects.toThrow(/The encoder of run is missing/);
  });
});
