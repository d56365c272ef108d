import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { contrast } from '../support/contrast.ts';
import type { PageHost } from '../support/pageHost.ts';
import { armed, rankPages } from '../support/rankPages.ts';
import { rankItem, rankReady, rankSearch } from '../support/states.ts';

const open = rankPages();

const field = (page: Page) => page.getByRole('textbox', { name: 'Find in the dataset' });
const rows = (page: Page) => page.getByRole('list', { name: 'Matches' }).getByRole('button');
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.textContent ?? document.activeElement?.tagName);

/** Answers a search as the host does, and shows the item of a match that is opened. */
function answering(host: PageHost, found = rankSearch()): void {
  let search: typeof found | null = null;
  let item = rankItem();
  host.onCall = async (method, params) => {
    const { text, row } = params as { text?: string; row?: number };
    if (method === 'rank/search') search = text === '' ? null : { ...found, text: text ?? '' };
    else if (method === 'rank/openMatch') item = rankItem({ key: `row-${row}`, row: row ?? 0 });
    else return;
    await host.push(rankReady({ search, item }));
  };
}

describe('finding', () => {
  it.each(['/', 'Control+f', 'Meta+f'])('%s opens the field, where keys are text', async (key) => {
    const { page, host, answers } = await open(rankReady());
    answering(host);
    await armed(page);
    await page.keyboard.press(key);
    // Typed at once: none of it may judge, skip or move.
    await page.keyboard.type('1bs20');
    expect(await field(page).inputValue()).toBe('1bs20');
    await page.getByText('4 found', { exact: true }).first().waitFor();
    expect(answers()).toEqual([]);
    expect(host.callsOf('rank/skip')).toEqual([]);
  });

  it('searches once typing pauses, and says how far it is', async () => {
    const { page, host } = await open(rankReady());
    await armed(page);
    await page.getByRole('button', { name: 'find' }).click();
    await page.keyboard.type('commit');
    await expect.poll(() => host.callsOf('rank/search')).toEqual([{ text: 'commit' }]);
    const counted = page.locator('.find-count');
    expect(await counted.innerText()).toBe('searching…');
    await host.push(rankReady({ search: rankSearch({ done: false }) }));
    await expect.poll(() => counted.innerText()).toBe('4 so far…');
    const heard = page.getByRole('search').getByRole('status');
    expect(await heard.innerText()).toBe('');
    await host.push(rankReady({ search: rankSearch({ more: true }) }));
    await expect.poll(() => heard.innerText()).toBe('first 4');
    expect(await rows(page).nth(1).locator('mark').allInnerTexts()).toEqual(['Commit']);
    // What was found for another text is not shown for this one.
    await page.keyboard.type('s');
    await expect.poll(() => counted.innerText()).toBe('searching…');
    expect(await rows(page).count()).toBe(0);
  });

  it('Enter opens the first match at once, which can be judged from the list, then the next', async () => {
    const { page, host, answers } = await open(rankReady());
    answering(host);
    await armed(page);
    await page.keyboard.press('/');
    await page.keyboard.type('commit');
    await page.keyboard.press('Enter');
    await armed(page, 'row-3');
    expect(host.callsOf('rank/search')).toHaveLength(1);
    await expect.poll(() => focused(page)).toContain('What is a commit?');
    expect(await rows(page).first().getAttribute('aria-current')).toBe('true');
    await page.keyboard.press('2');
    await expect.poll(answers).toMatchObject([{ key: 'row-3', places: [1, 0] }]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await armed(page, 'row-17');
    // From the field, Enter goes on with the match after it.
    await page.keyboard.press('/');
    await page.keyboard.press('Enter');
    await armed(page, 'row-42');
    expect(host.callsOf('rank/openMatch')).toEqual([{ row: 3 }, { row: 17 }, { row: 42 }]);
  });

  it('arrows, Home and End move between the field and the matches', async () => {
    const { page } = await open(rankReady({ search: rankSearch() }));
    await armed(page);
    // A page that is built anew with its search open leaves the focus where it is.
    expect(await field(page).inputValue()).toBe('commit');
    const hasFocus = () => field(page).evaluate((input) => input === document.activeElement);
    expect(await hasFocus()).toBe(false);
    await field(page).focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toContain('line 4');
    await page.keyboard.press('End');
    await expect.poll(() => focused(page)).toContain('line 1,204');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focused(page)).toContain('line 57');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    expect(await hasFocus()).toBe(true);
    expect(await rows(page).evaluateAll((all) => all.map((row) => row.tabIndex))).toEqual([
      0, -1, -1, -1,
    ]);
  });

  it('Escape ends the search and gives the focus back', async () => {
    const { page, host } = await open(rankReady());
    answering(host);
    await armed(page);
    const prompt = page.getByRole('group', { name: 'Prompt text' });
    await prompt.focus();
    await page.keyboard.press('/');
    await page.keyboard.type('commit');
    await rows(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await field(page).waitFor({ state: 'detached' });
    expect(await prompt.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => host.callsOf('rank/search').at(-1)).toEqual({ text: '' });
    // The text is still there next time, and is searched for again.
    await page.keyboard.press('/');
    expect(await field(page).inputValue()).toBe('commit');
    await expect.poll(() => host.callsOf('rank/search').at(-1)).toEqual({ text: 'commit' });
  });

  it('Escape elsewhere takes back a ranking first, then ends the search', async () => {
    const shown = ['a', 'b', 'c'].map((id) => ({ id, content: id }));
    const item = rankItem({ shown });
    const { page } = await open(rankReady({ item, search: rankSearch() }));
    await armed(page);
    await page.keyboard.press('2');
    await page.locator('.response.best').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.response.best').waitFor({ state: 'detached' });
    expect(await field(page).count()).toBe(1);
    await page.keyboard.press('Escape');
    await field(page).waitFor({ state: 'detached' });
  });

  it('names the file of a match where there are several, and tells of an error', async () => {
    const error = { title: 'Not searched to the end.', detail: 'The engine stopped.' };
    const matches = [{ index: 4, line: 2, excerpt: 'a commit', file: 'train-2.jsonl' }];
    const { page, host } = await open(rankReady({ search: rankSearch({ matches, error }) }));
    await armed(page);
    expect(await rows(page).allInnerTexts()).toEqual([
      expect.stringContaining('train-2.jsonl, line 2'),
    ]);
    const alert = page.getByRole('alert');
    expect(await alert.innerText()).toContain('The engine stopped.');
    await alert.getByRole('button', { name: 'Retry' }).click();
    await expect.poll(() => host.callsOf('rank/search')).toEqual([{ text: 'commit' }]);
  });

  it.each(['dark', 'light', 'highContrast', 'highContrastLight'] as const)(
    'what was found can be read, %s',
    async (theme) => {
      const { page } = await open(rankReady({ search: rankSearch() }), { theme });
      await armed(page);
      for (const part of [rows(page).nth(2).locator('mark'), page.locator('.match-place').nth(2)]) {
        expect(await contrast(part)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  const thousand = rankSearch({
    matches: Array.from({ length: 1_000 }, (_, index) => ({
      index,
      line: index + 1,
      excerpt: `…the ${index}th commit of a long history that nobody has read in full, or will…`,
    })),
    more: true,
  });

  it('a thousand matches leave room to judge where it is narrow', async () => {
    const { page, answers } = await open(rankReady({ search: thousand }), { width: 600 });
    await armed(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(600);
    const foot = await page.getByRole('button', { name: '1 better' }).boundingBox();
    expect((foot?.y ?? Infinity) + (foot?.height ?? 0)).toBeLessThanOrEqual(800);
    const desk = await page.locator('.desk').boundingBox();
    expect(desk?.height).toBeGreaterThan(300);
    await field(page).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await expect.poll(() => focused(page)).toContain('line 1,000');
    await page.keyboard.press('1');
    await expect.poll(answers).toHaveLength(1);
  });

  it('at 200 % zoom all can be scrolled to, and nothing covers anything', async () => {
    const size = { width: 580, height: 290 };
    const { page } = await open(rankReady({ search: thousand }), size);
    await armed(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(size.width);
    let end = 0;
    for (const part of ['.page-head', '.find', '.prompt', '.responses', '.page-end']) {
      await page.locator(part).scrollIntoViewIfNeeded();
      const { top, bottom } = await page.locator(part).evaluate((element) => {
        const box = element.getBoundingClientRect();
        return { top: box.top + scrollY, bottom: box.bottom + scrollY };
      });
      expect(top).toBeGreaterThanOrEqual(end);
      end = bottom;
    }
    const high = await page.evaluate(() => document.documentElement.scrollHeight);
    // Heights of pages are whole pixels.
    expect(Math.floor(end)).toBeLessThanOrEqual(high);
  });
});

describe('going to an item', () => {
  it('G asks for its number, says what is wrong with it, and goes', async () => {
    const { page, host, answers } = await open(rankReady());
    await armed(page);
    await page.keyboard.press('g');
    const number = page.getByRole('textbox', { name: 'Item' });
    expect(await number.inputValue()).toBe('43');
    await page.keyboard.type('151');
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert');
    expect(await alert.innerText()).toBe('Type a number from 1 to 150.');
    await page.keyboard.type('12');
    expect(await alert.count()).toBe(0);
    await page.keyboard.press('Enter');
    await number.waitFor({ state: 'detached' });
    expect(host.callsOf('rank/jump')).toEqual([{ index: 11 }]);
    await page.keyboard.press('1');
    await expect.poll(answers).toHaveLength(1);
  });

  it('the number in the header asks as well; Escape gives the focus back to it', async () => {
    const { page, host } = await open(rankReady());
    await armed(page);
    const button = page.getByRole('button', { name: 'Item 43, go to another' });
    await button.click();
    await page.getByRole('textbox', { name: 'Item' }).waitFor();
    await page.keyboard.press('Escape');
    await button.waitFor();
    const tag = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(tag).toBe('Item 43, go to another');
    expect(host.callsOf('rank/jump')).toEqual([]);
  });
});

describe('the format and the counts', () => {
  it('the badge says why, pointed at or focused, and offers others', async () => {
    const { page, host } = await open(rankReady());
    await armed(page);
    const why = page.locator('.format-why');
    const badge = page.getByRole('button', { name: /^Format: HH-RLHF, because "chosen"/ });
    expect(await why.isVisible()).toBe(false);
    await page.locator('.format').hover();
    expect(await why.innerText()).toMatch(/^HH-RLHF, because "chosen" and "rejected" are/);
    await page.mouse.move(600, 600);
    expect(await why.isVisible()).toBe(false);
    await badge.focus();
    expect(await why.isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => host.callsOf('rank/chooseFormat')).toHaveLength(1);
    const format = { name: 'shp', title: 'SHP', reason: 'it was chosen', chosen: true };
    await host.push(rankReady({ format }));
    await expect.poll(() => why.innerText()).toMatch(/^SHP, chosen by you\./);
    await host.push(rankReady({ format: null, problemCount: 2 }));
    await page.getByRole('button', { name: /^Format: No row could be read/ }).waitFor();
  });

  it('a file that is still read shows no total', async () => {
    const { page, host } = await open(rankReady({ reading: 412_000, total: 913_441 }));
    await armed(page);
    const head = page.locator('.page-head');
    await page.getByText('reading… 412,000 rows so far').waitFor();
    expect(await head.innerText()).not.toContain('913,441');
    expect(await page.getByRole('progressbar').count()).toBe(0);
    await page.keyboard.press('g');
    await page.keyboard.type('913442');
    await page.keyboard.press('Enter');
    await page.getByText('Only 913,441 items are found so far.').waitFor();
    // It stays true when the file has been read.
    await host.push(rankReady({ total: 913_441 }));
    await page.getByText('Type a number from 1 to 913,441.').waitFor();
    await host.push(rankReady({ total: 913_442 }));
    await page.locator('.jump-problem').waitFor({ state: 'detached' });
    await host.push(rankReady({ item: null, reading: 412_000 }));
    await page.getByRole('heading', { name: 'Reading support.jsonl…' }).waitFor();
    await host.push(rankReady({ total: 913_441 }));
    await page.getByText('42 / 913,441').waitFor();
  });

  it('an item of several files is named with its file, which opens at its line', async () => {
    const item = rankItem({ file: 'train-2.jsonl', line: 12 });
    const { page, host } = await open(rankReady({ name: 'train-*.jsonl', item }));
    await armed(page);
    await page.getByRole('button', { name: 'train-2.jsonl, line 12' }).click();
    await expect
      .poll(() => host.callsOf('rank/openLine'))
      .toEqual([{ line: 12, file: 'train-2.jsonl' }]);
  });
});
