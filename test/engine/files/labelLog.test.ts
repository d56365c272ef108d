import {
  appendFile,
  chmod,
  mkdir,
  readFile,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HumanError } from '../../../src/core/errors.ts';
import { labelEventLine } from '../../../src/core/store/labelEvent.ts';
import type { LabelEvent } from '../../../src/core/store/labelEvent.ts';
import { appendLabelEvent, readLabelLog } from '../../../src/engine/files/labelLog.ts';
import type { LabelLog } from '../../../src/engine/files/labelLog.ts';
import { labelLogName } from '../../../src/core/store/labelLogName.ts';
import { aJudgeEvent, aRetractEvent } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const newLog = async (): Promise<string> =>
  path.join(await temporaryFolder(), 'support.labels.jsonl');
const judge = (number: number): LabelEvent =>
  aJudgeEvent({ eventId: `e${number}`, recordId: `r${number}`, rationale: 'because ✓' });
const judged = (log: LabelLog): string[] => [...log.fold.recordIds()];

test.each([
  ['/w/support.jsonl', '/w/support.labels.jsonl'],
  ['/w/support.jsonl.gz', '/w/support.labels.jsonl'],
  ['C:\\w\\Support.JSONL', 'C:\\w\\Support.labels.jsonl'],
  ['/w/support.json', '/w/support.json.labels.jsonl'],
  ['/w/support.json.gz', '/w/support.json.labels.jsonl'],
  ['/w/a.jsonl.d/support', '/w/a.jsonl.d/support.labels.jsonl'],
])('the log of %s is %s', (dataset, log) => {
  expect(labelLogName(dataset)).toBe(log);
});

test('a log that is not there is empty', async () => {
  const log = await readLabelLog(await newLog());
  expect(log).toMatchObject({ stamp: null, problems: [] });
  expect(judged(log)).toEqual([]);
});

test('appended events come back, a line each', async () => {
  const file = await newLog();
  const events = [judge(1), judge(2), aRetractEvent({ eventId: 'u', target: 'e2' })];
  for (const event of events) await appendLabelEvent(file, event);
  expect(await readFile(file, 'utf8')).toBe(events.map(labelEventLine).join(''));
  const log = await readLabelLog(file);
  expect(log.problems).toEqual([]);
  expect(log.fold.standing('r1')).toEqual([judge(1)]);
  expect(log.fold.standing('r2')).toEqual([]);
  expect(log.lines.get('u')).toBe(3);
});

test('a log torn at any byte of its last line loses nothing and goes on', async () => {
  const folder = await temporaryFolder();
  const last = Buffer.from(labelEventLine(judge(2)));
  const before = labelEventLine(judge(1));
  await Promise.all(
    Array.from({ length: last.length }, async (_, cut) => {
      const file = path.join(folder, `${cut}.labels.jsonl`);
      const torn = last.subarray(0, cut);
      const start = Buffer.concat([Buffer.from(before), torn]);
      await writeFile(file, start);
      const whole = cut === last.length - 1;
      const found = await readLabelLog(file);
      expect(judged(found)).toEqual(whole ? ['r1', 'r2'] : ['r1']);
      expect(found.problems).toHaveLength(whole || cut === 0 ? 0 : 1);

      const { byteLength, recoveredPath } = await appendLabelEvent(file, judge(3));
      const after = await readFile(file);
      expect(after.subarray(0, start.length)).toEqual(start);
      expect(after.length).toBe(start.length + byteLength);
      const again = await readLabelLog(file);
      expect(judged(again)).toEqual(whole ? ['r1', 'r2', 'r3'] : ['r1', 'r3']);
      expect(again.problems).toHaveLength(whole || cut === 0 ? 0 : 1);
      if (whole || cut === 0) expect(recoveredPath).toBeUndefined();
      else {
        expect(recoveredPath).toBe(`${file}.recovered`);
        expect(await readFile(`${file}.recovered`)).toEqual(
          Buffer.concat([torn, Buffer.from('\n')]),
        );
      }
    }),
  );
});

test('whatever the sequence of crashes, no judgement is lost that was saved', async () => {
  const folder = await temporaryFolder();
  let runs = 0;
  // What is cut off the end of each append in turn; 0 lets it through.
  const cuts = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 220 })), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(cuts, async (sequence) => {
      const file = path.join(folder, `${++runs}.labels.jsonl`);
      const saved: string[] = [];
      for (const [number, cut] of sequence.entries()) {
        const { byteLength } = await appendLabelEvent(file, judge(number));
        if (cut > 0) await truncate(file, (await stat(file)).size - Math.min(cut, byteLength));
        // Without its line feed alone an event is whole.
        if (cut <= 1) saved.push(`r${number}`);
      }
      const log = await readLabelLog(file);
      expect(judged(log)).toEqual(saved);
    }),
    { numRuns: 40 },
  );
});

test('a copy that was cut off itself is told from the next one', async () => {
  const file = await newLog();
  await writeFile(file, '{"v":1,"ki');
  await writeFile(`${file}.recovered`, '{"v":1');
  await appendLabelEvent(file, judge(1));
  expect(await readFile(`${file}.recovered`, 'utf8')).toBe('{"v":1\n{"v":1,"ki\n');
});

test('a byte order mark and CR LF are tolerated, by reader and writer', async () => {
  const file = await newLog();
  const windows = labelEventLine(judge(1)).replace('\n', '\r\n');
  await writeFile(file, `\ufeff${windows}${windows.replaceAll('1"', '2"')}`);
  await appendLabelEvent(file, judge(3));
  const log = await readLabelLog(file);
  expect(log.problems).toEqual([]);
  expect(judged(log)).toEqual(['r1', 'r2', 'r3']);
});

test.each([
  ['nothing but a byte order mark', '\ufeff', []],
  ['a whole event behind a byte order mark', `\ufeff${labelEventLine(judge(1)).trimEnd()}`, ['r1']],
  ['an event that lacks its LF only', `${labelEventLine(judge(1)).trimEnd()}\r`, ['r1']],
  ['blanks', `${labelEventLine(judge(1))}  \t`, ['r1']],
])('a log that ends with %s is not torn', async (_, start, ids) => {
  const file = await newLog();
  await writeFile(file, start);
  expect(await appendLabelEvent(file, judge(2))).not.toHaveProperty('recoveredPath');
  const log = await readLabelLog(file);
  expect(log.problems).toEqual([]);
  expect(judged(log)).toEqual([...ids, 'r2']);
});

test('the problem of a torn line names file and line', async () => {
  const file = await newLog();
  await writeFile(file, `${labelEventLine(judge(1))}\r\n{"v":1,"ki`);
  expect((await readLabelLog(file)).problems).toMatchObject([
    {
      line: 3,
      file: 'support.labels.jsonl',
      message: expect.stringMatching(/line 3.*cut off/) as string,
    },
  ]);
});

test('broken lines in the middle are reported, the others count', async () => {
  const file = await newLog();
  const lines = [labelEventLine(judge(1)), '<<<<<<< HEAD\n', '{"v":1}\n', labelEventLine(judge(2))];
  await writeFile(file, lines.join('').replaceAll('\n', '\r\n'));
  const log = await readLabelLog(file);
  expect(judged(log)).toEqual(['r1', 'r2']);
  expect(log.problems.map(({ line, key }) => [line, key])).toEqual([
    [2, undefined],
    [3, 'eventId'],
  ]);
});

test('many appends at once all arrive whole', async () => {
  const file = await newLog();
  const events = Array.from({ length: 60 }, (_, index) => judge(index));
  await Promise.all(events.map((event) => appendLabelEvent(file, event)));
  const log = await readLabelLog(file);
  expect(log.problems).toEqual([]);
  expect(new Set(judged(log))).toEqual(new Set(events.map((_, index) => `r${index}`)));
  expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(61);
});

test('a long tail without a line feed is found whole', async () => {
  const file = await newLog();
  const tail = `{"v":1,"note":"${'x'.repeat(3_000)}`;
  await writeFile(file, labelEventLine(judge(1)));
  await appendFile(file, tail);
  await appendLabelEvent(file, judge(2));
  expect(await readFile(`${file}.recovered`, 'utf8')).toBe(`${tail}\n`);
});

describe('what can not be written is said so', () => {
  const refused = async (file: string): Promise<HumanError> => {
    const error: unknown = await appendLabelEvent(file, judge(1)).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(HumanError);
    return error as HumanError;
  };

  test('a read-only folder', async (context) => {
    if (process.platform === 'win32') context.skip('folders have no write permission on Windows');
    const folder = path.join(await temporaryFolder(), 'theirs');
    await mkdir(folder);
    await chmod(path.dirname(folder), 0o755);
    await chmod(folder, 0o555);
    const file = path.join(folder, 'support.labels.jsonl');
    const error = await asOrdinaryUser(() => refused(file));
    expect(error.message).toContain(`${file} can't be written: it or its folder is read-only`);
    await chmod(folder, 0o755);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  test('a full disk', async (context) => {
    if (process.platform !== 'linux') context.skip('/dev/full is a Linux device');
    const file = await newLog();
    await symlink('/dev/full', file);
    expect((await refused(file)).message).toContain(`${file} can't be written: the disk is full`);
  });

  test('a folder in its place', async () => {
    const file = await newLog();
    await mkdir(file);
    expect((await refused(file)).message).toContain(`${file} is a folder, not a file`);
  });

  test('a folder in the place of the copy of a torn line', async () => {
    const file = await newLog();
    await writeFile(file, '{"v":1,"ki');
    await mkdir(`${file}.recovered`);
    expect((await refused(file)).message).toContain(`${file}.recovered is a folder, not a file`);
    expect(await readFile(file, 'utf8')).toBe('{"v":1,"ki');
  });

  test('a log that is read-only', async () => {
    const file = await newLog();
    await appendLabelEvent(file, judge(0));
    await chmod(path.dirname(file), 0o755);
    await chmod(file, 0o444);
    const error = await asOrdinaryUser(() => refused(file));
    expect(error.message).toContain(`${file} can't be written: it or its folder is read-only`);
    await chmod(file, 0o644);
    expect(judged(await readLabelLog(file))).toEqual(['r0']);
  });
});

/** Runs as a user whom permissions bind: root may write anywhere. */
async function asOrdinaryUser<T>(action: () => Promise<T>): Promise<T> {
  const nobody = 65_534;
  if (process.getuid?.() !== 0) return action();
  process.seteuid?.(nobody);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}
