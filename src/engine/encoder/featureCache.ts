import { createHash } from 'node:crypto';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { EncoderInput } from '../../core/encoding/encoderInput.ts';

/**
 * Pooled features on the disk, by content hash. One file an encoder fingerprint, append-only:
 * records of [32 bytes key][4 bytes CRC-32 of key and features, little-endian][width x float32].
 * A record torn by a crash fails its checksum and counts as absent; so does a file of another
 * encoder, which has another name. Safe to delete at any time.
 */
export interface FeatureCache {
  /**
   * Copies known features into their rows of `target`; gives the indices that are not known. `pause`
   * is awaited at every record.
   */
  load(
    keys: readonly string[],
    target: Float32Array,
    pause?: () => Promise<void>,
  ): Promise<number[]>;
  /** Adds features, row k under `keys[k]`. */
  append(keys: readonly string[], features: Float32Array): Promise<void>;
}

const keyBytes = 32;
const headBytes = keyBytes + 4;
const portionBytes = 8 * 2 ** 20;

/** The content hash of an input: hex SHA-256 over both texts, with the boundary between them. */
export function inputKey({ prompt, response }: EncoderInput): string {
  return createHash('sha256')
    .update(`${prompt.length}\n`)
    .update(prompt)
    .update(response)
    .digest('hex');
}

/**
 * The cache in `folder` for features of `width` made by the encoder of this fingerprint. One that
 * `remembers` goes through each part of the file once, and keeps some 100 bytes for each record.
 */
export function featureCache(
  folder: string,
  fingerprint: string,
  width: number,
  remembers = false,
): FeatureCache {
  const name = createHash('sha256').update(`1 ${width} ${fingerprint}`).digest('hex').slice(0, 24);
  const file = path.join(folder, `${name}.features`);
  const seen = remembers ? { places: new Map<string, number>(), until: 0 } : null;
  return {
    load: (keys, target, pause = () => Promise.resolve()) =>
      loadRecords({ file, width, seen, pause }, keys, target),
    append: (keys, features) => appendRecords(folder, file, keys, width, features),
  };
}

/** How a cache file is read. */
interface Reading {
  readonly file: string;
  readonly width: number;
  /** Byte offsets of the records before `until`, by key; null where they are not remembered. */
  readonly seen: { readonly places: Map<string, number>; until: number } | null;
  readonly pause: () => Promise<void>;
}

async function loadRecords(
  reading: Reading,
  keys: readonly string[],
  target: Float32Array,
): Promise<number[]> {
  const waiting = new Map<string, number[]>();
  keys.forEach((key, row) => {
    const rows = waiting.get(key);
    if (rows === undefined) waiting.set(key, [row]);
    else rows.push(row);
  });
  const handle = await open(reading.file, 'r').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null; // nothing cached yet
    throw error;
  });
  if (handle === null) return keys.map((_, row) => row);
  const take = (key: string, features: Float32Array): void => {
    const rows = waiting.get(key);
    if (rows === undefined) return;
    for (const row of rows) target.set(features, row * reading.width);
    waiting.delete(key);
  };
  try {
    await rememberedRecords(handle, reading, [...waiting.keys()], take);
    await eachRecord(handle, reading, take);
  } finally {
    await handle.close();
  }
  return [...waiting.values()].flat().sort((a, b) => a - b);
}

/** Reads those of the records wanted whose place is known. */
async function rememberedRecords(
  handle: FileHandle,
  { width, seen, pause }: Reading,
  wanted: readonly string[],
  visit: (key: string, features: Float32Array) => void,
): Promise<void> {
  if (seen === null) return;
  // Somebody may have deleted the file, and another one grows in its place.
  if ((await handle.stat()).size < seen.until) forget(seen);
  const record = Buffer.alloc(headBytes + 4 * width);
  for (const key of wanted) {
    const place = seen.places.get(key);
    if (place === undefined) continue;
    await pause();
    let found = false;
    if ((await readFully(handle, record, place)) === record.length) {
      visitRecord(record, width, (each, features) => {
        found = each === key;
        if (found) visit(key, features);
      });
    }
    if (!found) return forget(seen);
  }
}

function forget(seen: NonNullable<Reading['seen']>): void {
  seen.places.clear();
  seen.until = 0;
}

/** Reads portion by portion, so that a large cache costs no more memory than a small one. */
async function eachRecord(
  handle: FileHandle,
  { width, seen, pause }: Reading,
  visit: (key: string, features: Float32Array) => void,
): Promise<void> {
  const recordBytes = headBytes + 4 * width;
  const left = (await handle.stat()).size - (seen?.until ?? 0);
  const portion = Math.min(portionBytes, left);
  const buffer = Buffer.alloc(recordBytes * Math.max(1, Math.floor(portion / recordBytes)));
  for (let position = seen?.until ?? 0; ;) {
    const bytesRead = await readFully(handle, buffer, position);
    const whole = bytesRead - (bytesRead % recordBytes);
    for (let at = 0; at < whole; at += recordBytes) {
      await pause();
      visitRecord(buffer.subarray(at, at + recordBytes), width, (key, features) => {
        seen?.places.set(key, position + at);
        visit(key, features);
      });
    }
    position += whole;
    if (seen !== null) seen.until = position;
    if (bytesRead < buffer.length) return;
  }
}

async function readFully(handle: FileHandle, buffer: Buffer, position: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(
      buffer,
      filled,
      buffer.length - filled,
      position + filled,
    );
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

function visitRecord(
  record: Buffer,
  width: number,
  visit: (key: string, features: Float32Array) => void,
): void {
  const key = record.subarray(0, keyBytes);
  const body = record.subarray(headBytes);
  if (record.readUInt32LE(keyBytes) !== crc32(body, crc32(key))) return;
  // Copied, because a record need not lie on a four-byte boundary.
  const features = new Float32Array(width);
  body.copy(Buffer.from(features.buffer));
  visit(key.toString('hex'), features);
}

async function appendRecords(
  folder: string,
  file: string,
  keys: readonly string[],
  width: number,
  features: Float32Array,
): Promise<void> {
  if (keys.length === 0) return;
  await mkdir(folder, { recursive: true });
  const recordBytes = headBytes + 4 * width;
  const bytes = Buffer.from(features.buffer, features.byteOffset, features.byteLength);
  const records = Buffer.alloc(keys.length * recordBytes);
  keys.forEach((key, row) => {
    const record = records.subarray(row * recordBytes, (row + 1) * recordBytes);
    record.write(key, 0, 'hex');
    bytes.copy(record, headBytes, row * 4 * width, (row + 1) * 4 * width);
    record.writeUInt32LE(
      crc32(record.subarray(headBytes), crc32(record.subarray(0, keyBytes))),
      keyBytes,
    );
  });
  const handle = await open(file, 'a');
  try {
    await alignToRecords(handle, recordBytes);
    await handle.appendFile(records);
  } finally {
    await handle.close();
  }
}

/** A torn last record is filled up, so that the next one starts where readers look for it. */
async function alignToRecords(handle: FileHandle, recordBytes: number): Promise<void> {
  const torn = (await handle.stat()).size % recordBytes;
  if (torn > 0) await handle.appendFile(Buffer.alloc(recordBytes - torn));
}
