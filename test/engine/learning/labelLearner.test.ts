import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { aJudgeEvent } from '../../support/builders.ts';
import { embeddedEncoder } from '../../support/embeddedEncoder.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let engine: Engine;
beforeAll(async () => {
  engine = createEngine({ encoderDir: await embeddedEncoder(), wasmDir: '', version: '0.0.0' });
});
afterAll(() => engine.release());

const lines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/**
 * Rows whose better response says so, the first `judged` of them judged in the label log, and the
 * last `came` in their rows.
 */
async function labelled(judged: number, came = 0) {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'pairs.jsonl');
  const judge = async (count: number): Promise<void> => {
    const events = Array.from({ length: count }, (_, k) =>
      aJudgeEvent({
        ...{ eventId: `e${k}`, recordId: `p${k}`, annotator: 'ann' },
        ...{ ranking: [['a'], ['b']], shown: ['a', 'b'] },
      }),
    );
    await writeFile(path.join(folder, 'pairs.labels.jsonl'), lines(events));
  };
  const rows = Array.from({ length: 60 }, (_, k) => ({
    id: `p${k}`,
    prompt: `question ${k}`,
    responses: [
      { id: 'a', text: `a good and helpful answer ${k}` },
      { id: 'b', text: `that is bad and wrong ${k}` },
    ],
    ...(k >= 60 - came ? { preference: 0 } : {}),
  }));
  await writeFile(file, lines(rows));
  await judge(judged);
  // The rows of a file are found in the background.
  while (!(await engine.datasets.open({ path: file })).complete);
  return { judge, request: { path: file, seed: 0, cacheDir: path.join(folder, 'cache') } };
}

const never = (): boolean => false;

it('waits for twenty labels', async () => {
  const { request } = await labelled(19);
  expect(await engine.learn(request, never)).toEqual({
    ...{ labels: 19, came: 0 },
    ...{ least: 20, learnt: null },
  });
});

it('learns from what was judged, measured on what was not fitted', async () => {
  const { request } = await labelled(40);
  const { labels, learnt } = await engine.learn(request, never);
  expect(labels).toBe(40);
  expect(learnt?.pairs).toBe(40);
  expect(learnt?.accuracy).toMatchObject({ n: 8, value: 1 });
  expect(learnt?.brier).toBeLessThan(0.25);
});

it('takes in what was judged since, and what was taken back', async () => {
  const { request, judge } = await labelled(50);
  expect((await engine.learn(request, never)).learnt?.pairs).toBe(50);
  await judge(52);
  expect((await engine.learn(request, never)).learnt?.pairs).toBe(52);
  await judge(40);
  expect((await engine.learn(request, never)).learnt?.accuracy.n).toBe(8);
});

it('counts what came with rows once its texts were encoded for something else', async () => {
  const { request, judge } = await labelled(0, 30);
  expect(await engine.learn(request, never)).toMatchObject({ labels: 0, came: 0, learnt: null });
  // Judged by somebody, and taken back: the features stay.
  await judge(60);
  expect(await engine.learn(request, never)).toMatchObject({ labels: 60, came: 0 });
  await judge(40);
  const { labels, came, learnt } = await engine.learn(request, never);
  expect([labels, came, learnt?.pairs]).toEqual([60, 20, 60]);
});

it('ends when it is cancelled', async () => {
  const { request } = await labelled(40);
  await expect(engine.learn(request, () => true)).rejects.toThrow(CancelledError);
});
