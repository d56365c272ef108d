import * as vscode from 'vscode';
import { answerOver, sendNotice } from '../../shared/connection.ts';
import type { CallTable, Handlers } from '../../shared/connection.ts';
import type { HostCalls, PagePushes, RankPushes } from '../../shared/protocol.ts';
import type { RankKeyName } from '../../shared/rankKeys.ts';
import { asError } from '../describeError.ts';
import { webviewConnection } from './webviewConnection.ts';
import { webviewHtml } from './webviewHtml.ts';

/** Where a page is shown, and what it is made of. */
export interface WebviewPlace {
  readonly panel: vscode.WebviewPanel;
  readonly extensionUri: vscode.Uri;
  /** Names `dist/webview/<page>.js` and `.css`. */
  readonly page: 'rank' | 'inspect' | 'labels';
  readonly title: string;
  readonly log: vscode.LogOutputChannel;
}

/**
 * A page in a panel, answering `Calls`. It draws whole states, may be rebuilt at any time, and
 * then gets the last one. Disposed with its panel.
 */
export class WebviewPage<State, Calls extends CallTable<Calls>> {
  readonly #connection;
  readonly #log: vscode.LogOutputChannel;
  #state: State | null = null;
  #ready = false;

  constructor(place: WebviewPlace, handlers: Handlers<Calls>) {
    const { panel, log } = place;
    this.#log = log;
    this.#connection = webviewConnection(panel.webview);
    answerOver<Calls>(this.#connection, handlers);
    answerOver<Pick<HostCalls, 'page/ready'>>(this.#connection, {
      'page/ready': () => {
        this.#ready = true;
        this.#send();
        return null;
      },
    });
    this.#connection.listen();
    // A hidden page is gone, and says that it is ready when it is back.
    const visibility = panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#ready = false;
    });
    panel.onDidDispose(() => {
      this.#ready = false;
      visibility.dispose();
      this.#connection.dispose();
    });
    load(place);
  }

  /** Draws a state now, or as soon as the page is there. */
  push(state: State): void {
    this.#state = state;
    this.#send();
  }

  /** Tells the page of a key, which is lost where the page is hidden. */
  key(name: RankKeyName): void {
    if (!this.#ready) return;
    sendNotice<RankPushes, 'key'>(this.#connection, 'key', { name }).catch((error: unknown) =>
      this.#log.error(asError(error)),
    );
  }

  #send(): void {
    if (!this.#ready || this.#state === null) return;
    sendNotice<PagePushes<State>, 'state'>(this.#connection, 'state', this.#state).catch(
      (error: unknown) => this.#log.error(asError(error)),
    );
  }
}

function load({ panel, extensionUri, page, title }: WebviewPlace): void {
  const { webview } = panel;
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const address = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = webviewHtml({
    title,
    script: address(`${page}.js`),
    style: address(`${page}.css`),
    cspSource: webview.cspSource,
  });
}
