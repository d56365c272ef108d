import { describe, expect, it } from 'vitest';
import { armed, rankPages } from '../support/rankPages.ts';
import { rankItem, rankReady } from '../support/states.ts';

const open = rankPages();

describe('the flag', () => {
  it('is set and taken back by F and by its button', async () => {
    const { page, host } = await open(rankReady());
    await armed(page);
    await page.keyboard.press('f');
    await expect.poll(() => host.callsOf('rank/note')).toHaveLength(1);
    await host.push(rankReady({ item: rankItem({ flagged: true }) }));
    await page.getByRole('button', { name: 'flagged' }).click();
    await expect.poll(() => host.callsOf('rank/note')).toHaveLength(2);
    expect(host.callsOf('rank/note')).toEqual([
      { key: 'item-42', flagged: true },
      { key: 'item-42', flagged: false },
    ]);
  });

  it('does not end the wait for a stronger verdict', async () => {
    const { page, host, answers } = await open(rankReady({ asksStrength: true }));
    await armed(page);
    for (const key of ['2', 'f', '2', 'Enter']) await page.keyboard.press(key);
    await expect.poll(answers).toHaveLength(1);
    expect(answers()[0]).toMatchObject({ places: [1, 0], strength: 2 });
    expect(host.callsOf('rank/note')).toEqual([{ key: 'item-42', flagged: true }]);
  });
});

describe('the reason', () => {
  it('is written by R and saved by Enter; keys are letters meanwhile', async () => {
    const { page, host, answers } = await open(rankReady());
    await armed(page);
    await page.keyboard.press('r');
    await page.keyboard.type('1 of 2 is sound, b u s f r');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Shift+z');
    await page.keyboard.press('Enter');
    await expect.poll(() => host.callsOf('rank/note')).toHaveLength(1);
    expect(host.callsOf('rank/note')).toEqual([
      { key: 'item-42', rationale: '1 of 2 is sound, b u s f r' },
    ]);
    expect(await page.getByRole('textbox', { name: 'reason' }).count()).toBe(0);
    expect(answers()).toEqual([]);
    await page.keyboard.press('1');
    await expect.poll(answers).toHaveLength(1);
    expect(host.calls.map(({ method }) => method).slice(1)).toEqual(['rank/note', 'rank/answer']);
  });

  it('shows what was given, and Escape leaves it as it is', async () => {
    const item = rankItem({ places: [0, 1], rationale: 'It keeps the changes.' });
    const { page, host } = await open(rankReady({ item }));
    await armed(page);
    await page.getByText('It keeps the changes.').waitFor();
    await page.keyboard.press('r');
    const field = page.getByRole('textbox', { name: 'reason' });
    expect(await field.inputValue()).toBe('It keeps the changes.');
    await page.keyboard.type(' Safely.');
    await page.keyboard.press('Escape');
    await page.getByText('It keeps the changes.').waitFor();
    expect(host.callsOf('rank/note')).toEqual([]);
  });

  it('closes when another item comes up', async () => {
    const { page, host } = await open(rankReady());
    await page.keyboard.press('r');
    await page.keyboard.type('because');
    await host.push(rankReady({ item: rankItem({ key: 'next' }) }));
    await expect.poll(() => page.getByRole('textbox', { name: 'reason' }).count()).toBe(0);
    expect(host.callsOf('rank/note')).toEqual([]);
  });

  it('is waited for by a verdict whose strength may grow', async () => {
    const { page, host, answers } = await open(rankReady({ asksStrength: true }));
    await armed(page);
    for (const key of ['1', '1', 'r']) await page.keyboard.press(key);
    await page.keyboard.type('shorter');
    await page.waitForTimeout(600);
    expect(answers()).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(answers).toHaveLength(1);
    expect(host.calls.map(({ method }) => method).slice(1)).toEqual(['rank/note', 'rank/answer']);
    expect(answers()[0]).toMatchObject({ places: [0, 1], strength: 2 });
  });

  it('Ctrl+Z undoes, and is the field’s own in a field', async () => {
    const { page, host } = await open(rankReady());
    await armed(page);
    await page.keyboard.press('Control+z');
    await expect.poll(() => host.callsOf('rank/undo')).toHaveLength(1);
  });
});
