import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Caller, Handlers } from '../../shared/connection.ts';
import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { HostCalls, RankState } from '../../shared/protocol.ts';
import type { RankKeyName } from '../../shared/rankKeys.ts';
import { describeError } from '../describeError.ts';
import type { Settings } from '../settings.ts';
import { openLine } from './openLine.ts';
import { RankSession } from './rankSession.ts';
import { stepRunner } from './runStep.ts';
import { watchDataset } from './watchDataset.ts';
import { WebviewPage } from './webviewPage.ts';

/** How often the numbers of a large file are drawn anew while it is read, in milliseconds. */
const readingMs = 500;

type RankCalls = Pick<HostCalls, Extract<keyof HostCalls, `rank/${string}`>>;

/** What the ranking editor needs. */
export interface RankEditorParts {
  readonly extensionUri: vscode.Uri;
  readonly engine: Caller<EngineCalls>;
  readonly log: vscode.LogOutputChannel;
  /** A dataset and the format chosen for it, by the settings of now. */
  readonly at: (dataset: vscode.Uri) => DatasetAt;
  readonly annotator: (file: vscode.Uri) => Promise<string>;
  readonly labelsChanged: (dataset: vscode.Uri) => void;
  readonly settings: (dataset: vscode.Uri) => Settings;
}

/**
 * "Open With… Reward Lens" for datasets: one item at a time. The file is read by the engine and
 * never becomes a text document, so its size does not matter.
 */
export class RankEditor implements vscode.CustomReadonlyEditorProvider {
  readonly #parts: RankEditorParts;
  readonly #sessions = new Map<string, RankSession>();
  readonly #pages = new Map<vscode.WebviewPanel, Pick<WebviewPage<never, RankCalls>, 'key'>>();

  constructor(parts: RankEditorParts) {
    this.#parts = parts;
  }

  /** The session of a dataset that is open for ranking. */
  sessionOf(uri: vscode.Uri): RankSession | undefined {
    return this.#sessions.get(uri.toString());
  }

  /** Hands a key that VS Code has run to the page in front. */
  key(name: RankKeyName): void {
    for (const [panel, page] of this.#pages) if (panel.active) page.key(name);
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const name = path.posix.basename(uri.path);
    const { extensionUri, log } = this.#parts;
    const place = { panel, extensionUri, page: 'rank', title: name, log } as const;
    // The session speaks to the page, and the page to the session.
    const page: WebviewPage<RankState, RankCalls> = new WebviewPage<RankState, RankCalls>(
      place,
      this.#handlers(uri, () => session),
    );
    this.#pages.set(panel, page);
    panel.onDidDispose(() => this.#pages.delete(panel));
    const session = this.#createSession(uri, name, (state) => page.push(state));
    if (uri.scheme !== 'file') return page.push(notOnThisMachine(name, uri.scheme));
    this.#sessions.set(uri.toString(), session);
    const watch = watchDataset(uri, () => void session.refresh());
    const settings = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('rewardLens.formats')) void session.reconsider();
      if (change.affectsConfiguration('rewardLens.dimensions')) void session.reconsider();
      const drawn = ['rewardLens.strength', 'rewardLens.modelNames', 'rewardLens.repeats'];
      if (drawn.some((name) => change.affectsConfiguration(name))) session.redraw();
    });
    panel.onDidDispose(() => {
      watch.dispose();
      settings.dispose();
      session.close();
      this.#sessions.delete(uri.toString());
    });
    // The page shows its own loading state; the editor need not wait.
    void session.open();
  }

  #createSession(uri: vscode.Uri, name: string, push: (state: RankState) => void): RankSession {
    const { engine, at, annotator, labelsChanged, settings, log } = this.#parts;
    return new RankSession(name, {
      engine,
      at: () => at(uri),
      annotator: () => annotator(uri),
      newKey: randomUUID,
      push,
      labelsChanged: () => {
        labelsChanged(uri);
      },
      asksStrength: () => settings(uri).strength,
      repeats: () => settings(uri).repeats / 100,
      modelNames: () => settings(uri).modelNames,
      describe: (error, title) => describeError(error, title, log),
      later: (action) =>
        setTimeout(() => {
          // The page may have been closed meanwhile.
          if (this.#sessions.has(uri.toString())) action();
        }, readingMs),
    });
  }

  #handlers(uri: vscode.Uri, session: () => RankSession): Handlers<RankCalls> {
    const run = stepRunner(this.#parts.log);
    return {
      'rank/answer': (answer) => run('Save', () => session().answer(answer)),
      'rank/note': (note) => run('Note', () => session().note(note)),
      'rank/dimension': ({ key, dimension }) =>
        run('Dimension', () => session().askAbout(key, dimension)),
      'rank/skip': ({ key }) => run('Skip', () => session().skip(key)),
      'rank/move': ({ step }) => run('Move', () => session().move(step)),
      'rank/jump': ({ index }) => run('Jump', () => session().jump(index)),
      'rank/search': ({ text }) => run('Search', () => session().search(text)),
      'rank/openMatch': ({ row }) => run('Open Match', () => session().openMatch(row)),
      'rank/chooseFormat': () =>
        run('Choose Format', () => vscode.commands.executeCommand('rewardLens.chooseFormat', uri)),
      'rank/undo': () => run('Undo', () => session().undo()),
      'rank/retry': () => run('Retry', () => session().retry()),
      'rank/openLine': ({ line, file }) => run('Open Line', () => openLine(uri, line, file)),
      'rank/inspect': () =>
        run('Inspect Response', () =>
          vscode.commands.executeCommand('rewardLens.inspectResponse', uri),
        ),
      'rank/train': () =>
        run('Train Reward Model', () =>
          vscode.commands.executeCommand('rewardLens.trainRewardModel', uri),
        ),
      'rank/changeKeys': () =>
        run('Change Keys', () =>
          vscode.commands.executeCommand(
            'workbench.action.openGlobalKeybindings',
            'rewardLens.rankKey',
          ),
        ),
    };
  }
}

function notOnThisMachine(name: string, scheme: string): RankState {
  const detail = `It is opened through "${scheme}:". Save a copy in a folder here and open that.`;
  return { kind: 'error', name, error: { title: 'This file is not on this machine', detail } };
}
