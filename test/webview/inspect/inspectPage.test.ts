import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { InspectState } from '../../../src/shared/protocol.ts';
import type { TokenContribution } from '../../../src/shared/reports.ts';
import { contrast } from '../support/contrast.ts';
import type { OpenPage } from '../support/openPage.ts';
import { pagesOf } from '../support/pagesOf.ts';
import { inspectedResponse, inspectReady, model } from '../support/states.ts';
import type { ThemeName } from '../support/themes.ts';

const openInspect = pagesOf<InspectState>('inspect');
const open = (state: InspectState, theme?: ThemeName): Promise<OpenPage> =>
  openInspect(state, theme === undefined ? {} : { theme });

/** Four tokens of one word each, with a gap after the second. */
const content = 'Use git,  reset now';
const tokens: TokenContribution[] = [
  { text: 'Use', start: 0, end: 3, contribution: 0.25 },
  { text: ' git', start: 3, end: 7, contribution: -0.5 },
  { text: 'reset', start: 10, end: 15, contribution: 0.125 },
  { text: ' now', start: 15, end: 19, contribution: 0.125 },
];
const response = {
  content,
  tokens,
  bias: 0.5,
  reward: 0.5,
  percentile: 48,
  completenessError: 0,
};
const small = inspectReady({ sides: [{ label: 'A', response }], probability: null });

const card = (page: Page): Locator => page.getByRole('tooltip');

describe('inspect page', () => {
  it('states the model, how far to trust it, and the rewards', async () => {
    const { page, host } = await open(inspectReady());
    const head = (await page.locator('.model-line').innerText()).replaceAll('\u00a0', ' ');
    expect(head).toContain('support-2025-11-22');
    expect(head).toContain('63.1 % (60.1 to 66.0) held-out, n = 1,025');
    expect(head).toContain('longer-wins 56.5 %');
    expect(head).toContain('embedded encoder');
    const rewards = await page.locator('.reward').allInnerTexts();
    expect(rewards).toHaveLength(3);
    expect(rewards[0]).toMatch(/^A\s+\+1\.69\s+92nd percentile$/);
    expect(rewards[1]).toMatch(/^B\s+−0\.86\s+31st percentile$/);
    expect(rewards[2]).toMatch(/^P\(A beats B\)\s+0\.85$/);
    await host.push(inspectReady({ model: { ...model, heldOut: null, encoder: '/enc/bge' } }));
    await page.getByText('held-out accuracy not measured').waitFor();
    await page.getByText('encoder /enc/bge').waitFor();
  });

  it('shows every character of a response, markup as text', async () => {
    const hostile = '</script><img src=x onerror="alert(1)">\n\n  tabs\tand   spaces 😀 ';
    const { page } = await open(
      inspectReady({
        sides: [
          { label: 'A', response: inspectedResponse(hostile, 1) },
          { label: 'B', response },
        ],
      }),
    );
    const texts = page.locator('.tokens');
    expect(await texts.first().evaluate((element) => element.textContent)).toBe(hostile);
    expect(await texts.nth(1).evaluate((element) => element.textContent)).toBe(content);
    expect(await page.locator('img, script[src*="x"]').count()).toBe(0);
    expect(await texts.nth(1).locator('.token').allTextContents()).toEqual(
      tokens.map((token) => token.text),
    );
  });

  it('says the numbers of a token on hover, and of the pinned one when the pointer has left', async () => {
    const { page } = await open(small);
    await page.getByRole('option', { name: 'git, −0.500' }).hover();
    expect((await card(page).innerText()).replaceAll('\u00a0', ' ')).toMatch(
      /␣git\s+contribution\s+−0\.500\s+share of all\s+50\.0 %/,
    );
    await page.getByRole('option', { name: 'Use' }).click();
    await page.mouse.move(1, 1);
    expect(await card(page).innerText()).toContain('+0.250');
    expect(await page.getByRole('option', { selected: true }).textContent()).toBe('Use');
    await page.getByRole('option', { name: 'Use' }).click();
    await page.mouse.move(1, 1);
    await page.locator('h1').click();
    await card(page).waitFor({ state: 'hidden' });
  });

  it('is walked by keyboard: one stop in the tab order, arrows, Enter pins, Escape unpins', async () => {
    const { page } = await open(small);
    const stops = page.locator('.token[tabindex="0"]');
    expect(await stops.allTextContents()).toEqual(['Use']);
    await stops.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await card(page).innerText()).toContain('reset');
    expect(await stops.allTextContents()).toEqual(['reset']);
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    expect(await page.locator(':focus').textContent()).toBe(' now');
    expect(await page.getByRole('option', { selected: true }).textContent()).toBe('reset');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('option', { selected: true }).count()).toBe(0);
    await page.keyboard.press('Home');
    expect(await page.locator(':focus').textContent()).toBe('Use');
  });

  it('lists the tokens that matter most, and a click finds them in the text', async () => {
    const { page } = await open(small);
    const columns = page.locator('.top-tokens section');
    expect(await columns.nth(0).locator('.number').allInnerTexts()).toEqual([
      '+0.250',
      '+0.125',
      '+0.125',
    ]);
    expect(await columns.nth(1).locator('.number').allInnerTexts()).toEqual(['−0.500']);
    await columns.nth(1).getByRole('button').click();
    expect(await page.locator(':focus').textContent()).toBe(' git');
    await page.getByText('Bias +0.500 plus all tokens sums to the reward within 0.').waitFor();
    await page.getByRole('img', { name: 'From the bias +0.50 to +0.50' }).waitFor();
  });

  it('tells sign and size without colour, by the kind and weight of the underline', async () => {
    const { page } = await open(small, 'highContrast');
    const looks = await page.locator('.tokens .token').evaluateAll((all) =>
      all.map((token) => {
        const style = getComputedStyle(token);
        return [
          style.textDecorationLine,
          style.textDecorationStyle,
          style.textDecorationThickness,
          style.backgroundColor.endsWith(' / 0)') || style.backgroundColor.endsWith(', 0)'),
        ];
      }),
    );
    expect(looks).toEqual([
      ['underline', 'solid', '2px', true],
      ['underline', 'dotted', '4px', true],
      ['underline', 'solid', '1px', true],
      ['underline', 'solid', '1px', true],
    ]);
  });

  it.each(['light', 'dark', 'highContrast', 'highContrastLight'] as const)(
    'keeps text readable on the strongest colours in %s',
    async (theme) => {
      const { page } = await open(
        inspectReady({
          sides: [
            {
              label: 'A',
              response: { ...response, tokens: tokens.map((t) => ({ ...t, contribution: 1 })) },
            },
            {
              label: 'B',
              response: { ...response, tokens: tokens.map((t) => ({ ...t, contribution: -1 })) },
            },
          ],
        }),
        theme,
      );
      for (const side of ['adds', 'costs']) {
        const ratio = await contrast(page.locator(`.tokens .token.${side}`).first());
        expect(ratio).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('stays usable with a response of ten thousand tokens', async () => {
    const long = inspectedResponse('Commits are snapshots, not differences. '.repeat(1500), 1);
    expect(long.tokens.length).toBeGreaterThan(10_000);
    const { page } = await open(
      inspectReady({ sides: [{ label: 'A', response: long }], probability: null }),
    );
    await page.locator('.token[tabindex="0"]').focus();
    await page.keyboard.press('End');
    expect(await page.locator(':focus').getAttribute('data-span')).toBe(
      String(long.tokens.length - 1),
    );
    await card(page).waitFor();
  });

  it('says what to do when there is nothing, and offers the next steps after an error', async () => {
    const { page, host } = await open({ kind: 'empty' });
    await page.getByText('Reward Lens: Inspect Response').waitFor();
    const error = { title: 'There is no model yet', detail: 'Train one, then inspect again.' };
    await host.push({ kind: 'error', error });
    expect(await page.getByRole('alert').innerText()).toContain('Train one, then inspect again.');
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('button', { name: 'Train a reward model' }).click();
    await expect
      .poll(() => host.calls.map((call) => call.method))
      .toEqual(['page/ready', 'inspect/retry', 'inspect/train']);
  });

  it('shows its outline only after 150 ms of loading', async () => {
    const { page } = await open({ kind: 'loading' });
    const loading = page.locator('.loading');
    await loading.waitFor({ state: 'attached' });
    expect(await loading.evaluate((element) => getComputedStyle(element).animationDelay)).toBe(
      '0.15s',
    );
    await expect
      .poll(() => loading.evaluate((element) => getComputedStyle(element).opacity))
      .toBe('1');
  });
});
