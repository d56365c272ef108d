import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { bundlePage, type PageBundle } from './bundlePage.ts';
import { launchBrowser, openPage, type OpenPage } from './openPage.ts';
import type { PageState } from './pageHost.ts';

/**
 * Gives a test file a browser and a way to open a page in a state. After each test its pages are
 * closed, and nothing may have been blocked, requested or logged as an error.
 */
export function pagesOf<State extends PageState>(
  name: Parameters<typeof bundlePage>[0],
): (state: State, options?: Parameters<typeof openPage>[2]) => Promise<OpenPage> {
  let browser: Browser;
  let bundle: PageBundle;
  const opened: OpenPage[] = [];
  beforeAll(async () => {
    [browser, bundle] = await Promise.all([launchBrowser(), bundlePage(name)]);
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const closed = opened.splice(0);
    await Promise.all(closed.map((one) => one.close()));
    expect(closed.flatMap((one) => one.violations)).toEqual([]);
  });
  return async (state, options) => {
    const one = await openPage(browser, bundle, options);
    opened.push(one);
    await one.host.push(state);
    return one;
  };
}
