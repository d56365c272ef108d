import path from 'node:path';
import type { Diagnostic, LintFix, LintReport, Severity } from '../../shared/lint.ts';
import { countText } from '../reportText.ts';

const FIX_TITLES: Readonly<Record<LintFix, (row: string) => string>> = {
  'exclude-row': (row) => `Leave ${row} out of training`,
  'drop-duplicate': (row) => `Drop the duplicate: leave ${row} out of training`,
  'mark-tie': (row) => `Mark ${row} as a tie`,
  relabel: (row) => `Turn ${row} round: the other response is better`,
};

const FIXED: Readonly<Record<LintFix, string>> = {
  'exclude-row': 'Row left out of training',
  'drop-duplicate': 'Duplicate left out of training',
  'mark-tie': 'Marked as a tie',
  relabel: 'Turned round',
};

const SEVERITIES: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  info: ['note', 'notes'],
};

/** How many names stand in one line. */
const NAMES = 3;

/** What is being done: 'Checking support.jsonl', 'Checking 12 datasets'. */
export function checkingText(files: readonly string[]): string {
  const names = files.map((file) => path.basename(file)).join(', ');
  return `Checking ${files.length > NAMES ? `${countText(files.length)} datasets` : names}`;
}

/** A quick fix of a finding, in words: 'Mark line 12 as a tie'. */
export function fixTitle(fix: LintFix, { line }: Pick<Diagnostic, 'line'>): string {
  return FIX_TITLES[fix](`line ${countText(line)}`);
}

/** What a quick fix did: 'Marked as a tie: 1 line in support.labels.jsonl'. */
export function fixedText(fix: LintFix, file: string): string {
  return `${FIXED[fix]}: 1 line in ${path.basename(file)}`;
}

/** What a check came to: '60 rows checked, 2 left out by hand: 1 error, 4 warnings'. */
export function checkedText({ summary, diagnostics }: LintReport): string {
  const { rows, excluded, counts } = summary;
  const left = excluded === 0 ? '' : `, ${countText(excluded)} left out by hand`;
  const found = Object.entries(SEVERITIES).flatMap(([severity, words]) => {
    const count = counts.reduce((sum, one) => sum + (one.severity === severity ? one.count : 0), 0);
    return count === 0 ? [] : [counted(count, words)];
  });
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const shown = diagnostics.length < all ? ` (${countText(diagnostics.length)} of them shown)` : '';
  const what = found.length === 0 ? 'nothing found' : `${found.join(', ')}${shown}`;
  return `${counted(rows, ['row', 'rows'])} checked${left}: ${what}`;
}

function counted(count: number, [one, several]: readonly [string, string]): string {
  return `${countText(count)} ${count === 1 ? one : several}`;
}
