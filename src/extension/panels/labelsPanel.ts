import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Caller, Handlers } from '../../shared/connection.ts';
import type { EngineCalls } from '../../shared/engineProtocol.ts';
import type { LabelsState } from '../../shared/labels.ts';
import type { HostCalls } from '../../shared/protocol.ts';
import { describeError } from '../describeError.ts';
import { openLine } from '../editors/openLine.ts';
import { stepRunner } from '../editors/runStep.ts';
import { watchDataset } from '../editors/watchDataset.ts';
import { WebviewPage } from '../editors/webviewPage.ts';
import type { Datasets } from '../workspace/datasets.ts';
import { LabelsSession } from './labelsSession.ts';

type LabelsCalls = Pick<HostCalls, Extract<keyof HostCalls, `labels/${string}`>>;

/** The id of the labels page, as named in package.json's activation events. */
export const labelsViewType = 'rewardLens.labels';

/** How often the numbers of a large file are drawn anew while it is read, in milliseconds. */
const readingMs = 500;

/** What the labels pages need. */
export interface LabelsPanelParts {
  readonly extensionUri: vscode.Uri;
  readonly engine: Caller<EngineCalls>;
  readonly datasets: Datasets;
  readonly log: vscode.LogOutputChannel;
  readonly annotator: (file: vscode.Uri) => Promise<string>;
}

/** The labels pages, one for each dataset, and back after a reload of the window. */
export class LabelsPanel implements vscode.WebviewPanelSerializer {
  readonly #parts: LabelsPanelParts;
  readonly #open = new Map<string, vscode.WebviewPanel>();

  constructor(parts: LabelsPanelParts) {
    this.#parts = parts;
  }

  /** Shows the page of a dataset, in front. */
  show(dataset: vscode.Uri): void {
    const open = this.#open.get(dataset.toString());
    if (open !== undefined) {
      open.reveal(undefined, false);
      return;
    }
    const title = `Labels: ${path.posix.basename(dataset.path)}`;
    const column = vscode.ViewColumn.Active;
    const panel = vscode.window.createWebviewPanel(labelsViewType, title, column);
    this.#attach(panel, dataset);
  }

  /** The page keeps which dataset it shows; one that had not been drawn yet shows none. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const dataset = keptDataset(kept);
    if (dataset === null || this.#open.has(dataset.toString())) panel.dispose();
    else this.#attach(panel, dataset);
    return Promise.resolve();
  }

  #attach(panel: vscode.WebviewPanel, dataset: vscode.Uri): void {
    const { extensionUri, log } = this.#parts;
    const place = { panel, extensionUri, page: 'labels', title: panel.title, log } as const;
    // The session speaks to the page, and the page to the session.
    const page: WebviewPage<LabelsState, LabelsCalls> = new WebviewPage<LabelsState, LabelsCalls>(
      place,
      this.#handlers(dataset, () => session),
    );
    const session = this.#createSession(dataset, (state) => page.push(state));
    const watch = watchDataset(dataset, () => void session.refresh());
    const settings = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('rewardLens.formats')) void session.open();
    });
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    this.#open.set(dataset.toString(), panel);
    panel.onDidDispose(() => {
      watch.dispose();
      settings.dispose();
      session.quality.close();
      this.#open.delete(dataset.toString());
    });
    void session.open();
  }

  #createSession(dataset: vscode.Uri, push: (state: LabelsState) => void): LabelsSession {
    const { engine, datasets, annotator, log } = this.#parts;
    const name = path.posix.basename(dataset.path);
    return new LabelsSession(
      { dataset: dataset.toString(), name },
      {
        engine,
        at: () => datasets.at(dataset),
        annotator: () => annotator(dataset),
        stamp: () => stampOf(dataset),
        newKey: randomUUID,
        push,
        labelsChanged: () => datasets.refresh(),
        describe: (error, title) => describeError(error, title, log),
        later: (action) =>
          setTimeout(() => {
            // The page may have been closed meanwhile.
            if (this.#open.has(dataset.toString())) action();
          }, readingMs),
      },
    );
  }

  #handlers(dataset: vscode.Uri, session: () => LabelsSession): Handlers<LabelsCalls> {
    const run = stepRunner(this.#parts.log);
    return {
      'labels/list': ({ list }) => run('Show Labels', () => session().show(list)),
      'labels/more': () => run('Show Labels', () => session().more()),
      'labels/select': ({ key }) => run('Show Labels', () => session().select(key)),
      'labels/decide': (answer) => run('Save', () => session().decide(answer)),
      'labels/undo': () => run('Undo', () => session().undo()),
      'labels/retry': () => run('Retry', () => session().retry()),
      'labels/openLine': () =>
        run('Open Line', async () => {
          const { place } = session();
          if (place !== null) await openLine(dataset, place.line, place.file);
        }),
      'labels/quality': ({ open }) =>
        run('Measure Labels', () => {
          const { quality } = session();
          return open ? quality.open() : Promise.resolve(quality.close());
        }),
      'labels/openRow': ({ line, file }) => run('Open Line', () => openLine(dataset, line, file)),
      'labels/rank': () =>
        run('Rank Responses', () =>
          vscode.commands.executeCommand('rewardLens.rankResponses', dataset),
        ),
    };
  }
}

/** Differs when the file was written; of a dataset of several files, always. */
async function stampOf(dataset: vscode.Uri): Promise<string> {
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(dataset);
    return `${mtime} ${size}`;
  } catch (error) {
    // The name of several files is none of theirs; one that is gone is told by the engine.
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
      return randomUUID();
    }
    throw error;
  }
}

/** The dataset in what a page kept; null when it is none on this machine. */
function keptDataset(kept: unknown): vscode.Uri | null {
  if (typeof kept !== 'object' || kept === null || !('dataset' in kept)) return null;
  if (typeof kept.dataset !== 'string' || !kept.dataset.startsWith('file:')) return null;
  return vscode.Uri.parse(kept.dataset);
}
