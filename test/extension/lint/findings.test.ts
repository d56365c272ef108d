import path from 'node:path';
import { expect, test } from 'vitest';
import { Findings } from '../../../src/extension/lint/findings.ts';
import type { Diagnostic } from '../../../src/shared/lint.ts';

const at = (name: string): string => path.resolve('data', name);
const [train, held] = [at('train.jsonl'), at('test.jsonl')];
const checkOf = (...files: string[]): { files: string[]; durationMs: number } => ({
  files,
  durationMs: 1,
});

function finding(file: string, line: number, rest: Partial<Diagnostic> = {}): Diagnostic {
  const fixes = ['exclude-row', 'mark-tie'] as const;
  return {
    ...{ code: 'contradictory-pair', severity: 'warning', file, line, message: 'Odd.' },
    ...{ recordId: `row ${line}`, related: [], fixes, ...rest },
  };
}

const linesOf = (findings: Findings, file: string): number[] =>
  findings.of(file).map(({ line }) => line);

test('a new check stands in the place of the last one, also where it finds nothing', () => {
  const findings = new Findings();
  const log = at('train.labels.jsonl');
  const found = [finding(train, 3), finding(train, 1), finding(held, 2), finding(log, 5)];
  expect(findings.replace(checkOf(train, held), found)).toEqual([train, held, log]);
  expect(linesOf(findings, train)).toEqual([1, 3]);

  // Of one of the two: the other keeps what is known of it.
  expect(findings.replace(checkOf(train), [finding(train, 7)]).toSorted()).toEqual(
    [train, log].toSorted(),
  );
  expect(linesOf(findings, train)).toEqual([7]);
  expect(linesOf(findings, log)).toEqual([]);
  expect(linesOf(findings, held)).toEqual([2]);

  findings.replace(checkOf(train, held), []);
  expect(findings.files).toEqual([]);
});

test('a changed file leads to the check it was part of', () => {
  const findings = new Findings();
  const both = checkOf(train, held);
  findings.replace(both, []);
  findings.replace(checkOf(at('shard-*.jsonl')), [finding(at('shard-2.jsonl'), 1)]);
  for (const name of ['train.jsonl', 'test.labels.jsonl', 'train.exclusions.jsonl']) {
    expect(findings.checkOf(at(name)), name).toBe(both);
  }
  expect(findings.checkOf(at('shard-9.jsonl'))?.files).toEqual([at('shard-*.jsonl')]);
  expect(findings.checkOf(at('other.jsonl'))).toBeUndefined();
});

test('leaving a row out takes away all that was found in it, judging it anew the finding alone', () => {
  const findings = new Findings();
  const twice = finding(train, 4, { code: 'empty-response' });
  const all = [finding(train, 4), twice, finding(train, 6)];
  findings.replace(checkOf(train), all);
  findings.fixed(finding(train, 4), 'mark-tie');
  expect(findings.of(train)).toEqual([twice, all[2]]);
  findings.replace(checkOf(train), all);
  findings.fixed(finding(train, 4), 'exclude-row');
  expect(findings.of(train)).toEqual([all[2]]);
});

test('of a dataset that is gone nothing is left', () => {
  const findings = new Findings();
  findings.replace(checkOf(train, held), [finding(train, 1), finding(held, 1)]);
  expect(findings.forget(train)).toEqual([train]);
  expect(findings.files).toEqual([held]);
  expect(findings.checkOf(train)).toBeUndefined();
});
