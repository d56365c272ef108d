/** The next item is drawn while the judgement of the one before is saved. */
import { describe, expect, it } from 'vitest';
import type { RankItem } from '../../../src/shared/protocol.ts';
import { armed, rankPages } from '../support/rankPages.ts';
import { rankItem, rankReady } from '../support/states.ts';

const open = rankPages();

const next: RankItem = rankItem({
  key: 'item-43',
  index: 43,
  shown: [{ content: 'Third answer' }, { content: 'Fourth answer' }],
});
const before = rankReady({ ahead: next });
const error = { title: 'Not saved', detail: 'The disk is full.' };

/** Something that happens when it is told to. */
function held(): { readonly promise: Promise<void>; readonly release: () => void } {
  let release = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { promise, release };
}

describe('the next item', () => {
  it('is drawn before the judgement is saved, and takes none until it is', async () => {
    const { page, host, answers } = await open(before);
    const disk = held();
    host.onCall = async (method) => {
      if (method !== 'rank/answer') return;
      await disk.promise;
      await host.push(rankReady({ labelled: 43, item: next }));
    };
    await armed(page);
    await page.keyboard.press('1');
    await page.getByText('Third answer').waitFor();
    // Not yet on the disk, and not said to be.
    expect(await page.locator('.saved').textContent()).toBe('');
    await page.waitForTimeout(200);
    expect(await page.locator('.item').getAttribute('data-armed')).toBe('false');
    await page.keyboard.press('2');
    await page.keyboard.press('ArrowRight');
    disk.release();
    await page.getByText('43 / 150').waitFor();
    await armed(page, 'item-43');
    expect(answers().map(({ key }) => key)).toEqual(['item-42']);
    expect(host.callsOf('rank/move')).toEqual([]);
    host.onCall = () => undefined;
    await page.keyboard.press('2');
    await expect.poll(answers).toHaveLength(2);
    expect(answers()[1]).toMatchObject({ key: 'item-43', places: [1, 0] });
  });

  it('gives way to the one whose judgement could not be saved, with that judgement', async () => {
    const { page, host, answers } = await open(before);
    host.onCall = (method) =>
      method === 'rank/answer'
        ? host.push({ ...before, saved: { kind: 'failed', error } })
        : undefined;
    await armed(page);
    await page.keyboard.press('1');
    await page.getByText('The disk is full.').waitFor();
    await armed(page, 'item-42');
    await expect.poll(() => page.locator('.response').first().textContent()).toContain('better');
    host.onCall = () => host.push(rankReady({ labelled: 43, item: next }));
    await page.keyboard.press('2');
    await armed(page, 'item-43');
    expect(answers().map(({ key, places }) => [key, places])).toEqual([
      ['item-42', [0, 1]],
      ['item-42', [1, 0]],
    ]);
  });

  it('gives way to what the host shows instead, and to the same item where it stays', async () => {
    const { page, host } = await open(before);
    const other = rankItem({
      key: 'item-7',
      shown: [{ content: 'Fifth answer' }, { content: 'Sixth answer' }],
    });
    host.onCall = (method) =>
      method === 'rank/answer' ? host.push(rankReady({ item: other })) : undefined;
    await armed(page);
    await page.keyboard.press('1');
    await page.getByText('Fifth answer').waitFor();
    await host.push(before);
    await armed(page);
    host.onCall = () => undefined;
    await page.keyboard.press('s');
    await expect.poll(() => host.callsOf('rank/skip')).toHaveLength(1);
    await expect.poll(() => page.locator('.item').getAttribute('data-key')).toBe('item-42');
  });

  it('is there at once when one is skipped', async () => {
    const { page, host } = await open(before);
    const engine = held();
    host.onCall = (method) => (method === 'rank/skip' ? engine.promise : undefined);
    await armed(page);
    await page.keyboard.press('s');
    await page.getByText('Third answer').waitFor();
    await host.push(rankReady({ item: next }));
    engine.release();
    await armed(page, 'item-43');
    expect(host.callsOf('rank/skip')).toEqual([{ key: 'item-42' }]);
  });

  it('is announced as saved only when it is', async () => {
    const { page, host } = await open(before);
    const disk = held();
    host.onCall = async (method) => {
      if (method !== 'rank/answer') return;
      await disk.promise;
      await host.push(rankReady({ labelled: 43, item: next }));
    };
    const told = page.locator('[aria-live=polite]');
    await armed(page);
    await page.keyboard.press('1');
    await page.getByText('Third answer').waitFor();
    expect(await told.textContent()).not.toContain('Saved');
    disk.release();
    await expect.poll(() => told.textContent()).toBe('Saved. Item 44 of 150');
  });
});
