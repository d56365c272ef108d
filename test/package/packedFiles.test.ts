/** What ships: nothing is missing, nothing else is there, nothing has grown, and it runs alone. */
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerOver } from '../../src/shared/connection.ts';
import type { EngineCalls } from '../../src/shared/engineProtocol.ts';
import { expectedFiles, limits, MB } from './expectedFiles.ts';
import { packedExtension, target, unpackExtension } from './packedExtension.ts';
import { readZip, type ZipEntry } from './readZip.ts';

/** Where the package is unpacked, away from the sources and their node_modules. */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reward-lens-package-'));
let vsix: string;
let entries: readonly ZipEntry[];
beforeAll(() => {
  vsix = packedExtension();
  entries = readZip(fs.readFileSync(vsix));
  unpackExtension(entries, folder);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('the package holds exactly what runs and what explains it', () => {
  const expected = expectedFiles.map((file) => `extension/${file}`);
  const packed = entries.map((entry) => entry.name);
  expect(packed.sort()).toEqual(
    ['[Content_Types].xml', 'extension.vsixmanifest', ...expected].sort(),
  );
});

test('the package and its bundles stay small', () => {
  const size = new Map(entries.map((entry) => [entry.name, entry.size]));
  const tooLarge = Object.entries(limits).filter(
    ([file, limit]) => !((size.get(`extension/${file}`) ?? Infinity) <= limit),
  );
  expect(tooLarge).toEqual([]);
  if (target === 'linux-x64') expect(fs.statSync(vsix).size).toBeLessThan(50 * MB);
});

test('the bundles are built for release: no source maps, no name of a folder of the build', () => {
  for (const file of Object.keys(limits).filter((name) => /\.(cjs|js|css)$/.test(name))) {
    const text = entries
      .find((entry) => entry.name === `extension/${file}`)
      ?.read()
      .toString();
    expect(text).toMatch(/\S/);
    expect(text).not.toContain('sourceMappingURL=');
    expect(text).not.toContain(process.cwd());
  }
});

test('the packed README leads to nothing that VS Code does not have', () => {
  const readme = entries
    .find((entry) => entry.name === 'extension/readme.md')
    ?.read()
    .toString();
  expect(readme).toMatch(/^# Reward Lens\n/);
  expect(readme?.match(/!\[|\]\((?!https?:)[^)]*\)/g) ?? []).toEqual([]);
});

test('the packed manifest names this platform and files that are there', () => {
  const read = (name: string): string =>
    entries
      .find((entry) => entry.name === name)
      ?.read()
      .toString() ?? '';
  expect(read('extension.vsixmanifest')).toContain(`TargetPlatform="${target}"`);
  const manifest = JSON.parse(read('extension/package.json')) as { main: string; icon: string };
  const names = entries.map((entry) => entry.name);
  expect(names).toContain(`extension/${manifest.main.replace('./', '')}`);
  expect(names).toContain(`extension/${manifest.icon}`);
});

/** Loads and activates the bundle; its `vscode` puts up with anything. */
const loader = `
const { Module } = require('node:module');
const registered = [];
const anything = () => new Proxy(function () {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : key === 'then' ? undefined : anything()),
  set: () => true,
  apply: () => anything(),
  construct: () => anything(),
});
const names = ['window', 'workspace', 'languages', 'extensions', 'Uri', 'EventEmitter',
  'Disposable', 'CodeActionKind', 'DiagnosticSeverity', 'ThemeColor', 'ThemeIcon',
  'RelativePattern', 'StatusBarAlignment', 'DecorationRangeBehavior'];
const commands = { registerCommand: (id) => registered.push(id), executeCommand: async () => {} };
const vscode = { commands, ...Object.fromEntries(names.map((name) => [name, anything()])) };
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
const subscriptions = [];
require(process.argv[1]).activate({ subscriptions, extensionUri: anything(), workspaceState: anything() });
const loaded = Object.keys(require.cache);
console.log(JSON.stringify({ registered, subscriptions: subscriptions.length, loaded }));
process.exit(0);
`;

test('the extension loads and activates alone, quietly, without ONNX Runtime or TensorFlow.js', () => {
  const bundle = path.join(folder, 'dist', 'extension.cjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', loader, bundle], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const result = JSON.parse(stdout) as {
    registered: string[];
    subscriptions: number;
    loaded: string[];
  };
  expect(result.loaded).toEqual([fs.realpathSync(bundle)]);
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    contributes: { commands: { command: string }[] };
  };
  const declared = manifest.contributes.commands.map(({ command }) => command);
  expect(result.registered.sort()).toEqual(declared.sort());
  expect(result.subscriptions).toBeGreaterThan(declared.length);
});

test('the engine starts, answers, trains, scores and ends quietly', async () => {
  const child = fork(path.join(folder, 'dist', 'engine.cjs'), [], {
    cwd: folder,
    execArgv: [],
    serialization: 'advanced',
    silent: true,
  });
  const output = collect(child);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const connection = createMessageConnection(
    new IPCMessageReader(child),
    new IPCMessageWriter(child),
  );
  connection.listen();
  const engine = callerOver<EngineCalls>(connection);
  const info = await engine.call('engine/info', {});
  expect(info).toMatchObject({ pid: child.pid, node: process.version });

  const modelDir = path.join(folder, 'models', 'run');
  const report = await engine.call('model/train', {
    progressId: 1,
    data: [path.join(folder, 'samples', 'preferences.jsonl')],
    modelDir,
    cacheDir: path.join(folder, 'cache'),
  });
  expect(report.backend).toMatch(/^tensorflow-wasm/);
  const items = [{ prompt: [], responses: ['Use `git reset --soft HEAD~1`.'] }];
  const { scores } = await engine.call('model/score', { modelDir, items });
  expect(Number.isFinite(scores[0]?.[0]?.reward)).toBe(true);

  connection.dispose();
  child.disconnect();
  expect(await exited).toBe(0);
  expect(output()).toBe('');
});

test('the command line runs from the package', () => {
  const cli = path.join(folder, 'dist', 'cli.cjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, '--help'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^reward-lens COMMAND/);
});

/** All that a child writes to its standard outputs. */
function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => (text += data.toString()));
  }
  return () => text;
}
