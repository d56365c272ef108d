/** How long a person waits for the next item, by the page's own clock. */
import type { FrameLocator } from 'playwright-core';

/** Starts noting, of each item that comes up, how long after the last key press it was drawn. */
export async function watchDrawTimes(frame: FrameLocator): Promise<void> {
  await frame.locator('body').evaluate(() => {
    const scope = window as unknown as { times: number[] };
    scope.times = [];
    let pressed = 0;
    const itemKey = (): string | null | undefined =>
      document.querySelector('.item')?.getAttribute('data-key');
    let key = itemKey();
    document.addEventListener('keydown', (event) => (pressed = event.timeStamp), true);
    new MutationObserver(() => {
      const now = itemKey();
      if (now === key) return;
      key = now;
      requestAnimationFrame(() => {
        scope.times.push(performance.now() - pressed);
      });
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}

/** The times noted so far, in ms, from the key event to the frame in which the item was drawn. */
export function drawTimes(frame: FrameLocator): Promise<number[]> {
  return frame.locator('body').evaluate(() => (window as unknown as { times: number[] }).times);
}
