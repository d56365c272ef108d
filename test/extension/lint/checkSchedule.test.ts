import { expect, test } from 'vitest';
import { CheckSchedule } from '../../../src/extension/lint/checkSchedule.ts';

/** A schedule of jobs that are their names, with what happened and the means to make it go on. */
function setUp(): {
  schedule: CheckSchedule<string>;
  /** 'start a', 'cancel a' and 'end a', in order. */
  events: string[];
  /** It has been quiet for a while. */
  quiet: () => void;
  /** Lets the job that runs end. */
  end: () => Promise<void>;
} {
  const events: string[] = [];
  let waiting: (() => void) | null = null;
  let end = (): void => undefined;
  const schedule = new CheckSchedule<string>({
    start: (job) => {
      events.push(`start ${job}`);
      const done = new Promise<void>((resolve) => {
        end = () => {
          events.push(`end ${job}`);
          end = () => undefined;
          resolve();
        };
      });
      return {
        done,
        cancel: () => {
          events.push(`cancel ${job}`);
          end();
        },
      };
    },
    whenQuiet: (action) => {
      waiting = action;
      return () => (waiting = null);
    },
  });
  return {
    schedule,
    events,
    quiet: () => {
      const action = waiting;
      waiting = null;
      action?.();
    },
    end: async () => {
      end();
      await settled();
    },
  };
}

/** Whatever promises have to say has been said. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a job waits until it is quiet, and several requests of one key are one job', () => {
  const { schedule, events, quiet } = setUp();
  schedule.soon('a', 'a1');
  schedule.soon('a', 'a2');
  expect(events).toEqual([]);
  quiet();
  expect(events).toEqual(['start a2']);
});

test('jobs of several keys run one after the other', async () => {
  const { schedule, events, quiet, end } = setUp();
  schedule.soon('a', 'a');
  schedule.soon('b', 'b');
  quiet();
  expect(events).toEqual(['start a']);
  await end();
  expect(events).toEqual(['start a', 'end a', 'start b']);
});

test('a newer request cancels the running job of its key only, and runs when it is quiet', async () => {
  const { schedule, events, quiet, end } = setUp();
  schedule.soon('a', 'a1');
  quiet();
  schedule.soon('b', 'b1');
  expect(events).toEqual(['start a1']);
  schedule.soon('a', 'a2');
  await settled();
  expect(events).toEqual(['start a1', 'cancel a1', 'end a1']);
  quiet();
  await end();
  expect(events.slice(3)).toEqual(['start b1', 'end b1', 'start a2']);
});

test('what a person asks for goes before, and what it cancelled is done again', async () => {
  const { schedule, events, quiet } = setUp();
  schedule.soon('a', 'a');
  quiet();
  let finish = (): void => undefined;
  const asked = schedule.now(async () => {
    events.push('asked');
    await new Promise<void>((resolve) => (finish = resolve));
    return 7;
  });
  await settled();
  expect(events).toEqual(['start a', 'cancel a', 'end a', 'asked']);
  // Nothing runs beside it, even when it is quiet.
  schedule.soon('b', 'b');
  quiet();
  await settled();
  expect(events).toHaveLength(4);
  finish();
  expect(await asked).toBe(7);
  await settled();
  expect(events.slice(4)).toEqual(['start a']);
});

test('what is asked for twice is done one after the other; the error of one is its own', async () => {
  const { schedule, events, quiet } = setUp();
  const failing = schedule.now(() => Promise.reject(new Error('not there')));
  const second = schedule.now(() => Promise.resolve('done'));
  schedule.soon('a', 'a');
  quiet();
  await expect(failing).rejects.toThrow('not there');
  expect(await second).toBe('done');
  await settled();
  expect(events).toEqual(['start a']);
});

test('after its end nothing runs any more', async () => {
  const { schedule, events, quiet } = setUp();
  schedule.soon('a', 'a');
  quiet();
  schedule.soon('b', 'b');
  schedule.dispose();
  quiet();
  schedule.soon('c', 'c');
  quiet();
  await settled();
  expect(events).toEqual(['start a', 'cancel a', 'end a']);
});
