import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintRules } from '../../../src/core/lint/lintRules.ts';
import { findingRange } from '../../../src/extension/lint/findingRange.ts';
import {
  checkedText,
  checkingText,
  fixTitle,
  fixedText,
} from '../../../src/extension/lint/lintText.ts';
import { ruleLines } from '../../../src/extension/lint/ruleLines.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');

test('a finding stands on its columns, or on its whole line', () => {
  const columns = { start: 4, end: 9 };
  expect(findingRange({ line: 12, columns })).toEqual({ line: 11, start: 4, end: 9 });
  const whole = findingRange({ line: 1 });
  expect(whole).toMatchObject({ line: 0, start: 0 });
  // As VS Code counts it, and as it keeps it: from 1, in 32 bits.
  expect(whole.end + 1).toBe((whole.end + 1) | 0);
  expect(whole.end).toBeGreaterThan(2 ** 29);
  // A finding about the whole of an empty file.
  expect(findingRange({ line: 0 }).line).toBe(0);
});

describe('the link of a code leads to its heading in DATASETS.md', () => {
  const text = fs.readFileSync(path.join(root, 'DATASETS.md'), 'utf8');
  const lines = ruleLines(text);
  test.each(lintRules.map(({ code, title }) => [code, title]))('%s', (code, title) => {
    const line = lines.get(code) ?? 0;
    expect(text.split('\n')[line - 1]).toBe(`### ${code}`);
    expect(text.split('\n')[line + 1]).toContain(`**${title}.**`);
  });
  test('whatever ends the lines', () => {
    expect(ruleLines(text.replaceAll('\n', '\r\n'))).toEqual(lines);
  });
});

test('what is being checked, by name while there are few', () => {
  const files = ['a', 'b', 'c', 'd'].map((name) => path.join('data', `${name}.jsonl`));
  expect(checkingText(files.slice(0, 3))).toBe('Checking a.jsonl, b.jsonl, c.jsonl');
  expect(checkingText(files)).toBe('Checking 4 datasets');
});

test('fixes and what they did, in words', () => {
  expect(fixTitle('exclude-row', { line: 1204 })).toBe('Leave line 1,204 out of training');
  expect(fixTitle('relabel', { line: 3 })).toBe('Turn line 3 round: the other response is better');
  const log = path.join('data', 'support.labels.jsonl');
  expect(fixedText('mark-tie', log)).toBe('Marked as a tie: 1 line in support.labels.jsonl');
});

test('what a check came to, by severity, with what is not shown', () => {
  const counts = [
    { code: 'invalid-row', severity: 'error', count: 1 },
    { code: 'duplicate-pair', severity: 'warning', count: 1200 },
    { code: 'unknown-key', severity: 'warning', count: 34 },
  ] as const;
  const clean = { summary: { rows: 1, excluded: 0, counts: [] }, diagnostics: [] };
  expect(checkedText(clean)).toBe('1 row checked: nothing found');
  expect(checkedText({ summary: { rows: 5000, excluded: 2, counts }, diagnostics: [] })).toBe(
    '5,000 rows checked, 2 left out by hand: 1 error, 1,234 warnings (0 of them shown)',
  );
});
