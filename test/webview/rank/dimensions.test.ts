import { describe, expect, it } from 'vitest';
import { armed, rankPages } from '../support/rankPages.ts';
import { rankItem, rankReady } from '../support/states.ts';

const open = rankPages();
const all = ['overall', 'helpfulness', 'safety'];
const asked = (name: string, key = 'item-42'): ReturnType<typeof rankReady> =>
  rankReady({ item: rankItem({ key, dimension: { name, all } }) });

describe('dimensions', () => {
  it('are not there where none are configured, and O does nothing', async () => {
    const { page, host } = await open(rankReady());
    await armed(page);
    await page.keyboard.press('o');
    await page.keyboard.press('f');
    await expect.poll(() => host.callsOf('rank/note')).toHaveLength(1);
    expect(host.callsOf('rank/dimension')).toEqual([]);
    expect(await page.getByRole('group', { name: 'Judged in' }).count()).toBe(0);
  });

  it('are named, and O asks about the next one, the first after the last', async () => {
    const { page, host } = await open(asked('helpfulness'));
    await armed(page);
    const now = page.locator('[aria-current="true"]');
    expect(await now.textContent()).toBe('helpfulness');
    await page.keyboard.press('o');
    await expect.poll(() => host.callsOf('rank/dimension')).toHaveLength(1);
    await host.push(asked('safety', 'item-43'));
    await armed(page, 'item-43');
    expect(await now.textContent()).toBe('safety');
    await page.keyboard.press('o');
    await expect.poll(() => host.callsOf('rank/dimension')).toHaveLength(2);
    await page.getByRole('button', { name: 'Ask about helpfulness' }).click();
    await expect.poll(() => host.callsOf('rank/dimension')).toHaveLength(3);
    expect(host.callsOf('rank/dimension')).toEqual([
      { key: 'item-42', dimension: 'safety' },
      { key: 'item-43', dimension: 'overall' },
      { key: 'item-43', dimension: 'helpfulness' },
    ]);
  });

  it('are told to a screen reader with the item', async () => {
    const { page, host } = await open(asked('overall'));
    await armed(page);
    await host.push(asked('safety', 'item-43'));
    await expect.poll(() => page.getByRole('status').first().textContent()).toContain(', safety');
  });
});
