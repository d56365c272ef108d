import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CancelledError } from '../../core/errors.ts';
import { isTied, rowMatches, type RowFilter } from '../../core/records/rowFilter.ts';
import type { PreferenceRecord } from '../../core/records/types.ts';
import type { LineIndex } from '../../core/store/lineIndex.ts';
import { searchPattern } from '../../core/store/searchPattern.ts';
import type { EngineCalls } from '../../shared/engineProtocol.ts';
import type { SearchMatch } from '../../shared/reports.ts';
import type { Dataset } from './datasetFile.ts';
import type { LabelledDataset } from './labelledDataset.ts';
import { decodeUtf8 } from './readLines.ts';

type Search = EngineCalls['dataset/search'];

/** How a search is stopped. */
export interface SearchControl {
  readonly isCancelled: () => boolean;
}

/** After so long an answer is given with what was found, to be asked on. */
const ANSWER_MS = 250;
const CHUNK_BYTES = 512 * 1024;
/** Characters shown before and after what was found. */
const AROUND = 60;

/**
 * Searches a part of a dataset; see 'dataset/search'. Rows are looked through as bytes, and only
 * those that may hold the text are parsed.
 * @throws HumanError when the file can't be read
 * @throws CancelledError
 */
export async function searchRows(
  data: LabelledDataset,
  { text, from, limit, filter }: Search['params'],
  { isCancelled }: SearchControl,
): Promise<Search['result']> {
  const { dataset } = data;
  const { lines } = dataset;
  const matches: SearchMatch[] = [];
  await dataset.until(() => dataset.indexed || lines.rows > from);
  if (text === '' || from >= lines.rows) return { matches, next: null };
  const pattern = searchPattern(text);
  const startedMs = performance.now();
  for await (const piece of wholeRows(dataset, from)) {
    for (const { row, text: line } of candidates(lines, piece, pattern)) {
      const { record } = dataset.readText(line);
      const found = placeOf(record, text);
      if (!isMeant(data, row, record, filter)) continue;
      if (found !== undefined) matches.push({ index: row, line: lines.lineOf(row), ...found });
      if (matches.length >= limit) return { matches, next: row + 1 };
    }
    // Lets a cancellation arrive.
    await nextTurn();
    if (isCancelled()) throw new CancelledError();
    if (performance.now() - startedMs > ANSWER_MS) {
      return { matches, next: piece.nextRow };
    }
  }
  return { matches, next: null };
}

interface Piece {
  readonly byteOffset: number;
  readonly bytes: Buffer;
  /** The first row behind it. */
  readonly nextRow: number;
}

/** The file from a row on, cut where rows end. */
async function* wholeRows(dataset: Dataset, from: number): AsyncIterable<Piece> {
  const { source, lines } = dataset;
  let byteOffset = lines.startOf(from) ?? 0;
  let position = byteOffset;
  let pending: Uint8Array[] = [];
  for await (const chunk of source.chunks({ from: byteOffset, chunkBytes: CHUNK_BYTES })) {
    position += chunk.length;
    pending.push(new Uint8Array(chunk));
    const limit = position;
    await dataset.until(() => dataset.indexed || lines.bytes > limit);
    const last = lines.rowAt(limit - 1);
    const nextRow = lines.limitOf(last) <= limit ? last + 1 : last;
    const end = nextRow > last ? limit : (lines.startOf(last) ?? limit);
    if (end <= byteOffset) continue;
    const all = Buffer.concat(pending);
    yield { byteOffset, bytes: all.subarray(0, end - byteOffset), nextRow };
    pending = [all.subarray(end - byteOffset)];
    byteOffset = end;
  }
}

/** The rows that may hold the text, once each. */
function* candidates(
  lines: LineIndex,
  { byteOffset, bytes }: Piece,
  pattern: RegExp,
): Iterable<{ row: number; text: string }> {
  // One character for each byte, so that places in one are places in the other.
  const characters = bytes.toString('latin1');
  pattern.lastIndex = 0;
  for (let found = pattern.exec(characters); found !== null; found = pattern.exec(characters)) {
    const row = lines.rowAt(byteOffset + found.index);
    const limit = lines.limitOf(row) - byteOffset;
    const start = Math.max(0, (lines.startOf(row) ?? byteOffset) - byteOffset);
    const text = decodeUtf8(lines.rowIn(bytes.subarray(start, limit)));
    if (text !== null && row >= 0) yield { row, text };
    // Behind the last row of an array something else may stand.
    pattern.lastIndex = Math.max(limit, found.index + 1);
  }
}

/** Whether a filter means a row, which need not have been read in the background yet. */
function isMeant(
  data: LabelledDataset,
  row: number,
  record: PreferenceRecord | undefined,
  filter: RowFilter | undefined,
): boolean {
  if (record === undefined || filter === undefined) return true;
  const id = data.dataset.table.idAt(row, record.id);
  const { judgements } = record;
  return rowMatches(filter, {
    came: { judged: judgements.length > 0, tied: isTied(judgements) },
    standing: data.standing(id),
    named: filter.records?.includes(id) === true,
  });
}

/**
 * The text with what stands around it, undefined when the record does not hold it. Of an id nothing is
 * told but that it holds the text: ids can be names of models, which nobody is to see before judging.
 */
function placeOf(
  record: PreferenceRecord | undefined,
  text: string,
): Pick<SearchMatch, 'excerpt' | 'inId'> | undefined {
  if (record === undefined) return undefined;
  const wanted = text.toLowerCase();
  const texts = [...record.prompt, ...record.responses].map(({ content }) => content);
  for (const content of texts) {
    const at = content.toLowerCase().indexOf(wanted);
    if (at >= 0) return { excerpt: excerpt(content, at, text.length) };
  }
  if (!record.id.toLowerCase().includes(wanted)) return undefined;
  return { excerpt: excerpt(texts[0] ?? '', 0, AROUND), inId: true };
}

function excerpt(content: string, at: number, length: number): string {
  const from = Math.max(0, at - AROUND);
  const to = at + length + AROUND;
  const part = content
    .slice(from, to)
    .replace(/\s+/g, ' ')
    .replace(/\p{Surrogate}/gu, '');
  return `${from > 0 ? '…' : ''}${part}${to < content.length ? '…' : ''}`;
}
