import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, shippedCli } from './support/shippedCli.ts';

const samples = path.join(root, 'samples');
const preferences = path.join(samples, 'preferences.jsonl');

/** The command line as it ships. */
describe('reward-lens', () => {
  let folder = '';
  const { run, json } = shippedCli(() => folder);
  const model = (): string => path.join(folder, 'model');
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'reward-lens-cli-'));
    const { status, stderr } = run('train', '--data', preferences, '--model-dir', model());
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('trains into the folder it is given and keeps its cache beside the caller', () => {
    const report = json('train', '--data', preferences, '--model-dir', 'again', '--seed', '3');
    expect(report).toMatchObject({
      seed: 3,
      textsEncoded: 0,
      textsFromCache: 274,
      model: { name: 'again', pairsUsed: 137 },
    });
  });

  it('trains on several files, plain and gzip, and tests on a file', () => {
    const zipped = path.join(folder, 'rankings.jsonl.gz');
    writeFileSync(zipped, gzipSync(readFileSync(path.join(samples, 'rankings.jsonl'))));
    expect(json('train', '--data', preferences, zipped, '--model-dir', 'both')).toMatchObject({
      model: { pairsUsed: 200 },
    });
    const tested = json(
      ...['train', '--data', preferences, '--test', zipped, '--model-dir', 'tested'],
    );
    expect(tested).toMatchObject({ pairs: { test: 63 }, model: { pairsUsed: 137 } });
  });

  it('scores every row in input order, with an error line for what it cannot read', () => {
    const input = path.join(folder, 'input.jsonl');
    writeFileSync(
      input,
      [
        '{"id":"one","prompt":"Hi","response":"Hello there."}',
        'not json',
        '{"id":"two","prompt":"Hi","responses":["Hello.","Go away."]}',
        '{"id":"three","prompt":"Hi","responses":["a","b","c"]}',
        '',
      ].join('\n'),
    );
    const { status, stdout } = run('score', '--model', model(), '--input', input, '--json');
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(status).toBe(1);
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    expect(rows.map(({ id }) => id)).toEqual(['one', undefined, 'two', 'three']);
    expect(rows[1]).toEqual({ line: 2, error: expect.stringMatching(/JSON/) as unknown });
    expect(rows[0]).toMatchObject({ scores: [{ reward: expect.any(Number) as unknown }] });
    expect(rows[2]?.probability).toBeGreaterThan(0);
    expect(rows[3]?.scores).toHaveLength(3);
    expect(rows[3]).not.toHaveProperty('probability');
  });

  it('inspects a response: parts that sum to the reward, offsets in UTF-16 units', () => {
    const response = 'Use 🥚 and salt.';
    const { tokens, bias, reward, completeness } = json<{
      tokens: { text: string; start: number; end: number; contribution: number }[];
      bias: number;
      reward: number;
      completeness: number;
    }>(...['inspect', '--model', model(), '--prompt', 'How?', '--response', response]);
    const sum = tokens.reduce((total, { contribution }) => total + contribution, bias);
    expect(Math.abs(sum - reward)).toBeLessThan(1e-4);
    expect(completeness).toBeLessThan(1e-4);
    for (const { text, start, end } of tokens) expect(response.slice(start, end)).toBe(text);
    expect(
      tokens
        .map(({ text }) => text)
        .join('')
        .replaceAll(' ', ''),
    ).toContain('🥚');
  });

  it('evaluates: accuracy with its interval and the longer-wins baseline', () => {
    const report = json<{
      n: number;
      accuracy: number;
      interval: [number, number];
      longerWins: number;
    }>('eval', '--model', model(), '--data', preferences);
    expect(report.n).toBe(137);
    expect(report.interval[0]).toBeLessThan(report.accuracy);
    expect(report.interval[1]).toBeGreaterThan(report.accuracy);
    expect(report.longerWins).toBeCloseTo(70 / 137, 10);
  });

  it('says in words what it says in JSON', () => {
    const { stdout } = run('eval', '--model', model(), '--data', preferences);
    expect(stdout).toMatch(
      /^accuracy \d+\.\d % \(\d+\.\d to \d+\.\d\), n = 137\nlonger-wins 51\.1 %/,
    );
    const inspected = run(
      'inspect',
      '--model',
      model(),
      '--prompt',
      '',
      '--response',
      'Yes, sure.',
    );
    expect(inspected.stdout).toMatch(/reward [+−]\d+\.\d\d, percentile \d+/);
  });

  it('converts what people preferred, and says what it left out', () => {
    const report = json('convert', '--to', 'hh-rlhf', preferences, 'hh.jsonl');
    expect(report).toMatchObject({ from: 'reward-lens', to: 'hh-rlhf', read: 150 });
    const { notCarried } = report as { notCarried: { what: string }[] };
    expect(notCarried.map(({ what }) => what)).toContain('tie');
    const spoken = run('convert', '--to', 'hh-rlhf', '--force', preferences, 'hh.jsonl');
    expect(spoken.stdout).toMatch(/^150 records read as reward-lens, \d+ written as hh-rlhf\n/);
    expect(spoken.stdout).toMatch(
      /not carried over: \d+ tie \(first preferences\.jsonl line \d+\)/,
    );
    const { written } = report as { written: number };
    expect(json('eval', '--model', model(), '--data', 'hh.jsonl')).toMatchObject({ n: written });
  });

  it('indexes a dataset: rows, bad rows and the times', () => {
    const file = path.join(folder, 'dirty.jsonl');
    const content = `${readFileSync(preferences, 'utf8')}\noops\n{}\n`;
    writeFileSync(file, content);
    const report = json<Record<string, unknown>>('index', file);
    expect(report).toMatchObject({ rows: 150, badRows: 2, bytes: Buffer.byteLength(content) });
    for (const key of ['milliseconds', 'scanMilliseconds', 'peakMemoryBytes']) {
      expect(report[key]).toEqual(expect.any(Number));
    }
    writeFileSync(`${file}.gz`, gzipSync(content));
    expect(json('index', `${file}.gz`)).toMatchObject({ rows: 150, badRows: 2 });
    expect(run('index', file).stdout).toMatch(/^150 rows, 2 that can not be read, /);
  });

  it.each([['train'], ['score'], ['inspect'], ['eval'], ['convert']])(
    '%s has a --help',
    (command) => {
      const { status, stdout } = run(command, '--help');
      expect(status).toBe(0);
      expect(stdout).toContain(`reward-lens ${command} --`);
      expect(run('--help').stdout).toContain(`  ${command} `);
    },
  );

  it.each([
    [['trian'], /There is no command 'trian'/],
    [['train'], /--data FILE is needed/],
    [['train', '--data', 'nowhere.jsonl'], /nowhere\.jsonl/],
    [['train', '--dta', 'x'], /--dta/],
    [['train', '--data', preferences, '--seed', 'x'], /--seed takes a whole number, not 'x'/],
    [['train', '--data', preferences, '--model-dir', '.'], /exists already/],
    [['score', '--model', 'nowhere', '--input', preferences], /nowhere.*manifest\.json is missing/],
    [['inspect', '--model', 'nowhere', '--response', 'x'], /manifest\.json is missing/],
    [['eval', '--model', 'x'], /--data is needed/],
    [['convert', '--to', 'hh-rlhf', preferences], /takes two files/],
    [['convert', preferences, 'out.jsonl'], /--to is needed/],
    [['index'], /index takes one file/],
    [['index', 'nowhere.jsonl'], /nowhere\.jsonl is not there/],
    [['convert', '--to', 'x', preferences, 'out.jsonl'], /There is no format "x"/],
    [
      ['convert', '--to', 'hh-rlhf', '--annotators', 'me', preferences, 'out.jsonl'],
      /--annotators takes majority, weighted, all, not 'me'/,
    ],
  ])('fails with one readable line: %j', (args, message) => {
    const { status, stdout, stderr } = run(...args);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
