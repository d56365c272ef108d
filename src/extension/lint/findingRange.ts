import type { Diagnostic } from '../../shared/lint.ts';

/** A part of one line of a text, counted from 0 in UTF-16 units; `end` is exclusive. */
export interface LineRange {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Beyond the end of any line: VS Code takes the end instead. */
const END_OF_LINE = 2 ** 30;

/** Where a finding stands: the columns it names, else its whole line. */
export function findingRange({
  line,
  columns = { start: 0, end: END_OF_LINE },
}: Pick<Diagnostic, 'line' | 'columns'>): LineRange {
  return { line: Math.max(0, line - 1), start: columns.start, end: columns.end };
}
