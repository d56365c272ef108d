// A dataset of 1,000,000 rows: index beside `wc -l` in turns, first item, jumps, search, memory.
// `node bench/largeFile.mjs [file]`: without a file one is written to the temporary folder and deleted.
import { fork, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-jsonrpc/node';
import { generateLarge } from './generateLarge.mjs';
import { filesGiven, median, root, run } from './support.mjs';

const runs = 7;
const [given] = filesGiven(1);
const file = given ?? path.join(os.tmpdir(), `reward-lens-large-${process.pid}.jsonl`);
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
const spread = (values) =>
  `median ${median(values).toFixed(0)} ms (${Math.min(...values).toFixed(0)} to ` +
  `${Math.max(...values).toFixed(0)}, ${values.length} times)`;

async function timed(action) {
  const started = performance.now();
  const result = await action();
  return { ms: performance.now() - started, result };
}

/** The index and `wc -l`, in turns, after one reading of the file so that both find it cached. */
async function beside() {
  const peer = () => spawnSync('wc', ['-l', file]);
  const hasPeer = peer().status === 0;
  const [ours, theirs, scans] = [[], [], []];
  let report;
  for (let turn = 0; turn < runs; turn++) {
    report = JSON.parse(
      run(process.execPath, [path.join(root, 'dist', 'cli.cjs'), 'index', file, '--json']),
    );
    ours.push(report.milliseconds);
    scans.push(report.scanMilliseconds);
    if (hasPeer) theirs.push((await timed(peer)).ms);
  }
  console.log(`${report.rows} rows, ${report.badRows} bad, ${megabytes(report.bytes)}`);
  console.log(`line index: ${spread(ours)}`);
  if (hasPeer) {
    const ratio = median(ours) / median(theirs);
    console.log(`wc -l:      ${spread(theirs)}; index / wc = ${ratio.toFixed(2)}`);
  } else console.log('wc is not there: no comparison');
  console.log(`row scan:   ${spread(scans)}; peak memory ${megabytes(report.peakMemoryBytes)}`);
}

function startEngine() {
  const child = fork(path.join(root, 'dist', 'engine.cjs'), { serialization: 'advanced' });
  const connection = createMessageConnection(
    new IPCMessageReader(child),
    new IPCMessageWriter(child),
  );
  connection.listen();
  return {
    call: (method, params, token) =>
      connection.sendRequest(method, params, ...[token ?? []].flat()),
    memory: async () => (await connection.sendRequest('engine/info', {})).memoryBytes,
    end: () => {
      connection.dispose();
      child.disconnect();
    },
  };
}

/** Opens the file in a new engine and uses it while it is still read. */
async function use() {
  const engine = startEngine();
  const item = (index) => engine.call('dataset/item', { path: file, index, annotator: 'bench' });
  const before = await engine.memory();
  const first = await timed(async () => {
    await engine.call('dataset/open', { path: file });
    const place = { path: file, from: 0, step: 1, only: 'unlabelled' };
    return item((await engine.call('dataset/next', place)).index);
  });
  const firstJump = await timed(() => item(900_000));
  const jumps = [];
  let peak = before;
  const all = await timed(async () => {
    for (let turn = 0; ; turn++) {
      jumps.push((await timed(() => item(900_000 + turn))).ms);
      peak = Math.max(peak, await engine.memory());
      const { complete } = await engine.call('dataset/open', { path: file });
      if (complete) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
  const later = [];
  for (let turn = 0; turn < 20; turn++) later.push((await timed(() => item(900_100 + turn))).ms);
  const search = await searches(engine);
  const after = await engine.memory();
  engine.end();
  return {
    before,
    first,
    firstJump,
    jumps,
    later,
    all,
    search,
    peak: Math.max(peak, after),
    after,
  };
}

async function searches(engine) {
  const page = (from, text, token) =>
    engine.call('dataset/search', { path: file, text, from, limit: 100 }, token);
  const rare = await timed(async () => {
    let pages = 0;
    for (let from = 0; from !== null; pages++) ({ next: from } = await page(from, 'row-0999999'));
    return pages;
  });
  const firstPage = await timed(() => page(0, 'WEDDING'));
  const source = new CancellationTokenSource();
  const running = page(0, 'is nowhere in the file', source.token).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 50));
  source.cancel();
  const cancelled = await timed(() => running);
  return { rare, firstPage, cancelled };
}

try {
  if (!fs.existsSync(file)) await generateLarge(file);
  await beside();
  const results = [];
  for (let turn = 0; turn < 3; turn++) results.push(await use());
  const of = (pick) => results.map(pick);
  console.log(`first item to judge: ${spread(of(({ first }) => first.ms))}`);
  console.log(`row 900,000 right after: ${spread(of(({ firstJump }) => firstJump.ms))}`);
  const jumps = results.flatMap((each) => each.jumps);
  const slow = jumps.filter((ms) => ms >= 50).length;
  console.log(`row 900,000 while read: ${spread(jumps)}, ${slow} of them over 50 ms`);
  console.log(`row 900,000 afterwards: ${spread(results.flatMap(({ later }) => later))}`);
  console.log(`all rows read after: ${spread(of(({ all }) => all.ms))}`);
  console.log(`search, 100 matches: ${spread(of(({ search }) => search.firstPage.ms))}`);
  const { rare } = results[0].search;
  console.log(
    `search, whole file: ${spread(of(({ search }) => search.rare.ms))} in ${rare.result} answers`,
  );
  console.log(`search, cancelled after: ${spread(of(({ search }) => search.cancelled.ms))}`);
  for (const { before, peak, after } of results) {
    console.log(
      `engine memory: ${megabytes(before)} before, ${megabytes(peak)} at most ` +
        `(+${megabytes(peak - before)}), ${megabytes(after)} at the end`,
    );
  }
} finally {
  if (given === undefined) fs.rmSync(file, { force: true });
}
