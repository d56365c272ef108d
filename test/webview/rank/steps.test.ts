import { describe, expect, it } from 'vitest';
import type { Step } from '../../../src/core/records/types.ts';
import { armed, rankPages } from '../support/rankPages.ts';
import { rankItem, rankReady } from '../support/states.ts';

const open = rankPages();
const texts = ['3 · 4 = 12', 'so 12 pens', '12 − 5 = 6', 'The answer is 6.'];
const stepped = (labels: readonly Step['label'][] = [], key = 'item-42') =>
  rankReady({
    item: rankItem({
      ...{ key, shown: [] },
      steps: texts.map((content, at) => ({ content, label: labels[at] ?? null })),
    }),
  });

async function start(labels?: readonly Step['label'][]) {
  const opened = await open(stepped(labels));
  const { page } = opened;
  await armed(page);
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** The label of each step as it stands on the page: '+', '0', '−', or nothing. */
  const labelled = () =>
    page
      .locator('.step')
      .evaluateAll((steps) =>
        steps.map((step) => step.querySelector('[aria-pressed="true"]')?.textContent ?? ''),
      );
  const current = () => page.locator('[aria-current="step"] .step-number').innerText();
  return { ...opened, press, labelled, current };
}

describe('steps', () => {
  it('are labelled in a row by keyboard and saved together', async () => {
    const { press, labelled, answers, page } = await start();
    await press('+', '0', '+');
    await press('Enter');
    expect(answers()).toEqual([]);
    await press('=');
    await expect.poll(labelled).toEqual(['+', '0', '+', '+']);
    await press('Enter');
    await expect.poll(answers).toMatchObject([{ places: [], steps: [1, 0, 1, 1] }]);
    expect(await page.getByRole('group', { name: 'Labels of steps' }).count()).toBe(1);
    for (const name of ['plain text', 'inspect']) {
      expect(await page.getByRole('button', { name }).count()).toBe(1);
    }
  });

  it('after the first error need no label, and lose the one they had', async () => {
    const { press, labelled, current, answers, page } = await start();
    await press('+', '+', '+', '+', 'ArrowUp', 'ArrowUp', '-');
    await expect.poll(labelled).toEqual(['+', '−', '', '']);
    await expect.poll(current).toContain('2');
    await expect.poll(() => page.getByText('after the first error').count()).toBe(2);
    const told = page.getByRole('status').first();
    await expect.poll(() => told.textContent()).toContain('wrong, the first error. All labelled');
    await press('Enter');
    await expect.poll(answers).toMatchObject([{ steps: [1, -1, null, null] }]);
  });

  it('U takes labels back one by one, the cascade too, and then what was saved', async () => {
    const { press, labelled, host } = await start();
    await press('+', '+', '+', 'ArrowUp', 'ArrowUp', '-', 'u');
    await expect.poll(labelled).toEqual(['+', '+', '+', '']);
    await press('u', 'u', 'u');
    await expect.poll(labelled).toEqual(['', '', '', '']);
    expect(host.callsOf('rank/undo')).toEqual([]);
    await press('u');
    await expect.poll(() => host.callsOf('rank/undo')).toHaveLength(1);
  });

  it('show what was saved, Escape goes back to it, and buttons label any step', async () => {
    const { press, labelled, page, answers } = await start([1, -1, null, null]);
    await expect.poll(labelled).toEqual(['+', '−', '', '']);
    await page.getByRole('button', { name: 'Step 2 is right' }).click();
    await expect.poll(labelled).toEqual(['+', '+', '', '']);
    await press('Escape');
    await expect.poll(labelled).toEqual(['+', '−', '', '']);
    await page.getByRole('button', { name: 'Step 4 is neutral' }).click();
    await page.getByRole('button', { name: 'Save labels' }).click();
    await expect.poll(answers).toMatchObject([{ steps: [1, -1, null, 0] }]);
  });

  it('of one item leave nothing on the next', async () => {
    const { press, labelled, host, page } = await start();
    await press('+', '-');
    await host.push(stepped([], 'item-43'));
    await armed(page, 'item-43');
    await expect.poll(labelled).toEqual(['', '', '', '']);
  });
});
