import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Message,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { Page } from 'playwright-core';
import { answerOver, sendNotice } from '../../../src/shared/connection.ts';
import type { LabelsState } from '../../../src/shared/labels.ts';
import type {
  HostCalls,
  InspectState,
  PagePushes,
  RankPushes,
  RankState,
} from '../../../src/shared/protocol.ts';
import type { RankKeyName } from '../../../src/shared/rankKeys.ts';
import { boundCommand, type PostedKey } from './boundKeys.ts';

/** What a page draws. */
export type PageState = RankState | InspectState | LabelsState;

/** One call the page made. */
export interface HostCall {
  readonly method: string;
  readonly params: unknown;
}

/** The host's end of a page's wire: the real protocol, with answers written by the test. */
export interface PageHost {
  readonly calls: HostCall[];
  /** Parameters of the calls of one method, in order. */
  callsOf(method: keyof HostCalls): unknown[];
  push(state: PageState): Promise<void>;
  /** The command bound to a key: by package.json, unless a test changes the keys. */
  boundTo: (key: PostedKey) => RankKeyName | null;
  /** What happens when the page calls; a promise holds the answer back. */
  onCall: (method: string, params: unknown) => Promise<void> | void;
}

class PageReader extends AbstractMessageReader {
  receive: DataCallback = () => undefined;

  listen(callback: DataCallback): { dispose(): void } {
    this.receive = callback;
    return { dispose: () => undefined };
  }
}

class PageWriter extends AbstractMessageWriter {
  readonly #page: Page;

  constructor(page: Page) {
    super();
    this.#page = page;
  }

  async write(message: Message): Promise<void> {
    await this.#page.evaluate((posted) => {
      window.postMessage(posted, '*');
    }, message);
  }

  end(): void {
    this.dispose();
  }
}

/** Stands in for VS Code: gives the page `acquireVsCodeApi` and answers its calls. */
export async function pageHost(page: Page): Promise<PageHost> {
  const reader = new PageReader();
  const connection: MessageConnection = createMessageConnection(reader, new PageWriter(page));
  const calls: HostCall[] = [];
  const host: PageHost = {
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method).map((call) => call.params),
    push: (state) => sendNotice<PagePushes<PageState>, 'state'>(connection, 'state', state),
    boundTo: boundCommand,
    onCall: () => undefined,
  };
  const answer = (method: keyof HostCalls) => async (params: unknown) => {
    calls.push({ method, params });
    await host.onCall(method, params);
    return null;
  };
  answerOver<HostCalls>(connection, {
    'page/ready': answer('page/ready'),
    'rank/answer': answer('rank/answer'),
    'rank/note': answer('rank/note'),
    'rank/dimension': answer('rank/dimension'),
    'rank/skip': answer('rank/skip'),
    'rank/move': answer('rank/move'),
    'rank/jump': answer('rank/jump'),
    'rank/search': answer('rank/search'),
    'rank/openMatch': answer('rank/openMatch'),
    'rank/chooseFormat': answer('rank/chooseFormat'),
    'rank/undo': answer('rank/undo'),
    'rank/openLine': answer('rank/openLine'),
    'rank/inspect': answer('rank/inspect'),
    'rank/train': answer('rank/train'),
    'rank/changeKeys': answer('rank/changeKeys'),
    'rank/retry': answer('rank/retry'),
    'inspect/retry': answer('inspect/retry'),
    'inspect/train': answer('inspect/train'),
    'labels/list': answer('labels/list'),
    'labels/more': answer('labels/more'),
    'labels/select': answer('labels/select'),
    'labels/decide': answer('labels/decide'),
    'labels/undo': answer('labels/undo'),
    'labels/openLine': answer('labels/openLine'),
    'labels/quality': answer('labels/quality'),
    'labels/openRow': answer('labels/openRow'),
    'labels/rank': answer('labels/rank'),
    'labels/retry': answer('labels/retry'),
  });
  connection.listen();
  await page.exposeFunction('postToHost', (message: Message) => {
    reader.receive(message);
  });
  await page.exposeFunction('pressedInVsCode', async (key: PostedKey) => {
    const name = host.boundTo(key);
    if (name === null) return;
    try {
      await sendNotice<RankPushes, 'key'>(connection, 'key', { name });
    } catch (error) {
      // A test can end with a key that nothing waited for.
      if (!page.isClosed()) throw error;
    }
  });
  await page.addInitScript(() => {
    // As VS Code does: it hears of every key that the page lets through, handled or not.
    window.addEventListener('keydown', ({ key, code, shiftKey, ctrlKey, altKey, metaKey }) => {
      const pressed = (window as unknown as Record<string, unknown>)['pressedInVsCode'];
      const modified = ctrlKey || altKey || metaKey;
      void (pressed as (key: unknown) => Promise<void>)({ key, code, shiftKey, modified });
    });
    let kept: unknown;
    const scope = window as unknown as Record<string, unknown>;
    scope['acquireVsCodeApi'] = () => ({
      postMessage: (message: unknown) => {
        void (scope['postToHost'] as (message: unknown) => Promise<void>)(message);
      },
      getState: () => kept,
      setState: (state: unknown) => {
        kept = state;
      },
    });
  });
  return host;
}
