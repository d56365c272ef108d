import { appendFile, mkdtemp, readdir, rm, truncate, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { featureCache, inputKey } from '../../../src/engine/encoder/featureCache.ts';

const width = 3;
const keys = ['one', 'two', 'three'].map((response) => inputKey({ prompt: 'p', response }));
const features = Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]);

describe('featureCache', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'features-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const cache = (fingerprint = 'encoder') => featureCache(folder, fingerprint, width);
  const file = async () => path.join(folder, (await readdir(folder))[0] ?? '');

  it('gives back what was put in, by key, in the order asked for', async () => {
    await cache().append(keys, features);
    const target = new Float32Array(9);
    const asked = [keys[2], keys[0], inputKey({ prompt: 'p', response: 'four' })].map(String);
    expect(await cache().load(asked, target)).toEqual([2]);
    expect([...target]).toEqual([7, 8, 9, 1, 2, 3, 0, 0, 0]);
  });

  it('fills every row that asks for the same text', async () => {
    await cache().append(keys, features);
    const target = new Float32Array(6);
    expect(await cache().load([String(keys[1]), String(keys[1])], target)).toEqual([]);
    expect([...target]).toEqual([4, 5, 6, 4, 5, 6]);
  });

  it('remembers where records lie, and notices when the file was deleted', async () => {
    const remembering = featureCache(folder, 'encoder', width, true);
    const load = async (asked: readonly (string | undefined)[]) => {
      const target = new Float32Array(asked.length * width);
      return [await remembering.load(asked.map(String), target), [...target]];
    };
    await cache().append(keys.slice(0, 2), features.slice(0, 6));
    expect(await load([keys[2]])).toEqual([[0], [0, 0, 0]]);
    await cache().append(keys.slice(2), features.slice(6));
    expect(await load([keys[1], keys[2]])).toEqual([[], [4, 5, 6, 7, 8, 9]]);
    await rm(await file());
    await cache().append([keys[2], keys[0]].map(String), Float32Array.of(7, 8, 9, 1, 2, 3));
    expect(await load([keys[0], keys[1], keys[2]])).toEqual([[1], [1, 2, 3, 0, 0, 0, 7, 8, 9]]);
  });

  it('knows nothing of another encoder', async () => {
    await cache().append(keys, features);
    expect(await cache('another').load(keys, new Float32Array(9))).toEqual([0, 1, 2]);
  });

  it('tells prompt and response apart', () => {
    expect(inputKey({ prompt: 'ab', response: 'c' })).not.toBe(
      inputKey({ prompt: 'a', response: 'bc' }),
    );
  });

  it('loses only the torn record, wherever the write was cut off, and goes on behind it', async () => {
    const recordBytes = 36 + 4 * width;
    for (let cut = 1; cut < recordBytes; cut++) {
      await cache().append(keys, features);
      await truncate(await file(), 3 * recordBytes - cut);
      expect(await cache().load(keys, new Float32Array(9))).toEqual([2]);
      await cache().append(keys.slice(2), features.slice(6));
      const target = new Float32Array(9);
      expect(await cache().load(keys, target)).toEqual([]);
      expect([...target]).toEqual([...features]);
      await rm(await file());
    }
  });

  it('does not take garbage for features', async () => {
    await cache().append(keys, features);
    const { size } = await stat(await file());
    await appendFile(await file(), Buffer.alloc(size, 0xab));
    expect(await cache().load(keys, new Float32Array(9))).toEqual([]);
  });
});
