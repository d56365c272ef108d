import { BYTE_ORDER_MARK, isBlank, LF, startsWithMark } from '../../core/store/lineBytes.ts';
import type { ByteSource } from './byteSource.ts';

/** Bytes in which to look for the first that is not blank. */
const START_BYTES = 64 * 1024;
const OPEN_LIST = 0x5b;

/**
 * Whether a file is one JSON array and not JSON Lines, told by the first byte that means something,
 * as `createRowSplitter` does.
 */
export async function isJsonArray(source: ByteSource): Promise<boolean> {
  const start = await source.read(0, START_BYTES);
  const from = startsWithMark(start) ? BYTE_ORDER_MARK.length : 0;
  const first = start.subarray(from).find((byte) => byte !== LF && !isBlank(byte));
  return first === OPEN_LIST;
}
