import type { Format } from '../../core/formats/format.ts';
import { createJsonArraySplitter } from '../../core/store/jsonArraySplitter.ts';
import { createLineIndex } from '../../core/store/lineIndex.ts';
import type { LineIndex } from '../../core/store/lineIndex.ts';
import { createSpanIndex } from '../../core/store/spanIndex.ts';
import type { ByteSource } from './byteSource.ts';
import { isJsonArray } from './isJsonArray.ts';
import { createRowScan } from './rowScan.ts';
import type { RowScan } from './rowScan.ts';

/** What finds the rows of a file and what reads them, with nothing found or read yet. */
export interface RowReaders {
  readonly lines: LineIndex;
  readonly scan: RowScan;
  /** Whether a file that has grown can be read on from where it ended. */
  readonly canGrow: boolean;
}

/**
 * Readers for JSON Lines or for one JSON array, whichever the file is. Given `always`, every row is
 * read as of that format.
 * @throws HumanError
 */
export async function rowReaders(
  path: string,
  source: ByteSource,
  always?: Format,
): Promise<RowReaders> {
  if (await isJsonArray(source)) {
    const lines = createSpanIndex(createJsonArraySplitter());
    const scan = createRowScan(path, lines, { splitter: createJsonArraySplitter(), always });
    // What is added to an array changes what stands before it: its end is no longer one.
    return { lines, scan, canGrow: false };
  }
  const lines = createLineIndex();
  return { lines, scan: createRowScan(path, lines, { always }), canGrow: source.seekable };
}
