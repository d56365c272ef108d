import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createDatasets } from '../../../src/engine/files/datasets.ts';
import { RankSession } from '../../../src/extension/editors/rankSession.ts';
import type { CancellationToken } from 'vscode-jsonrpc';
import type { Caller } from '../../../src/shared/connection.ts';
import type { DatasetAt, EngineCalls } from '../../../src/shared/engineProtocol.ts';
import type { RankState } from '../../../src/shared/protocol.ts';
import type { Judgement } from '../../../src/shared/reports.ts';

type Ready = Extract<RankState, { kind: 'ready' }>;

/** A dataset on disk, the engine's own dataset service, and a session over them. */
export interface RankSetup {
  readonly file: string;
  /** What the settings say. */
  readonly settings: {
    at: DatasetAt;
    asksStrength: boolean;
    modelNames: 'afterJudging' | 'always' | 'never';
    repeats: number;
  };
  readonly session: RankSession;
  /** Every state drawn, in order. */
  readonly states: RankState[];
  /** Every call made to the engine. */
  readonly calls: { readonly method: string; readonly params: unknown }[];
  /** The last state, which must be a ready one. */
  ready(): Ready;
  /** The item on the screen. */
  item(): NonNullable<Ready['item']>;
  labels(): Promise<readonly (Judgement & { kind: string })[]>;
  /** Makes the next calls of a method fail with this error until it is set to null. */
  failing: { method: string; error: Error } | null;
  labelChanges: number;
  /** Called before each answer of the engine; a promise holds the answer back. */
  beforeCall: (method: string) => Promise<void> | void;
  /** What was put off, in order. */
  readonly later: (() => void)[];
  /** The same files with a session and an engine of their own, as after a restart. */
  reopened(annotator?: string): RankSetup;
  dispose(): Promise<void>;
}

/** A pair whose better response says so, for tests that label by content. */
export function pairRow(id: string): string {
  const responses = [`good ${id}`, `bad ${id}`];
  return JSON.stringify({ id, prompt: `prompt ${id}`, responses });
}

/** Sets up a session over a new file with these lines. */
export async function rankSetup(lines: readonly string[]): Promise<RankSetup> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rank-'));
  const file = path.join(folder, 'pairs.jsonl');
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  return setupOver(file);
}

function setupOver(file: string, annotator = 'ada'): RankSetup {
  const run = randomUUID();
  let ids = 0;
  const datasets = createDatasets({
    clock: () => new Date(),
    newId: () => `event-${run}-${++ids}`,
  });
  const states: RankState[] = [];
  const settings: RankSetup['settings'] = {
    at: { path: file },
    asksStrength: false,
    modelNames: 'afterJudging',
    repeats: 0,
  };
  const setup: RankSetup = {
    file,
    settings,
    states,
    calls: [],
    failing: null,
    labelChanges: 0,
    beforeCall: () => undefined,
    later: [],
    session: new RankSession('pairs.jsonl', {
      engine: callerOf(datasets, () => setup),
      at: () => settings.at,
      annotator: () => Promise.resolve(annotator),
      asksStrength: () => settings.asksStrength,
      modelNames: () => settings.modelNames,
      repeats: () => settings.repeats,
      newKey: () => `key-${++ids}`,
      push: (state) => states.push(structuredClone(state)),
      labelsChanged: () => (setup.labelChanges += 1),
      describe: (error, title) => ({ title, detail: (error as Error).message }),
      later: (action) => setup.later.push(action),
    }),
    ready: () => {
      const state = states.at(-1);
      if (state?.kind !== 'ready') throw new Error(`The state is ${JSON.stringify(state)}`);
      return state;
    },
    item: () => {
      const { item } = setup.ready();
      if (item === null) throw new Error('No item is shown');
      return item;
    },
    labels: async () => {
      const log = await readFile(file.replace('.jsonl', '.labels.jsonl'), 'utf8');
      return log
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Judgement & { kind: string });
    },
    reopened: (who = annotator) => setupOver(file, who),
    dispose: () => rm(path.dirname(file), { recursive: true, force: true }),
  };
  return setup;
}

function callerOf(
  datasets: ReturnType<typeof createDatasets>,
  setup: () => RankSetup,
): Caller<EngineCalls> {
  type Handler = (params: never, token: CancellationToken | undefined) => Promise<unknown>;
  const handlers: Partial<Record<string, Handler>> = {
    'dataset/open': (params) => datasets.open(params),
    'dataset/item': (params) => datasets.item(params),
    'dataset/next': (params) => datasets.next(params),
    'dataset/judge': (params) => datasets.judge(params),
    'dataset/undo': (params) => datasets.undo(params),
    'dataset/repeat': (params) => datasets.repeat(params),
    'dataset/search': (params, token) =>
      datasets.search(params, { isCancelled: () => token?.isCancellationRequested === true }),
  };
  return {
    call: async (method, params, token) => {
      const { calls, failing, beforeCall } = setup();
      calls.push({ method, params });
      await beforeCall(method);
      if (failing?.method === method) throw failing.error;
      const handler = handlers[method];
      if (handler === undefined) throw new Error(`${method} is not about datasets`);
      return (await handler(params as never, token)) as EngineCalls[typeof method]['result'];
    },
  };
}
