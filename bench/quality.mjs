// How good labels are, over 100,000 judgements by five people of 25,000 pairs: time of
// 'dataset/quality', and how long the engine keeps another call waiting meanwhile.
// `node bench/quality.mjs`
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { filesGiven, printSpread, startEngine, timedBeside } from './support.mjs';

const [rows, people, runs] = [25_000, 5, 3];
filesGiven(0);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'quality-'));
const file = path.join(folder, 'pairs.jsonl');
writePairs();

const engine = startEngine();
const timed = (work) => timedBeside(engine, work);
try {
  const idle = await timed(() => sleep(1000));
  const measured = [];
  for (let run = 0; run < runs; run++) {
    measured.push(await timed(() => engine.call('dataset/quality', { path: file })));
  }
  printSpread(
    'quality of 100,000 judgements',
    measured.map(({ ms }) => ms),
  );
  printSpread(
    'longest answer to another call meanwhile',
    measured.map(({ longest }) => longest),
  );
  console.log(
    `longest answer to a call of an idle engine in a second: ${idle.longest.toFixed(1)} ms`,
  );
} finally {
  engine.end();
  fs.rmSync(folder, { recursive: true });
}

/** Each pair is judged by four of the people, who agree in four cases of five. */
function writePairs() {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const [pairs, events] = [[], []];
  for (let k = 0; k < rows; k++) {
    const responses = ['a', 'b'].map((id) => ({ id, text: `${id} ${k} ${'x'.repeat(k % 90)}` }));
    pairs.push({ id: `p${k}`, prompt: `question ${k}`, responses });
    for (let person = 0; person < people; person++) {
      if (person === k % people) continue;
      const at = new Date(Date.UTC(2026, 0, 1) + 5000 * events.length).toISOString();
      const said = random() < 0.1 ? [['a', 'b']] : random() < 0.8 ? [['a'], ['b']] : [['b'], ['a']];
      const judged = { ranking: said, shown: random() < 0.5 ? ['a', 'b'] : ['b', 'a'] };
      const durationMs = Math.round(1000 + 9000 * random());
      const who = { annotator: `person ${person}`, at, durationMs };
      const eventId = `e${events.length}`;
      events.push({ v: 1, kind: 'judge', eventId, recordId: `p${k}`, ...who, ...judged });
    }
  }
  const linesOf = (values) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
  fs.writeFileSync(file, linesOf(pairs));
  fs.writeFileSync(path.join(folder, 'pairs.labels.jsonl'), linesOf(events));
}
