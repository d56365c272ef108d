// What benchmarks share: running a command, medians, the Python environment, the data.
import { fork, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const dataFolder = path.resolve(root, '..', 'shared', 'data');

/** Runs a command and gives its standard output; throws with its standard error. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    ...options,
  });
  if (result.status !== 0) {
    throw new Error(`${command} ${args.join(' ')}\n${result.stderr ?? result.error?.message}`);
  }
  return result.stdout;
}

/** What was given on the command line, at most `limit`; ends the program for options, which there are none of. */
export function filesGiven(limit) {
  const given = process.argv.slice(2);
  if (given.length <= limit && given.every((each) => !each.startsWith('-'))) return given;
  console.error('See the first lines of the script for what it takes.');
  process.exit(2);
}

/** The middle value. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The Python of `.venv/`, made with the peers' requirements when it is not there yet. */
export function peerPython() {
  const venv = path.join(root, '.venv');
  const python = path.join(
    venv,
    process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python',
  );
  if (!fs.existsSync(python)) {
    run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', venv]);
    run(python, ['-m', 'pip', 'install', '-q', '-r', 'bench/peers/requirements.txt']);
  }
  return python;
}

/** Rows of a gzipped JSONL file of the shared data; null where the data is absent. */
export function sharedRows(name) {
  const file = path.join(dataFolder, name);
  if (!fs.existsSync(file)) return null;
  return gunzipSync(fs.readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** A built engine to call. */
export function startEngine() {
  const child = fork(path.join(root, 'dist', 'engine.cjs'), { serialization: 'advanced' });
  const connection = createMessageConnection(
    new IPCMessageReader(child),
    new IPCMessageWriter(child),
  );
  connection.listen();
  return {
    call: (method, params) => connection.sendRequest(method, params),
    end: () => {
      connection.dispose();
      child.disconnect();
    },
  };
}

/** How long some work takes, and the longest that the engine took to answer a call meanwhile. */
export async function timedBeside(engine, work) {
  let [going, longest] = [true, 0];
  const asking = (async () => {
    while (going) {
      const asked = performance.now();
      await engine.call('engine/info', {});
      longest = Math.max(longest, performance.now() - asked);
      await sleep(1);
    }
  })();
  const started = performance.now();
  const result = await work();
  const ms = performance.now() - started;
  going = false;
  await asking;
  return { ms, longest, result };
}

/** Prints the median and the range of some durations in ms. */
export function printSpread(name, values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  console.log(
    `${name}: median ${median(values).toFixed(0)} ms (${least.toFixed(0)} to ${most.toFixed(0)}), ` +
      `${values.length} runs`,
  );
}
