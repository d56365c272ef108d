import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { armed, rankPages } from '../support/rankPages.ts';
import { rankItem, rankReady } from '../support/states.ts';

const open = rankPages();

async function shown(first: string): Promise<{ page: Page; text: () => Promise<string> }> {
  const shown = [{ content: first }, { content: 'Another answer.' }];
  const { page } = await open(rankReady({ item: rankItem({ shown }) }));
  await armed(page);
  return { page, text: () => page.locator('.response .text').first().innerText() };
}

describe('formulas', () => {
  it.each([
    ['$x^2$', 1, 0],
    ['\\(a_1 + b\\) and $\\frac{1}{2}$', 2, 0],
    ['$$\\sum_{i=1}^n i$$', 1, 1],
    ['so\n\n\\[\nE = mc^2\n\\]\n\nas said', 1, 1],
    ['in a line $$x$$ too', 1, 1],
    ['| a | b |\n|---|---|\n| $x$ | $y$ |', 2, 0],
  ])('%j is MathML', async (source, formulas, displayed) => {
    const { page } = await shown(source);
    expect(await page.locator('math').count()).toBe(formulas);
    expect(await page.locator('math[display=block]').count()).toBe(displayed);
    expect(await page.locator('math :is(mi, mn)').count()).toBeGreaterThan(0);
  });

  it.each([
    'It costs $5 and then $10.',
    'Between $5/$10 and US$20-US$30.',
    'Set $HOME/bin:$PATH first.',
    '`$x$` is code.',
    'A \\$5 note and $ x $.',
  ])('%j has none', async (source) => {
    const { page } = await shown(source);
    expect(await page.locator('math').count()).toBe(0);
  });

  it('that cannot be read stay the text they were written as', async () => {
    const { page, text } = await shown('Here $\\frac{1$ and $\\nosuchcommand{x}$ stand.');
    expect(await page.locator('math').count()).toBe(0);
    expect(await text()).toBe('Here $\\frac{1$ and $\\nosuchcommand{x}$ stand.');
  });

  it('lead nowhere, load nothing, style nothing and run nothing', async () => {
    const requests: string[] = [];
    const { page } = await shown(
      [
        '$\\href{https://example.org}{x}$',
        '$\\url{javascript:alert(1)}$',
        '$\\includegraphics{https://example.org/a.png}$',
        '$\\class{page}{x}$ $\\style{position:fixed}{x}$ $\\data{a=b}{x}$ $\\id{root}{x}$',
        '$\\text{<img src=x onerror="document.title=1">}$',
        '$\\color{red} x$ $\\def\\a{\\a\\a}\\a$',
        '<math><mtext><script>document.title=1</script></mtext></math>',
      ].join('\n\n'),
    );
    page.on('request', (request) => requests.push(request.url()));
    const first = page.locator('.response .text').first();
    expect(await first.locator('a, img, script, style, [style], [id], [href], [src]').count()).toBe(
      0,
    );
    expect(await first.locator('.page').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
    expect(requests).toEqual([]);
  });

  it('do not freeze the page however many signs there are', async () => {
    const { page } = await shown(`${'$a '.repeat(3_000)}${'\\('.repeat(3_000)}`);
    expect(await page.locator('math').count()).toBe(0);
  });
});
