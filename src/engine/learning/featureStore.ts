import type { EncoderInput } from '../../core/encoding/encoderInput.ts';
import type { RowMatrix } from '../../core/math/rowMatrix.ts';
import { featureCache, inputKey } from '../encoder/featureCache.ts';
import { encoderFingerprint, type ResponseEncoder } from '../encoder/responseEncoder.ts';

/** Features of texts by row, kept in memory between two times; a text keeps its row. */
export interface FeatureStore {
  /** The row of a text. */
  rowOf(input: EncoderInput): number;
  /** Whether the features of a row are there. */
  has(row: number): boolean;
  /**
   * Looks on the disk for the features of rows not looked for before, and encodes those of `encoded`
   * that are not there, keeping them on the disk. `pause` is awaited often.
   */
  fill(encoded: readonly number[], pause: () => Promise<void>): Promise<void>;
  /** Of all rows; zeros where they are not there. */
  matrix(): RowMatrix;
}

/** Texts encoded between two looks at whether it is still wanted; they are kept if it is not. */
const TEXTS_AT_A_TIME = 32;

/** A store that knows nothing yet, over the cache in `cacheDir`. */
export function createFeatureStore(encoder: ResponseEncoder, cacheDir: string): FeatureStore {
  const width = encoder.featureSize;
  const cache = featureCache(cacheDir, encoderFingerprint(encoder.folder), width, true);
  const rows = new Map<string, number>();
  const inputs: EncoderInput[] = [];
  const there = new Set<number>();
  let data = new Float32Array(0);
  let sought = 0;
  const put = (row: number, features: Float32Array): void => {
    data.set(features, row * width);
    there.add(row);
  };
  const seek = async (pause: () => Promise<void>): Promise<void> => {
    const fresh = inputs.slice(sought);
    const keys: string[] = [];
    for (const input of fresh) {
      await pause();
      keys.push(inputKey(input));
    }
    const loaded = new Float32Array(fresh.length * width);
    const missing = new Set(fresh.length === 0 ? [] : await cache.load(keys, loaded, pause));
    for (const k of keys.keys()) {
      await pause();
      if (!missing.has(k)) put(sought + k, loaded.subarray(k * width, (k + 1) * width));
    }
    sought += fresh.length;
  };
  return {
    rowOf: (input) => {
      const key = `${input.prompt.length} ${input.prompt}${input.response}`;
      const known = rows.get(key);
      if (known !== undefined) return known;
      rows.set(key, inputs.length);
      return inputs.push(input) - 1;
    },
    has: (row) => there.has(row),
    fill: async (encoded, pause) => {
      data = withRoom(data, inputs.length * width);
      await seek(pause);
      const missing = [...new Set(encoded)].filter((row) => !there.has(row));
      for (let from = 0; from < missing.length; from += TEXTS_AT_A_TIME) {
        await pause();
        const some = missing.slice(from, from + TEXTS_AT_A_TIME);
        const texts = some.flatMap((row) => inputs[row] ?? []);
        const features = await encoder.pooled(texts);
        await cache.append(texts.map(inputKey), features);
        some.forEach((row, k) => {
          put(row, features.subarray(k * width, (k + 1) * width));
        });
      }
    },
    matrix: () => ({ data: data.subarray(0, inputs.length * width), columns: width }),
  };
}

/** Room grows by half at least, so that one more text seldom costs a copy of all. */
function withRoom(data: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> {
  if (data.length >= length) return data;
  const larger = new Float32Array(Math.max(length, Math.ceil(1.5 * data.length)));
  larger.set(data);
  return larger;
}
