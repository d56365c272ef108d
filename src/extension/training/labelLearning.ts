import path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors.ts';
import type { Caller } from '../../shared/connection.ts';
import type { EngineCalls } from '../../shared/engineProtocol.ts';
import { describeError } from '../describeError.ts';
import type { Settings } from '../settings.ts';
import type { Datasets } from '../workspace/datasets.ts';
import { prepareRewardLensFolder, rewardLensFolder } from '../workspace/rewardLensFolder.ts';
import { learningText, learningTooltip, type LearningPoint } from './learningText.ts';

/** What learning while labelling needs. */
export interface LabelLearningParts {
  readonly engine: Caller<EngineCalls>;
  readonly datasets: Datasets;
  readonly log: vscode.LogOutputChannel;
  readonly settings: (dataset: vscode.Uri) => Settings;
}

/** How long nothing must have been judged before it is learnt, in milliseconds. */
const PAUSE_MS = 1500;

/**
 * Learns from what was judged whenever the person pauses, and says in the status bar how well. The
 * next judgement cancels it, so that it is never in the way of one.
 */
export class LabelLearning implements vscode.Disposable {
  readonly #parts: LabelLearningParts;
  readonly #item = vscode.window.createStatusBarItem(
    'rewardLens.learning',
    vscode.StatusBarAlignment.Left,
    -11,
  );
  readonly #points = new Map<string, readonly LearningPoint[]>();
  #waiting: NodeJS.Timeout | undefined;
  #running: vscode.CancellationTokenSource | undefined;

  constructor(parts: LabelLearningParts) {
    this.#parts = parts;
    this.#item.name = 'Reward Lens Learning';
  }

  /** Somebody judged, or took a judgement back. */
  labelsChanged(dataset: vscode.Uri): void {
    this.#stop();
    if (this.#parts.settings(dataset).learnWhileLabelling === 'off') return this.#item.hide();
    this.#waiting = setTimeout(() => void this.#learn(dataset), PAUSE_MS);
  }

  dispose(): void {
    this.#stop();
    this.#item.dispose();
  }

  #stop(): void {
    clearTimeout(this.#waiting);
    this.#running?.cancel();
    this.#running = undefined;
  }

  async #learn(dataset: vscode.Uri): Promise<void> {
    const folder = vscode.workspace.getWorkspaceFolder(dataset)?.uri.fsPath;
    // Features are kept in the workspace folder; a file outside of any has no place for them.
    if (folder === undefined) return;
    const running = new vscode.CancellationTokenSource();
    this.#running = running;
    try {
      await this.#learnIn(folder, dataset, running.token);
    } catch (error) {
      if (error instanceof CancelledError || running.token.isCancellationRequested) return;
      const { detail } = describeError(error, 'Learning while labelling', this.#parts.log);
      this.#show('$(warning) not learnt', detail ?? 'The log says why');
    } finally {
      running.dispose();
    }
  }

  async #learnIn(
    folder: string,
    dataset: vscode.Uri,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const { engine, datasets, settings } = this.#parts;
    const { encoderPath, seed } = settings(dataset);
    const place = rewardLensFolder(folder);
    await prepareRewardLensFolder(place);
    const encoder = encoderPath === '' ? {} : { encoderDir: path.resolve(folder, encoderPath) };
    const request = { ...datasets.at(dataset), seed, cacheDir: place.cache, ...encoder };
    const report = await engine.call('dataset/learn', request, token);
    if (token.isCancellationRequested) return;
    const key = dataset.toString();
    const before = this.#points.get(key) ?? [];
    const { labels, learnt } = report;
    const points =
      learnt === null ? before : [...before, { labels, accuracy: learnt.accuracy.value }];
    this.#points.set(key, points);
    this.#show(`$(graph-line) ${learningText(report)}`, learningTooltip(report, points));
  }

  #show(text: string, tooltip: string): void {
    Object.assign(this.#item, { text, tooltip });
    this.#item.show();
  }
}
