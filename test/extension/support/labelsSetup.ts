import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { labelEventLine, type LabelEvent } from '../../../src/core/store/labelEvent.ts';
import { readQuality } from '../../../src/engine/quality/readQuality.ts';
import { createDatasets } from '../../../src/engine/files/datasets.ts';
import { LabelsSession } from '../../../src/extension/panels/labelsSession.ts';
import type { Caller } from '../../../src/shared/connection.ts';
import type { EngineCalls } from '../../../src/shared/engineProtocol.ts';
import type { LabelsState } from '../../../src/shared/labels.ts';
import type { Judgement } from '../../../src/shared/reports.ts';
import { aJudgeEvent } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

type Ready = Extract<LabelsState, { kind: 'ready' }>;

/** A dataset and its label log on disk, the engine's own datasets, and a session over them. */
export interface LabelsSetup {
  readonly file: string;
  readonly session: LabelsSession;
  /** Every state drawn, in order. */
  readonly states: LabelsState[];
  /** The methods of the engine that were called, in order. */
  readonly calls: string[];
  /** The last state, which must be a ready one. */
  ready(): Ready;
  /** The conflict on the screen. */
  item(): NonNullable<Ready['item']>;
  /** Ids of the records listed, in order. */
  listed(): readonly string[];
  /** Decides the conflict on the screen: the response of this text is better, or a tie. */
  decide(better: string | null): Promise<void>;
  /** Adds events to the log as another program would. */
  append(...events: LabelEvent[]): Promise<void>;
  labels(): Promise<readonly (Judgement & { kind: string; target?: string; eventId: string })[]>;
  /** Makes the next calls of a method fail with this error until it is set to null. */
  failing: { method: string; error: Error } | null;
  labelChanges: number;
  /** Whether the engine says that rows are still read. */
  reading: boolean;
  readonly later: (() => void)[];
}

/** A pair's row with the responses 'yes ID' (a) and 'no ID' (b). */
export function yesNoRow(id: string): string {
  const responses = [`yes ${id}`, `no ${id}`];
  return `${JSON.stringify({ id, prompt: `Question ${id}?`, responses })}\n`;
}

/** What somebody said of a record: 'a' or 'b' is better, or 'tie'. */
export function said(
  annotator: string,
  recordId: string,
  verdict: 'a' | 'b' | 'tie',
  more: Partial<Judgement> = {},
): LabelEvent {
  const ranking = { a: [['a'], ['b']], b: [['b'], ['a']], tie: [['a', 'b']] }[verdict];
  const { dimension = 'overall' } = more;
  const eventId = `${annotator} on ${recordId}, ${dimension}`;
  return aJudgeEvent({ eventId, recordId, annotator, ranking, ...more });
}

/** Sets up a session of "dora" over a new file with these lines and these events in its log. */
export async function labelsSetup(
  rows: string,
  events: readonly LabelEvent[],
): Promise<LabelsSetup> {
  const file = path.join(await temporaryFolder(), 'pairs.jsonl');
  const log = file.replace('.jsonl', '.labels.jsonl');
  await writeFile(file, rows);
  await writeFile(log, events.map(labelEventLine).join(''));
  let ids = 0;
  const datasets = createDatasets({ clock: () => new Date(), newId: () => `event-${++ids}` });
  const setup: LabelsSetup = {
    ...{ file, states: [], calls: [], later: [] },
    ...{ failing: null, labelChanges: 0, reading: false },
    session: new LabelsSession(
      { dataset: `file://${file}`, name: 'pairs.jsonl' },
      {
        engine: callerOf(datasets, () => setup),
        at: () => ({ path: file }),
        annotator: () => Promise.resolve('dora'),
        stamp: async () => String((await stat(file)).mtimeMs),
        newKey: () => `key-${++ids}`,
        push: (state) => setup.states.push(structuredClone(state)),
        labelsChanged: () => (setup.labelChanges += 1),
        describe: (error, title) => ({ title, detail: (error as Error).message }),
        later: (action) => setup.later.push(action),
      },
    ),
    ready: () => {
      const state = setup.states.at(-1);
      if (state?.kind !== 'ready') throw new Error(`The state is ${JSON.stringify(state)}`);
      return state;
    },
    item: () => {
      const { item } = setup.ready();
      if (item === null) throw new Error('No conflict is shown');
      return item;
    },
    listed: () => setup.ready().conflicts.map(({ key }) => (JSON.parse(key) as string[])[0] ?? ''),
    decide: (better) => {
      const { key, shown } = setup.item();
      const places = shown.map(({ content }) => (better === null || content === better ? 0 : 1));
      return setup.session.decide({ key, places, durationMs: 10 });
    },
    append: (...more) => appendFile(log, more.map(labelEventLine).join('')),
    labels: async () =>
      (await readFile(log, 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Judgement & { kind: string; eventId: string }),
  };
  return setup;
}

function callerOf(
  datasets: ReturnType<typeof createDatasets>,
  setup: () => LabelsSetup,
): Caller<EngineCalls> {
  const handlers: Partial<Record<string, (params: never) => Promise<unknown>>> = {
    'dataset/item': (params) => datasets.item(params),
    'dataset/judge': (params) => datasets.judge(params),
    'dataset/undo': (params) => datasets.undo(params),
    'dataset/quality': (params) => readQuality(params, () => false),
    'dataset/annotators': async (params) => {
      const report = await datasets.annotators(params);
      return { ...report, complete: report.complete && !setup().reading };
    },
  };
  return {
    call: async (method, params) => {
      const { calls, failing } = setup();
      calls.push(method);
      if (failing?.method === method) throw failing.error;
      const handler = handlers[method];
      if (handler === undefined) throw new Error(`${method} is not about labels`);
      return (await handler(params as never)) as EngineCalls[typeof method]['result'];
    },
  };
}
