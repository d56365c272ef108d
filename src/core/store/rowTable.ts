import { createIdTable } from './idTable.ts';
import { countUpTo, createNumberList } from './numberList.ts';

/** What is known of the rows of a dataset that were read, in file order: some 20 bytes for each. */
export interface RowTable {
  /** Rows added. */
  readonly rows: number;
  readonly unreadable: number;
  /** Rows that came with a judgement. */
  readonly judged: number;
  /** Rows that came with a tie. */
  readonly tied: number;
  /** Makes room for so many rows at once. */
  reserve(rows: number): void;
  /**
   * Adds a record by the id in its row. Of equal ids the second becomes `id#2`, the third `id#3`,
   * as `createUniqueIds` names them.
   * @returns the row that has this id already, undefined when it is new
   */
  addRecord(id: string, judged: boolean, tied?: boolean): number | undefined;
  addUnreadable(): void;
  /** Takes the last row back, which must be unreadable: it was not complete yet. */
  dropUnreadable(): void;
  isReadable(row: number): boolean;
  isJudged(row: number): boolean;
  isTied(row: number): boolean;
  /** The place of a row among the readable ones. */
  positionOf(row: number): number;
  /** The id under which a record is known, given the one in its row. */
  idAt(row: number, id: string): string;
  /** Whether this is the id under which the record of a row is known. */
  isAt(row: number, id: string): boolean;
  /** The row of the record known under an id. */
  rowOf(id: string): number | undefined;
}

/** An empty table. */
export function createRowTable(): RowTable {
  const ids = createIdTable();
  const bad = createNumberList((length) => new Uint32Array(length));
  const flags = createNumberList((length) => new Uint8Array(length));
  const duplicates = createDuplicates();
  let judgedCount = 0;
  let tiedCount = 0;
  return {
    get rows() {
      return ids.rows;
    },
    get unreadable() {
      return bad.length;
    },
    get judged() {
      return judgedCount;
    },
    get tied() {
      return tiedCount;
    },
    reserve: (rows) => {
      ids.reserve(rows);
    },
    addRecord: (id, judged, tied = false) => {
      const first = ids.rowOf(id);
      const isTaken = (each: string): boolean => ids.rowOf(each) !== undefined;
      ids.add(first === undefined ? id : duplicates.name(ids.rows, first, id, isTaken));
      flags.push(READABLE | (judged ? JUDGED : 0) | (tied ? TIED : 0));
      if (judged) judgedCount++;
      if (tied) tiedCount++;
      return first;
    },
    addUnreadable: () => {
      bad.push(ids.rows);
      ids.add(null);
      flags.push(0);
    },
    dropUnreadable: () => {
      bad.pop();
      ids.dropLast();
      flags.pop();
    },
    isReadable: (row) => ((flags.at(row) ?? 0) & READABLE) !== 0,
    isJudged: (row) => ((flags.at(row) ?? 0) & JUDGED) !== 0,
    isTied: (row) => ((flags.at(row) ?? 0) & TIED) !== 0,
    positionOf: (row) => row - countUpTo(bad, row - 1),
    idAt: (row, id) => duplicates.idAt(row, id),
    isAt: (row, id) => ids.isAt(row, id),
    rowOf: (id) => ids.rowOf(id),
  };
}

const READABLE = 1;
const JUDGED = 2;
const TIED = 4;

interface Duplicates {
  name(row: number, first: number, id: string, isTaken: (id: string) => boolean): string;
  idAt(row: number, id: string): string;
}

/** The rows whose id an earlier row has, and the number that each got. */
function createDuplicates(): Duplicates {
  const rows = createNumberList((length) => new Uint32Array(length));
  const numbers = createNumberList((length) => new Uint32Array(length));
  // The last number given, by the first row of an id: only ids that do repeat have an entry.
  const last = new Map<number, number>();
  return {
    name: (row, first, id, isTaken) => {
      let number = (last.get(first) ?? 1) + 1;
      while (isTaken(`${id}#${number}`)) number++;
      last.set(first, number);
      rows.push(row);
      numbers.push(number);
      return `${id}#${number}`;
    },
    idAt: (row, id) => {
      const found = countUpTo(rows, row) - 1;
      return found >= 0 && rows.at(found) === row ? `${id}#${numbers.at(found) ?? 2}` : id;
    },
  };
}
