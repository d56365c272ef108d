import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { armed, rankPages } from '../support/rankPages.ts';
import { rankItem, rankReady } from '../support/states.ts';

const open = rankPages();

const words = (from: number, count: number): string =>
  Array.from({ length: count }, (_, k) => `word${from + k}`).join(' ');

function showing(...texts: string[]): ReturnType<typeof rankReady> {
  return rankReady({ item: rankItem({ shown: texts.map((content) => ({ content })) }) });
}

const marks = (page: Page, card: number): Promise<string[]> =>
  page.locator('.response').nth(card).locator('mark').allInnerTexts();

describe('differences', () => {
  it('are marked in both of a pair by D, and no longer by D again', async () => {
    const { page } = await open(showing('Use the **soft** reset.', 'Use the **hard** reset.'));
    await armed(page);
    expect(await page.locator('.response strong').count()).toBe(2);
    await page.keyboard.press('d');
    await expect.poll(() => marks(page, 0)).toEqual(['soft']);
    expect(await marks(page, 1)).toEqual(['hard']);
    await page.getByRole('button', { name: 'whole texts' }).click();
    await expect.poll(() => marks(page, 0)).toEqual([]);
    expect(await page.locator('.response strong').count()).toBe(2);
  });

  it('fold what both have in common, and show it in both at once', async () => {
    const common = words(0, 200);
    const { page, answers } = await open(showing(`one ${common} end`, `two ${common} close`));
    await armed(page);
    await page.keyboard.press('d');
    const folded = page.getByRole('button', { name: '176 words alike' });
    await expect.poll(() => folded.count()).toBe(2);
    await folded.first().click();
    await expect.poll(() => folded.count()).toBe(0);
    expect(await page.locator('.response').nth(1).innerText()).toContain(common);
    // The keys go on judging.
    await page.keyboard.press('1');
    await expect.poll(answers).toHaveLength(1);
  });

  it('are those from the first one where there are more, and folding picks no card', async () => {
    const common = words(0, 200);
    const { page, host } = await open(showing(`a ${common}`, `b ${common}`, `c ${common}`));
    await armed(page);
    await page.keyboard.press('d');
    await expect.poll(() => marks(page, 1)).toEqual(['b']);
    expect([await marks(page, 0), await marks(page, 2)]).toEqual([[], ['c']]);
    await page.getByText('the others are compared with this one').waitFor();
    const folded = page.getByRole('button', { name: 'words alike' });
    await folded.first().click();
    await expect.poll(() => folded.count()).toBe(1);
    expect(await page.locator('.response .verdict').allInnerTexts()).toEqual(['', '', '']);
    expect(host.callsOf('rank/answer')).toEqual([]);
  });
});

describe('long responses', () => {
  const scrolled = (page: Page): Promise<number[]> =>
    page.locator('.response .card-body').evaluateAll((bodies) =>
      bodies.map((body) => {
        const room = body.scrollHeight - body.clientHeight;
        return Math.round((100 * body.scrollTop) / room);
      }),
    );
  const scrollFirst = (page: Page, share: number): Promise<void> =>
    page
      .locator('.response .card-body')
      .first()
      .evaluate((body, to) => {
        body.scrollTop = to * (body.scrollHeight - body.clientHeight);
      }, share);

  it('scroll together to the same share, until Y parts them', async () => {
    const { page } = await open(showing(words(0, 3_000), words(0, 6_000)));
    await armed(page);
    await scrollFirst(page, 0.5);
    await expect.poll(() => scrolled(page)).toEqual([50, 50]);
    await scrollFirst(page, 1);
    await expect.poll(() => scrolled(page)).toEqual([100, 100]);
    await page.keyboard.press('y');
    await scrollFirst(page, 0.25);
    await page.waitForTimeout(100);
    expect(await scrolled(page)).toEqual([25, 100]);
  });
});
