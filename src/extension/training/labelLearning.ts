import path from 'node:path';
import * as vscode from 'vscode';
import type { Caller } from '../../shared/connection.ts';
import type { EngineCalls } from '../../shared/engineProtocol.ts';
import type { LearnReport } from '../../shared/learning.ts';
import { describeError } from '../describeError.ts';
import type { Settings } from '../settings.ts';
import type { Datasets } from '../workspace/datasets.ts';
import { prepareRewardLensFolder, rewardLensFolder } from '../workspace/rewardLensFolder.ts';
import { LearningSession } from './learningSession.ts';
import type { LearningPoint } from './learningText.ts';

/** What learning while labelling needs. */
export interface LabelLearningParts {
  readonly engine: Caller<EngineCalls>;
  readonly datasets: Datasets;
  readonly log: vscode.LogOutputChannel;
  /** Of the workspace: keeps curves. */
  readonly memory: vscode.Memento;
  readonly settings: (dataset: vscode.Uri) => Settings;
}

/** Learning while labelling, in the status bar. */
export class LabelLearning implements vscode.Disposable {
  readonly #parts: LabelLearningParts;
  readonly #item = vscode.window.createStatusBarItem(
    'rewardLens.learning',
    vscode.StatusBarAlignment.Left,
    -11,
  );
  readonly #session: LearningSession;

  constructor(parts: LabelLearningParts) {
    this.#parts = parts;
    const { memory, settings, log } = parts;
    this.#item.name = 'Reward Lens Learning';
    this.#session = new LearningSession({
      isOn: (dataset) => settings(vscode.Uri.parse(dataset)).learnWhileLabelling === 'on',
      learn: (dataset, signal) => this.#learn(vscode.Uri.parse(dataset), signal),
      show: (text, tooltip) => {
        Object.assign(this.#item, { text, tooltip });
        this.#item.show();
      },
      hide: () => {
        this.#item.hide();
      },
      describe: (error) =>
        describeError(error, 'Learning while labelling', log).detail ?? 'The log says why',
      points: (dataset) => memory.get<readonly LearningPoint[]>(curveKey(dataset), []),
      keepPoints: (dataset, points) => void memory.update(curveKey(dataset), points),
    });
  }

  /** Somebody judged, or took a judgement back. */
  labelsChanged(dataset: vscode.Uri): void {
    this.#session.labelsChanged(dataset.toString());
  }

  dispose(): void {
    this.#session.stop();
    this.#item.dispose();
  }

  async #learn(dataset: vscode.Uri, signal: AbortSignal): Promise<LearnReport | null> {
    const folder = vscode.workspace.getWorkspaceFolder(dataset)?.uri.fsPath;
    // Features are kept in the workspace folder; a file outside of any has no place for them.
    if (folder === undefined) return null;
    const { engine, datasets, settings } = this.#parts;
    const { encoderPath, seed } = settings(dataset);
    const place = rewardLensFolder(folder);
    await prepareRewardLensFolder(place);
    const encoder = encoderPath === '' ? {} : { encoderDir: path.resolve(folder, encoderPath) };
    const request = { ...datasets.at(dataset), seed, cacheDir: place.cache, ...encoder };
    const running = new vscode.CancellationTokenSource();
    const cancel = (): void => {
      running.cancel();
    };
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel);
    try {
      return await engine.call('dataset/learn', request, running.token);
    } finally {
      signal.removeEventListener('abort', cancel);
      running.dispose();
    }
  }
}

function curveKey(dataset: string): string {
  return `learningCurve:${dataset}`;
}
