/** How long a person waits for a dataset, by the window's own clock. */
import type { FrameLocator, Page } from 'playwright-core';
import { EXTENSION_ID } from './rewardLens.ts';
import { activeTab, webview } from './workbench.ts';

/**
 * From a click on the file in the explorer to the frame in which its first item is drawn, in ms.
 * The workspace's settings open datasets for ranking. Both moments are taken inside the window:
 * a driver outside sees them up to half a second late.
 */
export async function openDataset(page: Page, name: string): Promise<number> {
  await page.evaluate(() => {
    const noteClick = (): void => void (clock.clickedAt = Date.now());
    const clock = window as unknown as { clickedAt: number };
    document.addEventListener('click', noteClick, { capture: true, once: true });
  });
  await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name }).click();
  await activeTab(page, name).waitFor();
  const frame = webview(page, EXTENSION_ID);
  await frame.locator('.item').waitFor();
  const clickedAt = await page.evaluate(
    () => (window as unknown as { clickedAt: number }).clickedAt,
  );
  return (await itemDrawnAt(frame)) - clickedAt;
}

/** When the largest text of a page's item was first drawn, in ms since 1970. */
function itemDrawnAt(frame: FrameLocator): Promise<number> {
  return frame.locator('body').evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const entries = list.getEntries() as (PerformanceEntry & { element: Element | null })[];
          const drawn = entries.find(
            ({ element }) => element instanceof Element && element.closest('.item') !== null,
          );
          if (drawn !== undefined) resolve(performance.timeOrigin + drawn.startTime);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
}
