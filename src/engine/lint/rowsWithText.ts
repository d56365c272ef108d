import type { Format } from '../../core/formats/format.ts';
import { openByteSource } from '../files/byteSource.ts';
import { isJsonArray } from '../files/isJsonArray.ts';
import { readLines } from '../files/readLines.ts';
import type { TextLine } from '../files/readLines.ts';
import { readRows } from '../files/readRows.ts';
import type { Row } from '../files/readRows.ts';

/** A row, and the line it stands in as long as that is the row and nothing else. */
export interface RowWithText {
  readonly row: Row;
  readonly text?: string;
}

/**
 * The rows of a dataset with their lines, read side by side; `always` as for `readRows`.
 * @throws HumanError when the file can't be read, or is no dataset
 */
export async function* rowsWithText(path: string, always?: Format): AsyncIterable<RowWithText> {
  const source = await openByteSource(path);
  // Elements of an array have no line of their own, and all may stand in one.
  if (await isJsonArray(source)) {
    for await (const row of readRows(path, source, always)) yield { row };
    return;
  }
  const lines = readLines(source.chunks(), path)[Symbol.asyncIterator]();
  try {
    let line: IteratorResult<TextLine> | undefined;
    for await (const row of readRows(path, source, always)) {
      while (line === undefined || (line.done !== true && line.value.line < row.line)) {
        line = await lines.next();
      }
      const text = line.done !== true && line.value.line === row.line ? line.value.text : null;
      yield text === null ? { row } : { row, text };
    }
  } finally {
    await lines.return?.();
  }
}
