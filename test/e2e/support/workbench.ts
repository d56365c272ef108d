/** VS Code's window: opening it, and driving it as a person does with the keyboard. */
import { errors, type FrameLocator, type Locator, type Page } from 'playwright-core';
import type { VsCodeServer } from './server.ts';

const READY_TIMEOUT_MS = 60_000;
const ATTEMPTS = 10;
const ATTEMPT_TIMEOUT_MS = 2_000;

export interface WindowOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** Extension source folder; needs a server with `smokeTestDriver`. */
  readonly developmentPath?: string;
  /** CommonJS module that exports `run()`; needs a server with `smokeTestDriver`. */
  readonly testsPath?: string;
}

/** The address of a VS Code window. */
export function workbenchUrl(server: VsCodeServer, options: WindowOptions): string {
  const authority = `127.0.0.1:${server.port}`;
  const remote = (file: string): string => `vscode-remote://${authority}${encodeURI(file)}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  const { developmentPath, testsPath } = options;
  if (developmentPath !== undefined) {
    payload.push(['extensionDevelopmentPath', remote(developmentPath)]);
  }
  if (testsPath !== undefined) payload.push(['extensionTestsPath', remote(testsPath)]);
  const query = new URLSearchParams({ folder: options.folder, payload: JSON.stringify(payload) });
  return `http://${authority}/?${query.toString()}`;
}

/** Opens VS Code in `page` and waits until the commands and editors of all extensions are there. */
export async function openWorkbench(
  page: Page,
  server: VsCodeServer,
  options: WindowOptions,
): Promise<void> {
  await page.goto(workbenchUrl(server, options), { waitUntil: 'domcontentloaded' });
  await waitForWorkbench(page);
}

/** Waits until the window in `page` is usable: after opening it, or after a reload. */
export async function waitForWorkbench(page: Page): Promise<void> {
  const timeout = READY_TIMEOUT_MS;
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout });
  await page.locator('.part.sidebar .monaco-list-row').first().waitFor({ timeout });
  // VS Code's own mark; before it, commands are missing and custom editors open as text.
  await page.waitForFunction(
    () => performance.getEntriesByName('code/didLoadExtensions').length > 0,
    null,
    { timeout },
  );
}

/**
 * Reloads the window as a person does. VS Code in a browser keeps its layout and editors every few
 * seconds, so this waits first until what it keeps holds each of `texts`.
 */
export async function reloadWindow(page: Page, ...texts: readonly string[]): Promise<void> {
  await page.waitForFunction(keptStateHolds, texts, { timeout: READY_TIMEOUT_MS, polling: 500 });
  const reloaded = page.waitForEvent('domcontentloaded');
  await runCommand(page, 'Developer: Reload Window');
  await reloaded;
  await waitForWorkbench(page);
}

/** Runs in the page: whether VS Code's stored state of this browser holds every text. */
async function keptStateHolds(texts: readonly string[]): Promise<boolean> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(request.error?.message));
    });
  let all = '';
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db')) continue;
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const values = await settled(database.transaction(store).objectStore(store).getAll());
      all += JSON.stringify(values);
    }
    database.close();
  }
  return texts.every((text) => all.includes(text));
}

/**
 * Runs a command from the command palette by its whole title, such as `View: Close All Editors`.
 * The palette lists what can be run when it opens: it is opened again for what comes a moment later.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  for (let attempt = 1; attempt < ATTEMPTS / 2; attempt += 1) {
    await openQuickInput(page);
    if (await tryItem(page, title, { filter: `>${title}`, attempts: ATTEMPTS / 2 })) return;
    await page.keyboard.press('Escape');
  }
  await openQuickInput(page);
  await pickItem(page, title, `>${title}`);
}

/** Opens a file of the folder by its name and waits until its tab is the active one. */
export async function openFile(page: Page, name: string): Promise<void> {
  await openQuickInput(page);
  await pickItem(page, name, name);
  await activeTab(page, name).waitFor();
}

/** Opens a file, then in the editor with this name (`Rank`, or `Text Editor`). */
export async function openFileWith(page: Page, name: string, editor: string): Promise<void> {
  // A text editor that takes the focus late would close the list of editors.
  await openText(page, name);
  await reopenWith(page, editor);
}

/** Opens the active file again in the editor with this name. */
export async function reopenWith(page: Page, editor: string): Promise<void> {
  for (let attempt = 1; attempt < ATTEMPTS / 2; attempt += 1) {
    await runCommand(page, 'View: Reopen Editor With...');
    if (await tryItem(page, editor, { filter: editor, attempts: ATTEMPTS / 2 })) return;
  }
  throw new Error(`The active file has no editor "${editor}".`);
}

/** The active tab, of the file `name`. */
export function activeTab(page: Page, name: string): Locator {
  return page.locator(`.tabs-container .tab.active[data-resource-name="${name}"]`);
}

/** The quick pick or input box that is open. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible');
}

/** The rows of the open quick pick that are on screen. */
export function quickPickRows(page: Page): Locator {
  return quickInput(page).locator('.quick-input-list .monaco-list-row');
}

/**
 * Chooses the row with exactly this label in the open quick pick, after typing `filter`.
 * Rows move while VS Code fills the list, so none is clicked: it must be the focused one, then
 * Enter.
 */
export async function pickItem(page: Page, label: string, filter = label): Promise<void> {
  if (await tryItem(page, label, { filter, attempts: 2 * ATTEMPTS })) return;
  const rows = (await quickPickRows(page).allInnerTexts()).map((row) => row.split('\n')[0]);
  throw new Error(`The quick pick has no row "${label}"; it shows: ${rows.join(' | ')}`);
}

/**
 * Types `filter` and chooses the row with exactly this label; false when it is not there, or when
 * the list has closed: VS Code gives the focus back to an editor late, and that closes it.
 */
async function tryItem(
  page: Page,
  label: string,
  { filter, attempts }: { readonly filter: string; readonly attempts: number },
): Promise<boolean> {
  const input = quickInput(page).locator('input[type="text"]');
  const timeout = ATTEMPT_TIMEOUT_MS;
  const wanted = quickPickRows(page).filter({ has: page.getByText(label, { exact: true }) });
  const focused = wanted.and(page.locator('.focused'));
  try {
    await input.fill(filter, { timeout });
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (await appears(focused, timeout / 4)) {
        await input.press('Enter', { timeout });
        return true;
      }
      if ((await wanted.count()) > 0) await input.press('ArrowDown', { timeout });
    }
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
  }
  return false;
}

/** Types into the open input box and accepts it. */
export async function enterText(page: Page, text: string): Promise<void> {
  const input = quickInput(page).locator('input[type="text"]');
  await input.fill(text);
  await input.press('Enter');
}

/** The toast whose text contains `text`; any toast when it is left out. */
export function toast(page: Page, text = ''): Locator {
  return page.locator('.notifications-toasts .notification-toast').filter({ hasText: text });
}

/** Presses a button of the toast that contains `text`. */
export async function pressToastButton(page: Page, text: string, button: string): Promise<void> {
  await toast(page, text).getByRole('button', { name: button, exact: true }).click();
}

/** The items of the status bar that contain `text`. */
export function statusItem(page: Page, text: string): Locator {
  return page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
}

/** Opens a file as text and waits until what is typed goes into it. */
export async function openText(page: Page, name: string): Promise<void> {
  await openFile(page, name);
  await page.locator('.part.editor .monaco-editor.focused').waitFor();
}

/** Puts the cursor on a line of the active text editor. */
export async function goToLine(page: Page, line: number): Promise<void> {
  await runCommand(page, 'Go to Line/Column...');
  // The box holds what tells it from a command: a whole text would take its place.
  await quickInput(page).locator('input[type="text"]').pressSequentially(String(line));
  await page.keyboard.press('Enter');
}

/** The lines on screen of the active text editor. */
export function editorLines(page: Page): Locator {
  return page.locator('.part.editor .editor-instance .view-line');
}

/**
 * The document in the visible webview of an extension (`publisher.name`). When more than one of
 * its webviews is on screen, take `webviewWith`.
 */
export function webview(page: Page, extensionId: string): FrameLocator {
  return webviewDocument(visibleWebviews(page, extensionId));
}

/** The document among the visible webviews of an extension that has an element `selector`. */
export async function webviewWith(
  page: Page,
  extensionId: string,
  selector: string,
): Promise<FrameLocator> {
  const frames = visibleWebviews(page, extensionId);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    for (const frame of await frames.all()) {
      const name = await frame.getAttribute('name');
      const found = webviewDocument(page.locator(`iframe.webview[name="${name ?? ''}"]`));
      if ((await found.locator(selector).count()) > 0) return found;
    }
    await page.waitForTimeout(ATTEMPT_TIMEOUT_MS / 2);
  }
  throw new Error(`No visible webview of ${extensionId} has an element "${selector}".`);
}

/**
 * Presses a key in a webview. A closing toast or quick pick takes the focus out of it and body
 * elements can't get it back: the window is asked for it, as a click would.
 */
export async function pressIn(frame: FrameLocator, key: string): Promise<void> {
  const body = frame.locator('body');
  await body.evaluate(() => window.focus());
  await webviewFocus(body.page());
  await body.press(key);
}

/** Waits until a webview has the focus. */
export async function webviewFocus(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.matches('iframe.webview') === true);
}

function visibleWebviews(page: Page, extensionId: string): Locator {
  return page.locator(`iframe.webview.ready[src*="extensionId=${extensionId}"]:visible`);
}

function webviewDocument(frame: Locator): FrameLocator {
  return frame.contentFrame().locator('iframe#active-frame').contentFrame();
}

async function openQuickInput(page: Page): Promise<void> {
  const input = quickInput(page).locator('input[type="text"]');
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    await page.keyboard.press('F1'); // a focused webview hands it on to the workbench
    if (await appears(input, ATTEMPT_TIMEOUT_MS)) return;
  }
  await input.waitFor({ timeout: ATTEMPT_TIMEOUT_MS });
}

function appears(locator: Locator, timeout: number): Promise<boolean> {
  return locator.waitFor({ timeout }).then(
    () => true,
    () => false, // not yet: the caller tries again
  );
}
