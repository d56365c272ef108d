// Learning while labelling, from 5,000 judged pairs of hh_helpful whose features are cached: time
// of a retrain after one more judgement, and how long the engine keeps another call waiting meanwhile.
// `node bench/learnWarm.mjs [CACHE_FOLDER]`; without a cache, texts are encoded first (some minutes).
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { filesGiven, printSpread, sharedRows, startEngine, timedBeside } from './support.mjs';

const [pairs, runs] = [5000, 15];
const [given] = filesGiven(1);
const rows = sharedRows('hh_helpful.train.jsonl.gz');
if (rows === null) {
  console.error('The shared data is not there: nothing to learn from.');
  process.exit(1);
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'learn-warm-'));
const file = path.join(folder, 'pairs.jsonl');
const log = path.join(folder, 'pairs.labels.jsonl');
const cacheDir = given ?? path.join(folder, 'cache');
const linesOf = (values) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const responses = ({ chosen, rejected }) => [
  { id: 'a', text: chosen },
  { id: 'b', text: rejected },
];
fs.writeFileSync(
  file,
  linesOf(rows.map(({ id, prompt }, k) => ({ id, prompt, responses: responses(rows[k]) }))),
);
fs.writeFileSync(log, linesOf(rows.slice(0, pairs).map(eventOf)));

const engine = startEngine();
const timed = (work) => timedBeside(engine, work);
try {
  while (!(await engine.call('dataset/open', { path: file })).complete) await sleep(50);
  const learn = () => engine.call('dataset/learn', { path: file, seed: 0, cacheDir });
  const encoding = await timed(learn);
  console.log(`first, with encoding what is not cached: ${encoding.ms.toFixed(0)} ms`);
  await engine.call('engine/info', {});
  const idle = await timed(() => sleep(1000));
  const warm = [];
  for (let run = 0; run < runs; run++) {
    await engine.call('dataset/judge', judgementOf(pairs + run));
    warm.push(await timed(learn));
    await sleep(100);
  }
  const learnt = warm.at(-1).result.learnt;
  console.log(`${learnt.pairs} pairs, held-out accuracy ${learnt.accuracy.value.toFixed(4)}`);
  printSpread(
    'retrain after one more judgement',
    warm.map(({ ms }) => ms),
  );
  printSpread(
    'longest answer to another call meanwhile',
    warm.map(({ longest }) => longest),
  );
  console.log(
    `longest answer to a call of an idle engine in a second: ${idle.longest.toFixed(1)} ms`,
  );
} finally {
  engine.end();
  fs.rmSync(folder, { recursive: true });
}

function eventOf({ id }, k) {
  const at = new Date(Date.UTC(2026, 0, 1) + 1000 * k).toISOString();
  const judged = { ranking: [['a'], ['b']], shown: k % 2 === 0 ? ['a', 'b'] : ['b', 'a'] };
  return { v: 1, kind: 'judge', eventId: `e${k}`, recordId: id, annotator: 'bench', at, ...judged };
}

function judgementOf(index) {
  const { ranking, shown } = eventOf(rows[index], index);
  const judgement = { ranking, shown, durationMs: 1000 };
  return { path: file, index, recordId: rows[index].id, annotator: 'bench', judgement };
}
