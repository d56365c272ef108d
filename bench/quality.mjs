// How good labels are, over 100,000 judgements by five people of 25,000 pairs: time of
// 'dataset/quality', and how long the engine keeps another call waiting meanwhile.
// `node bench/quality.mjs`
import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { filesGiven, median, root } from './support.mjs';

const [rows, people, runs] = [25_000, 5, 3];
filesGiven(0);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'quality-'));
const file = path.join(folder, 'pairs.jsonl');
writePairs();

const child = fork(path.join(root, 'dist', 'engine.cjs'), { serialization: 'advanced' });
const connection = createMessageConnection(
  new IPCMessageReader(child),
  new IPCMessageWriter(child),
);
connection.listen();
try {
  const idle = await timed(() => sleep(1000));
  const measured = [];
  for (let run = 0; run < runs; run++) {
    measured.push(await timed(() => connection.sendRequest('dataset/quality', { path: file })));
  }
  line(
    'quality of 100,000 judgements',
    measured.map(({ ms }) => ms),
  );
  line(
    'longest answer to another call meanwhile',
    measured.map(({ longest }) => longest),
  );
  console.log(
    `longest answer to a call of an idle engine in a second: ${idle.longest.toFixed(1)} ms`,
  );
} finally {
  connection.dispose();
  child.disconnect();
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

/** How long some work takes, and the longest that the engine took to answer a call meanwhile. */
async function timed(work) {
  let [going, longest] = [true, 0];
  const asking = (async () => {
    while (going) {
      const asked = performance.now();
      await connection.sendRequest('engine/info', {});
      longest = Math.max(longest, performance.now() - asked);
      await sleep(1);
    }
  })();
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  going = false;
  await asking;
  return { ms, longest };
}

function line(name, values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  console.log(
    `${name}: median ${median(values).toFixed(0)} ms (${least.toFixed(0)} to ${most.toFixed(0)}), ` +
      `${values.length} runs`,
  );
}
