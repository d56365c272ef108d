import { describe, expect, it } from 'vitest';
import type { RankAnswer } from '../../../src/shared/protocol.ts';
import { armed, rankPages } from '../support/rankPages.ts';
import { rankItem, rankReady } from '../support/states.ts';

const open = rankPages();
const asking = rankReady({ asksStrength: true });

function saidIn(answer: RankAnswer | undefined): unknown {
  return [answer?.places, answer?.strength];
}

describe('strength of a pair', () => {
  it.each([
    [['1'], [[0, 1], 1]],
    [
      ['2', '2'],
      [[1, 0], 2],
    ],
    [
      ['1', '1', '1', '1'],
      [[0, 1], 3],
    ],
    [
      ['1', '1', '2'],
      [[1, 0], 1],
    ],
  ])('keys %j, then quiet', async (keys, meant) => {
    const { page, answers } = await open(asking);
    await armed(page);
    for (const key of keys) await page.keyboard.press(key);
    expect(answers()).toEqual([]);
    await expect.poll(answers).toHaveLength(1);
    expect(saidIn(answers()[0])).toEqual(meant);
  });

  it.each([
    [
      ['1', '1', 'Enter'],
      [[0, 1], 2],
    ],
    [['Shift+Digit2'], [[1, 0], 3]],
    [
      ['1', 'Shift+Digit1'],
      [[0, 1], 3],
    ],
    [
      ['1', '0'],
      [[0, 0], undefined],
    ],
    [
      ['2', 'b'],
      [[0, 0], undefined],
    ],
    [
      ['2', 's'],
      [[1, 0], 1],
    ],
  ])('keys %j save at once and once', async (keys, meant) => {
    const { page, host, answers } = await open(asking);
    await armed(page);
    for (const key of keys) await page.keyboard.press(key);
    await expect.poll(answers).toHaveLength(1);
    expect(saidIn(answers()[0])).toEqual(meant);
    // The item that follows is not answered by what is left of the one before.
    await host.push(rankReady({ asksStrength: true, item: rankItem({ key: 'next' }) }));
    await armed(page, 'next');
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await expect.poll(answers).toHaveLength(2);
    expect(answers()[1]).toMatchObject({ key: 'next', places: [1, 0], strength: 1 });
    expect(host.callsOf('rank/skip')).toEqual([]);
  });

  it.each(['Escape', 'u'])('%s takes back what waits', async (key) => {
    const { page, host, answers } = await open(asking);
    await armed(page);
    await page.keyboard.press('1');
    await page.locator('.verdict', { hasText: 'slightly better' }).waitFor();
    await page.keyboard.press(key);
    await expect.poll(() => page.locator('.verdict').allInnerTexts()).toEqual(['', '']);
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await expect.poll(answers).toHaveLength(1);
    expect(saidIn(answers()[0])).toEqual([[1, 0], 1]);
    expect(host.callsOf('rank/undo')).toEqual([]);
  });

  it('shows and tells how much while it waits, and takes double clicks', async () => {
    const { page, answers } = await open(asking);
    await armed(page);
    await page.getByRole('button', { name: '2 better' }).dblclick();
    const dots = page.locator('.strength-dots');
    await expect.poll(() => dots.getAttribute('aria-label')).toBe('clearly better');
    expect(await dots.locator('.on').count()).toBe(2);
    expect(await page.getByRole('status').innerText()).toBe('Response 2 clearly better');
    await expect.poll(answers).toHaveLength(1);
    expect(saidIn(answers()[0])).toEqual([[1, 0], 2]);
  });

  it('saves what waits when the focus leaves the page', async () => {
    const { page, answers } = await open(asking);
    await armed(page);
    await page.keyboard.press('1');
    await page.locator('.verdict', { hasText: 'slightly' }).waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await expect.poll(answers).toHaveLength(1);
  });

  it('an item seen again shows its strength; it is not asked for unless wanted', async () => {
    const item = rankItem({ places: [1, 0], strength: 3 });
    const { page, answers } = await open(rankReady({ item }));
    await armed(page);
    expect(await page.locator('.verdict').allInnerTexts()).toEqual(['', 'much better']);
    expect(await page.locator('.strength-dots .on').count()).toBe(3);
    await page.keyboard.press('Shift+Digit1');
    await page.keyboard.press('1');
    await expect.poll(answers).toHaveLength(1);
    expect(saidIn(answers()[0])).toEqual([[0, 1], undefined]);
  });
});
