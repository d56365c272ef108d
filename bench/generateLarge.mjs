// Writes a large dataset of pairs: `node bench/generateLarge.mjs FILE [rows] [seed]`
// 1,000,000 rows of 0.9 GB by default. The same seed writes the same bytes.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesGiven, root } from './support.mjs';

/** Writes the file; sentences are those of the samples, put together anew. */
export async function generateLarge(file, rows = 1_000_000, seed = 1) {
  const pool = samplePool();
  const random = generator(seed);
  const some = (list, from, to) => {
    const length = from + Math.floor((to - from + 1) * random() ** 2);
    return Array.from({ length }, () => list[Math.floor(random() * list.length)]).join(' ');
  };
  const output = fs.createWriteStream(file, { highWaterMark: 2 ** 22 });
  for (let row = 0; row < rows; row++) {
    const text = JSON.stringify({
      id: `row-${String(row + 1).padStart(7, '0')}`,
      prompt: [{ role: 'user', content: some(pool.prompts, 1, 2) }],
      responses: [{ text: some(pool.sentences, 1, 11) }, { text: some(pool.sentences, 1, 11) }],
      // Every fifth row comes with a judgement.
      ...(row % 5 === 4 ? { preference: random() < 0.5 ? 0 : 1 } : {}),
    });
    if (!output.write(`${text}\n`)) await new Promise((resolve) => output.once('drain', resolve));
  }
  await new Promise((resolve, reject) => {
    output.once('error', reject);
    output.end(resolve);
  });
}

function samplePool() {
  const rows = fs
    .readFileSync(path.join(root, 'samples', 'preferences.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const prompts = rows.map(({ prompt }) => prompt.at(-1).content);
  const sentences = rows.flatMap(({ responses }) =>
    responses.flatMap(({ text }) => text.split(/(?<=[.!?])\s+/)),
  );
  return { prompts, sentences };
}

/** Numbers from 0 to 1 by a seed: a 32-bit counter, mixed. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file, rows, seed] = filesGiven(3);
  if (file === undefined) {
    console.error('node bench/generateLarge.mjs FILE [rows] [seed]');
    process.exit(1);
  }
  await generateLarge(file, Number(rows ?? 1_000_000), Number(seed ?? 1));
  console.log(`${file}: ${(fs.statSync(file).size / 1e6).toFixed(1)} MB`);
}
