import * as vscode from 'vscode';
import { CancelledError, HumanError } from '../../core/errors.ts';
import type { Caller } from '../../shared/connection.ts';
import type { EngineCalls } from '../../shared/engineProtocol.ts';
import type { Diagnostic, LintFix, LintReport } from '../../shared/lint.ts';
import { describeError } from '../describeError.ts';
import type { Settings } from '../settings.ts';
import type { Datasets } from '../workspace/datasets.ts';
import type { Models } from '../workspace/models.ts';
import { belongsTo } from './belongsTo.ts';
import { CheckSchedule } from './checkSchedule.ts';
import type { Running } from './checkSchedule.ts';
import { datasetBytes } from '../workspace/datasetBytes.ts';
import { Findings } from './findings.ts';
import type { Check, DoneCheck } from './findings.ts';
import { FolderWatch } from './folderWatch.ts';
import { checkingText } from './lintText.ts';
import { ruleLines } from './ruleLines.ts';
import { toDiagnostic } from './toDiagnostic.ts';

/** How long files must be quiet before they are checked unasked, in milliseconds. */
const quietMs = 1_500;

/**
 * What is cheap enough to be done unasked: about two seconds of one core for the bytes (10 MB with
 * the tokenizer took 1.9 s), and a check with a model only if it took no longer than this.
 */
const unasked = { bytes: 10_000_000, withModelMs: 5_000 };

/** What checking needs. */
export interface DatasetLintParts {
  readonly extensionUri: vscode.Uri;
  readonly engine: Caller<EngineCalls>;
  readonly models: Models;
  readonly datasets: Datasets;
  readonly log: vscode.LogOutputChannel;
  readonly annotator: (file: vscode.Uri) => Promise<string>;
  readonly settings: (scope?: vscode.Uri) => Settings;
}

/** Checks datasets and keeps what is found in the Problems panel. */
export class DatasetLint implements vscode.Disposable {
  readonly #parts: DatasetLintParts;
  readonly #panel = vscode.languages.createDiagnosticCollection('reward-lens');
  readonly #findings = new Findings();
  readonly #watch = new FolderWatch((file) => this.#changed(file));
  readonly #schedule = new CheckSchedule<Check & Partial<DoneCheck>>({
    start: (check) => this.#start(check),
    whenQuiet: (action) => {
      const timer = setTimeout(action, quietMs);
      return () => clearTimeout(timer);
    },
  });
  readonly #changes = new vscode.EventEmitter<void>();
  /** Fires when something was found, or is gone. */
  readonly onDidChange = this.#changes.event;
  #ruleLines: Promise<ReadonlyMap<string, number>> | undefined;

  constructor(parts: DatasetLintParts) {
    this.#parts = parts;
  }

  dispose(): void {
    this.#schedule.dispose();
    this.#watch.dispose();
    this.#panel.dispose();
    this.#changes.dispose();
  }

  /** What was found in a file. */
  of(file: vscode.Uri): readonly Diagnostic[] {
    return this.#findings.of(file.fsPath);
  }

  /** Everything found in the datasets checked so far. */
  all(): readonly Diagnostic[] {
    return this.#findings.files.flatMap((file) => this.#findings.of(file));
  }

  /**
   * Checks datasets together, with the active model of their folder where there is one. Rejects with
   * a `HumanError`, or a `CancelledError` once the token is cancelled.
   */
  async check(
    datasets: readonly vscode.Uri[],
    token: vscode.CancellationToken,
  ): Promise<LintReport> {
    const modelDir = await this.#modelOf(datasets);
    const files = datasets.map(({ fsPath }) => fsPath);
    const check = { files, ...(modelDir === undefined ? {} : { modelDir }) };
    return this.#schedule.now(() => this.#run(check, token));
  }

  /** A dataset was opened for ranking: checks it in a while, unless it was checked before. */
  opened(dataset: vscode.Uri): void {
    if (dataset.scheme !== 'file' || this.#parts.settings(dataset).lint !== 'onOpen') return;
    if (this.#findings.checkOf(dataset.fsPath) === undefined)
      this.#soon({ files: [dataset.fsPath] });
  }

  /** Does what a quick fix says and returns the file it wrote a line to; the dataset is as before. */
  async fix(finding: Diagnostic, fix: LintFix): Promise<string> {
    const { file: dataset, code, recordId } = finding;
    if (recordId === undefined) throw new HumanError('This finding is not about a row.');
    const check = this.#findings.checkOf(dataset);
    const annotator = await this.#parts.annotator(vscode.Uri.file(dataset));
    // A shard is read by the format chosen for all of them.
    const whole = check?.files.find((each) => belongsTo(each, dataset)) ?? dataset;
    const at = { ...this.#parts.datasets.at(vscode.Uri.file(whole)), path: dataset };
    const request = { ...at, recordId, fix, code, annotator };
    const { file } = await this.#parts.engine.call('dataset/lintFix', request);
    this.#findings.fixed(finding, fix);
    await this.#show([dataset]);
    this.#parts.datasets.refresh();
    if (check !== undefined) this.#soon(check);
    return file;
  }

  /** A file of a watched folder came, went or changed. */
  #changed(file: string): void {
    const check = this.#findings.checkOf(file);
    if (check === undefined) return;
    if (this.#parts.settings(vscode.Uri.file(file)).lint === 'onOpen') this.#soon(check);
  }

  #soon(check: Check & Partial<DoneCheck>): void {
    this.#schedule.soon(JSON.stringify(check.files.toSorted()), check);
  }

  #start(check: Check & Partial<DoneCheck>): Running {
    const source = new vscode.CancellationTokenSource();
    const done = this.#runUnasked(check, source.token).finally(() => source.dispose());
    return { done, cancel: () => source.cancel() };
  }

  /** A check nobody waits for: what goes wrong is for the log. */
  async #runUnasked(
    check: Check & Partial<DoneCheck>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const title = checkingText(check.files);
    try {
      const there = await this.#stillThere(check);
      if (there === null) return;
      const location = vscode.ProgressLocation.Window;
      await vscode.window.withProgress({ location, title }, () => this.#run(there, token));
    } catch (error) {
      if (error instanceof CancelledError) return;
      const { detail } = describeError(error, title, this.#parts.log);
      this.#parts.log.warn(`${title}: ${detail}`);
    }
  }

  /** The check of the files that are still there; null when none is, or when it would cost too much. */
  async #stillThere(check: Check & Partial<DoneCheck>): Promise<Check | null> {
    const sizes = new Map<string, number>();
    for (const file of check.files) {
      const bytes = await datasetBytes(file);
      if (bytes === null) await this.#show(this.#findings.forget(file));
      else sizes.set(file, bytes);
    }
    const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
    const { modelDir, durationMs = 0 } = check;
    const isSlow = modelDir !== undefined && durationMs > unasked.withModelMs;
    if (sizes.size === 0 || total > unasked.bytes || isSlow) return null;
    return { files: [...sizes.keys()], ...(modelDir === undefined ? {} : { modelDir }) };
  }

  async #run(check: Check, token: vscode.CancellationToken): Promise<LintReport> {
    const began = performance.now();
    const formats = this.#parts.datasets.formats(check.files.map((file) => vscode.Uri.file(file)));
    const { files, modelDir } = check;
    const model = modelDir === undefined ? {} : { modelDir };
    const request = { files, formats, ...model, encoder: true };
    const report = await this.#parts.engine.call('dataset/lint', request, token);
    const done = { ...check, durationMs: performance.now() - began };
    this.#watch.add(check.files);
    await this.#show(this.#findings.replace(done, report.diagnostics));
    return report;
  }

  /** Puts what is known of these files into the Problems panel. */
  async #show(files: readonly string[]): Promise<void> {
    const documentation = vscode.Uri.joinPath(this.#parts.extensionUri, 'DATASETS.md');
    this.#ruleLines ??= readRuleLines(documentation);
    const lines = await this.#ruleLines;
    const linkOf = (code: string): vscode.Uri | undefined => {
      const line = lines.get(code);
      return line === undefined ? undefined : documentation.with({ fragment: `L${line}` });
    };
    for (const file of files) {
      const diagnostics = this.#findings.of(file).map((each) => toDiagnostic(each, linkOf));
      this.#panel.set(vscode.Uri.file(file), diagnostics);
    }
    this.#changes.fire();
  }

  /** The folder of the active model; none in a workspace that is not trusted: models are code to run. */
  async #modelOf(datasets: readonly vscode.Uri[]): Promise<string | undefined> {
    const folders = datasets.map((uri) => vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath);
    const [folder] = folders;
    const isOne = folders.every((each) => each === folder);
    if (!vscode.workspace.isTrusted || folder === undefined || !isOne) return undefined;
    const model = await this.#parts.models.activeIn(folder);
    if (model === null || model.problem === null) return model?.path;
    this.#parts.log.warn(`Checked without the model ${model.name}: ${model.problem}`);
    return undefined;
  }
}

async function readRuleLines(markdown: vscode.Uri): Promise<ReadonlyMap<string, number>> {
  return ruleLines(new TextDecoder().decode(await vscode.workspace.fs.readFile(markdown)));
}
