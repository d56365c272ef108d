import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { ZipEntry } from './readZip.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

/** What the package is made of: a change in any of these makes it stale. */
const sources = [
  ...['package.json', 'package-lock.json', '.vscodeignore', 'esbuild.mjs', 'README.md'],
  ...['CHANGELOG.md', 'DATASETS.md', 'LICENSE', 'THIRD_PARTY_NOTICES.md', 'media/icon.png'],
  ...['media/reward-lens.svg', 'scripts/package.mjs', 'scripts/embeddedEncoder'],
  ...['src', 'webview', 'samples'],
];

/** Names the platform as VS Code's packages do: 'linux-x64'. */
export const target = `${process.platform}-${process.arch}`;

/** The extension packed for this platform; packs it first when it is missing or older than its sources. */
export function packedExtension(): string {
  const file = path.join(root, 'dist', `reward-lens-${target}.vsix`);
  const packedAt = fs.existsSync(file) ? fs.statSync(file).mtimeMs : 0;
  if (packedAt > Math.max(...sources.map(changedAt))) return file;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'scripts', 'package.mjs')],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`scripts/package.mjs failed:\n${stdout}${stderr}`);
  return file;
}

/** Unpacks a package's files into a folder, as VS Code does when it installs it. */
export function unpackExtension(entries: readonly ZipEntry[], folder: string): void {
  for (const entry of entries) {
    if (!entry.name.startsWith('extension/')) continue;
    const file = path.join(folder, entry.name.slice('extension/'.length));
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, entry.read());
  }
}

/** The latest change of a file, or of any file in a folder, in ms since 1970. */
function changedAt(name: string): number {
  const place = path.join(root, name);
  const { mtimeMs } = fs.statSync(place);
  if (!fs.statSync(place).isDirectory()) return mtimeMs;
  const inside = fs.readdirSync(place, { recursive: true, encoding: 'utf8' });
  return Math.max(mtimeMs, ...inside.map((file) => fs.statSync(path.join(place, file)).mtimeMs));
}
