import * as vscode from 'vscode';
import type { Caller } from '../../shared/connection.ts';
import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { DatasetSummary } from '../../shared/reports.ts';
import type { Settings } from '../settings.ts';
import { datasetBytes } from './datasetBytes.ts';
import { groupShards } from './groupShards.ts';
import { isDataset } from './isDataset.ts';

/** A dataset; its summary is read when asked for. */
export interface DatasetFile {
  /** The file; of several that are one dataset, a name that does not exist: 'train-*.jsonl'. */
  readonly uri: vscode.Uri;
  /** Of all its files. */
  readonly bytes: number;
  /** How many files it is; null for one that stands for itself. */
  readonly shards: number | null;
}

/** How many datasets are listed, and above which size one is read only when it is used. */
export const datasetLimits = { files: 200, bytes: 64 * 1024 * 1024 };

/** How long after a look at a file that is still read it is looked at again, in milliseconds. */
const readingMs = 1000;

/** The datasets of the workspace. */
export class Datasets implements vscode.Disposable {
  readonly #engine: Caller<EngineCalls>;
  readonly #settings: (scope: vscode.Uri) => Settings;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #watcher = vscode.workspace.createFileSystemWatcher('**/*.{jsonl,jsonl.gz}');
  readonly #configuration: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  #reading: NodeJS.Timeout | undefined;
  /** Fires when a dataset came or went, or its labels changed. */
  readonly onDidChange = this.#changes.event;

  constructor(engine: Caller<EngineCalls>, settings: (scope: vscode.Uri) => Settings) {
    this.#engine = engine;
    this.#settings = settings;
    this.#configuration = vscode.workspace.onDidChangeConfiguration((change) => {
      const ours = ['rewardLens.formats', 'rewardLens.shards'];
      if (ours.some((setting) => change.affectsConfiguration(setting))) this.refresh();
    });
    const changed = (uri: vscode.Uri): void => {
      if (isDataset(uri.path) || /\.labels\.jsonl$/i.test(uri.path)) this.refresh();
    };
    this.#watcher.onDidCreate(changed);
    this.#watcher.onDidChange(changed);
    this.#watcher.onDidDelete(changed);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#reading);
    this.#watcher.dispose();
    this.#configuration.dispose();
    this.#changes.dispose();
  }

  /** Says that datasets or labels may have changed; several calls in a row count as one. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changes.fire(), 200);
  }

  /** How the engine is asked about a dataset: its path, and what the settings say of it. */
  at(uri: vscode.Uri): DatasetAt {
    const { formats, dimensions } = this.#settings(uri);
    const format = formats[pathInFolder(uri)];
    return {
      path: uri.fsPath,
      ...(format === undefined ? {} : { format }),
      ...(dimensions.length === 0 ? {} : { dimensions: ['overall', ...dimensions] }),
    };
  }

  /** The formats chosen for some datasets, by path. */
  formats(uris: readonly vscode.Uri[]): Readonly<Record<string, string>> {
    const chosen = uris.map((uri) => this.at(uri));
    return Object.fromEntries(
      chosen.flatMap(({ path, format }) => (format === undefined ? [] : [[path, format]])),
    );
  }

  /** The datasets of the workspace on this machine, by path. */
  async find(): Promise<readonly DatasetFile[]> {
    const exclude = '**/{node_modules,.reward-lens}/**';
    const found = await vscode.workspace.findFiles('**/*.{jsonl,jsonl.gz}', exclude);
    const files = found
      .filter((uri) => uri.scheme === 'file' && isDataset(uri.path))
      .sort((a, b) => a.path.localeCompare(b.path));
    const paths = files.map((uri) => uri.path);
    const groups = groupShards(paths, this.#shardPatterns()).slice(0, datasetLimits.files);
    const datasets = await Promise.all(
      groups.map(async ({ path, members }) => {
        const first = files[members[0] ?? 0];
        const shards = first?.path === path ? null : members.length;
        return first === undefined ? null : datasetFile(first.with({ path }), shards);
      }),
    );
    return datasets.filter((dataset) => dataset !== null);
  }

  #shardPatterns(): readonly string[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return folders.flatMap(({ uri }) =>
      this.#settings(uri).shards.map((pattern) => vscode.Uri.joinPath(uri, pattern).path),
    );
  }

  /**
   * Reads a dataset: its format, its counts and what is wrong in it. Of a large file this is what is
   * known so far, and `onDidChange` fires again until it is all.
   */
  async summary(uri: vscode.Uri): Promise<DatasetSummary> {
    const summary = await this.#engine.call('dataset/open', this.at(uri));
    if (!summary.complete) this.#reading ??= setTimeout(() => this.#readOn(), readingMs);
    return summary;
  }

  #readOn(): void {
    this.#reading = undefined;
    this.#changes.fire();
  }
}

/** A dataset's path as settings name it. */
export function pathInFolder(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri, false);
}

/** A dataset by its address, its size that of all its files; null when it is not there. */
export async function datasetFile(
  uri: vscode.Uri,
  shards: number | null = null,
): Promise<DatasetFile | null> {
  const bytes = await datasetBytes(uri.fsPath);
  return bytes === null ? null : { uri, bytes, shards };
}
