import { setTimeout as pause } from 'node:timers/promises';
import type { Format } from '../../core/formats/format.ts';
import type { RowResult } from '../../core/formats/readRow.ts';
import { rowAdvice } from '../../core/formats/registry.ts';
import { HumanError } from '../../core/errors.ts';
import type { RecordProblem } from '../../core/records/problem.ts';
import type { LineIndex } from '../../core/store/lineIndex.ts';
import type { RowTable } from '../../core/store/rowTable.ts';
import type { FormatFound } from '../../shared/reports.ts';
import { openByteSource } from './byteSource.ts';
import type { ByteSource } from './byteSource.ts';
import { fileError } from './fileErrors.ts';
import { fileSample } from './fileSample.ts';
import { fileStamp } from './fileStamp.ts';
import type { FileStamp } from './fileStamp.ts';
import { changedWhileRead, indexRows } from './indexRows.ts';
import { createMilestones } from './milestones.ts';
import { rowReaders } from './rowReaders.ts';
import type { RowReaders } from './rowReaders.ts';
import type { RowScan } from './rowScan.ts';

/** As many bytes are read before a dataset counts as open: some thousand rows, in some 50 ms. */
const FIRST_BYTES = 2 * 1024 * 1024;
/** The page that shows the first item needs the processor then: rows are read on a moment later. */
const READ_ON_AFTER_MS = 500;
/** Bytes read in one go: about 1 ms, so that calls are answered meanwhile. */
const SLICE_BYTES = 64 * 1024;
/** A file of fewer bytes may end within a byte order mark: what is added to it can change that. */
const FEWEST_BYTES = 3;

/**
 * Opens a dataset, JSON Lines or one JSON array, plain or gzip, and starts to read it. Rows that
 * can't be read are listed as problems, the others load. Given `always`, every row is read as of that
 * format.
 * @throws HumanError when the file can't be read, or is a label log
 */
export async function openDataset(path: string, always?: Format): Promise<Dataset> {
  const stamp = await stampOf(path);
  const source = await openByteSource(path);
  const dataset = new Dataset(path, stamp, source, await rowReaders(path, source, always));
  await dataset.settled();
  return dataset;
}

async function stampOf(path: string): Promise<FileStamp> {
  try {
    const stamp = await fileStamp(path);
    if (stamp !== null) return stamp;
  } catch (error) {
    throw fileError(error, path, 'read');
  }
  throw new HumanError(`${path} is not there. Was it moved or renamed?`);
}

/**
 * A dataset file as it was when opened. Rows are its lines that are not blank, or the elements of an array,
 * numbered from 0. Two passes go over it in the background: a quick one finds where rows are, a slow one what they hold.
 */
export class Dataset {
  readonly path: string;
  readonly source: ByteSource;
  /** Where the rows are, as far as they were found. */
  readonly lines: LineIndex;
  readonly #canGrow: boolean;
  readonly #scan: RowScan;
  readonly #milestones = createMilestones();
  #stamp: FileStamp;
  #sample = '';
  #indexed = false;
  #complete = false;
  #stopped = false;
  #scannedBytes = 0;
  #settledBytes: number;

  constructor(path: string, stamp: FileStamp, source: ByteSource, readers: RowReaders) {
    this.path = path;
    this.source = source;
    this.lines = readers.lines;
    this.#stamp = stamp;
    this.#scan = readers.scan;
    this.#canGrow = readers.canGrow;
    // A gzip file can't be read from the middle, so all of it is read before it is used.
    this.#settledBytes = source.seekable ? FIRST_BYTES : Infinity;
    void this.#read();
  }

  /** The state of the file that this is of. */
  get stamp(): FileStamp {
    return this.#stamp;
  }

  /** What the rows hold, as far as they were read. */
  get table(): RowTable {
    return this.#scan.table;
  }

  /** Whether all rows were found. */
  get indexed(): boolean {
    return this.#indexed;
  }

  /** Whether all rows were found and read. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Whether reading ended in an error: calls get it, and only opening anew helps. */
  get failed(): boolean {
    return this.#milestones.failed;
  }

  /** The commonest format, or the one all rows are read by; null when no row could be read. */
  get format(): FormatFound | null {
    return this.#scan.format();
  }

  /** Reads the text of a row. Never throws for what it holds. */
  readText(text: string): RowResult {
    return this.#scan.readText(text);
  }

  get problemCount(): number {
    return this.#isEmpty() ? 1 : this.#scan.problemCount;
  }

  /** The first hundred problems. */
  get problems(): readonly RecordProblem[] {
    if (!this.#isEmpty()) return this.#scan.problems;
    return [{ line: 1, message: `The file is empty. ${rowAdvice}` }];
  }

  /** Resolves once this holds; looked at whenever reading came further. @throws HumanError */
  until(holds: () => boolean): Promise<void> {
    return this.#milestones.until(holds);
  }

  /** Resolves once enough was read to show something; of a small file, all. @throws HumanError */
  settled(): Promise<void> {
    return this.until(() => this.#complete || this.#scannedBytes >= this.#settledBytes);
  }

  /** Whether the file, now with this stamp, is the same with something added. @throws HumanError */
  async goesOnTo(now: FileStamp): Promise<boolean> {
    const { inode, size } = this.#stamp;
    if (!this.#canGrow || now.inode !== inode || now.size <= size) return false;
    return (await fileSample(this.source, size)) === this.#sample;
  }

  /** Reads what was added; false when that can't be done and the file must be opened anew. */
  goOn(now: FileStamp): boolean {
    if (!this.#complete || this.#stamp.size < FEWEST_BYTES || !this.#scan.reopenLast())
      return false;
    this.#stamp = now;
    this.#indexed = false;
    this.#complete = false;
    this.#settledBytes = this.#scannedBytes + FIRST_BYTES;
    void this.#read();
    return true;
  }

  /** Ends reading in the background. Whoever waits is told that the file changed. */
  stop(): void {
    this.#stopped = true;
    this.#milestones.fail(changedWhileRead(this.path));
  }

  async #read(): Promise<void> {
    try {
      if (this.source.seekable) this.#sample = await fileSample(this.source, this.#stamp.size);
      await Promise.all([this.#index(), this.#scanRows()]);
      this.#complete = !this.#stopped;
      this.#milestones.reached();
    } catch (error) {
      this.#stopped = true;
      this.#milestones.fail(error);
    }
  }

  async #index(): Promise<void> {
    await indexRows(this.lines, this.source, this.path, this.#stamp.size, () => {
      this.#milestones.reached();
      return !this.#stopped;
    });
    this.#indexed = !this.#stopped;
    this.table.reserve(this.lines.rows);
    this.#milestones.reached();
  }

  async #scanRows(): Promise<void> {
    const { lines, table } = this;
    const next = table.rows;
    if (next > 0 || !this.source.seekable) await this.until(() => this.#indexed);
    const byteOffset = next === 0 ? 0 : (lines.startOf(next) ?? lines.bytes);
    const linesBefore = next === 0 ? 0 : lines.lineOf(next) - 1;
    await this.#scan.read(this.#slices(byteOffset), { byteOffset, linesBefore });
  }

  async *#slices(from: number): AsyncIterable<Uint8Array> {
    const part = this.source.seekable ? { from, to: this.#stamp.size } : {};
    this.#scannedBytes = from;
    for await (const chunk of this.source.chunks({ ...part, chunkBytes: SLICE_BYTES })) {
      await this.#indexedTo(this.#scannedBytes + chunk.length);
      if (this.#stopped) return;
      yield chunk;
      const wasSettled = this.#scannedBytes >= this.#settledBytes;
      this.#scannedBytes += chunk.length;
      this.#milestones.reached();
      if (!wasSettled && this.#scannedBytes >= this.#settledBytes) await pause(READ_ON_AFTER_MS);
    }
    if (this.source.seekable && this.#scannedBytes < this.#stamp.size) {
      throw changedWhileRead(this.path);
    }
  }

  /** The index goes first, and alone once there is something to show, so that it is soon complete. */
  #indexedTo(byteOffset: number): Promise<void> {
    const ahead = (): boolean =>
      this.lines.bytes >= byteOffset && this.#scannedBytes < this.#settledBytes;
    return this.until(() => this.#indexed || ahead());
  }

  #isEmpty(): boolean {
    return this.#complete && this.table.rows === 0;
  }
}
