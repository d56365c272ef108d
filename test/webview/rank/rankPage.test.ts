import { describe, expect, it } from 'vitest';
import { armed, rankPages } from '../support/rankPages.ts';
import { rankItem, rankReady } from '../support/states.ts';

const open = rankPages();

it('tells who wrote a response where the host says so, and nothing where it does not', async () => {
  const shown = [{ content: 'One.', model: 'gpt-4' }, { content: 'Two.' }];
  const { page } = await open(rankReady({ item: rankItem({ shown, places: [0, 1] }) }));
  await armed(page);
  const cards = page.locator('.response');
  expect(await cards.nth(0).locator('.model-name').innerText()).toContain('gpt-4');
  expect(await cards.nth(1).locator('.model-name').count()).toBe(0);
});

describe('what responses hold', () => {
  it.each([false, true])('markup does nothing and is seen as text (plain: %s)', async (plain) => {
    const hostile = [
      '</script><img src=x onerror="alert(1)"><script>alert(2)</script>',
      '[here](javascript:alert(3)) ![pixel](https://pixel.invalid/p.png)',
      '<a href="https://leak.invalid" style="position:fixed">out</a><form action="//f.invalid"><input autofocus onfocus=alert(4)>',
      '<svg onload=alert(5)><style>body{display:none}</style>',
      '`<img src=y onerror=alert(6)>` and https://auto.invalid/link',
    ].join('\n\n');
    const { page } = await open(
      rankReady({
        item: rankItem({
          prompt: [{ role: 'user', content: hostile }],
          shown: [{ content: hostile }, { content: 'Fine.' }],
        }),
      }),
    );
    await armed(page);
    if (plain) await page.keyboard.press('m');
    await page
      .locator(plain ? '.text.plain' : '.text.markdown')
      .first()
      .waitFor();
    for (const card of [page.locator('.prompt'), page.locator('.response').first()]) {
      const text = await card.locator('.card-body').innerText();
      expect(text).toContain('</script><img src=x onerror="alert(1)"><script>alert(2)</script>');
      expect(text).toContain('<svg onload=alert(5)><style>body{display:none}</style>');
      expect(text).toContain('<img src=y onerror=alert(6)>');
    }
    const acting = 'img, svg, a, form, input, iframe, style, script, [style], [onerror], [href]';
    expect(await page.locator('.card').locator(acting).count()).toBe(0);
  });

  it('formats Markdown, takes the direction of right-to-left text, and switches to plain', async () => {
    const content =
      '# Title\n\n- one\n- [x] two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nمرحبا بالعالم\n\n```\ncode\n```';
    const { page } = await open(
      rankReady({
        item: rankItem({
          shown: [{ content }, { content: '  kept   as\n\tit is' }],
        }),
      }),
    );
    await armed(page);
    const card = page.locator('.response').first();
    expect(await card.getByRole('heading', { name: 'Title' }).count()).toBe(1);
    expect(await card.locator('li').allInnerTexts()).toEqual(['one', '☑ two']);
    const arabic = card.locator('p', { hasText: 'مرحبا' });
    expect(await arabic.evaluate((p) => getComputedStyle(p).direction)).toBe('rtl');
    expect(await card.locator('pre').evaluate((p) => getComputedStyle(p).direction)).toBe('ltr');
    await page.keyboard.press('m');
    const second = page.locator('.response .text.plain').nth(1);
    expect(await second.evaluate((text) => text.textContent)).toBe('  kept   as\n\tit is');
    expect(await second.evaluate((text) => getComputedStyle(text).whiteSpace)).toBe('pre-wrap');
  });

  it('text that overflows the Markdown parser is shown as it is', async () => {
    const nested = '> '.repeat(12_000) + 'deep';
    const { page } = await open(
      rankReady({
        item: rankItem({
          shown: [{ content: nested }, { content: 'Fine.' }],
        }),
      }),
    );
    await armed(page);
    const text = page.locator('.response').first().locator('.text');
    expect(await text.evaluate((element) => element.textContent)).toBe(nested);
  });

  it('a huge response scrolls in its card, the keys stay in sight, and a key still answers', async () => {
    const huge =
      'A sentence with **some** words in it, [a link](https://x.invalid) and `code`.\n\n'.repeat(
        2600,
      );
    expect(huge.length).toBeGreaterThan(200_000);
    const { page, host, answers } = await open(
      rankReady({
        item: rankItem({
          shown: [{ content: huge }, { content: 'Short.' }],
        }),
      }),
    );
    await armed(page);
    const body = page.locator('.response .card-body').first();
    await body.evaluate((element) => {
      element.scrollTop = 5000;
    });
    expect(await body.evaluate((element) => element.scrollTop)).toBe(5000);
    const foot = await page.getByRole('button', { name: '1 better' }).boundingBox();
    expect((foot?.y ?? Infinity) + (foot?.height ?? 0)).toBeLessThanOrEqual(800);
    await page.keyboard.press('1');
    await expect.poll(answers).toHaveLength(1);
    await host.push(rankReady({ item: rankItem({ key: 'item-43', index: 43 }) }));
    await armed(page, 'item-43');
    expect(await body.evaluate((element) => element.scrollTop)).toBe(0);
  });
});

describe('other states', () => {
  it('folds the system message and earlier turns', async () => {
    const prompt = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'First?' },
      { role: 'assistant', content: 'Yes.' },
      { role: 'user', content: 'Second?' },
    ] as const;
    const { page } = await open(rankReady({ item: rankItem({ prompt }) }));
    const text = () => page.locator('.prompt .card-body').innerText();
    await armed(page);
    expect(await text()).toBe('Second?');
    await page.getByRole('button', { name: '2 turns', expanded: false }).click();
    await expect.poll(text).toContain('First?');
    await page.getByRole('button', { name: '2 turns', expanded: true }).waitFor();
    await page.getByRole('button', { name: 'system' }).click();
    await expect.poll(text).toContain('Be brief.');
  });

  it('lists the lines that could not be read and opens them', async () => {
    const problems = [{ line: 12, key: 'chosen', message: 'Missing. A pair needs it.' }];
    const { page, host } = await open(rankReady({ problemCount: 140, problems }));
    await page.getByRole('button', { name: '140 problems' }).click();
    const list = page.getByRole('region', { name: 'Lines with problems' });
    expect(await list.innerText()).toContain('and 139 more');
    await list.getByRole('button', { name: 'line 12' }).click();
    await expect.poll(() => host.callsOf('rank/openLine')).toEqual([{ line: 12 }]);
  });

  it('says what to do when all is judged, when skipped items are left, and when the file is empty', async () => {
    const { page, host } = await open(rankReady({ item: null, labelled: 150 }));
    await page.getByRole('heading', { name: 'All 150 judged' }).waitFor();
    await page.getByRole('button', { name: 'Train reward model' }).click();
    await expect.poll(() => host.callsOf('rank/train')).toHaveLength(1);
    await host.push(rankReady({ item: null, labelled: 148 }));
    await page.getByText('148 of 150 judged, 2 skipped.').waitFor();
    await host.push(rankReady({ item: null, labelled: 0, total: 0 }));
    await page.getByText('Nothing to rank in support.jsonl').waitFor();
    const nothing = rankReady({ item: null, labelled: 0, total: 0, problemCount: 1 });
    await host.push({ ...nothing, problems: [{ line: 1, message: 'A row must be an object.' }] });
    await page.getByText('A row must be an object.').waitFor();
  });

  it('shows an error with its next step and retries', async () => {
    const error = { title: 'support.jsonl cannot be read', detail: 'Line 1: no known format.' };
    const { page, host } = await open({ kind: 'error', name: 'support.jsonl', error });
    expect(await page.getByRole('alert').innerText()).toContain('Line 1: no known format.');
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect.poll(() => host.callsOf('rank/retry')).toHaveLength(1);
  });

  it('shows all keys; Escape closes, and meanwhile nothing is judged', async () => {
    const { page, answers } = await open(rankReady());
    await armed(page);
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await dialog.waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('Escape');
    // By its role a closed dialog is gone before the page has heard that it closed.
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(answers()).toEqual([]);
    await page.keyboard.press('1');
    await expect.poll(answers).toHaveLength(1);
  });

  it('names its parts for a screen reader, keys included', async () => {
    const { page } = await open(rankReady());
    await armed(page);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('support.jsonl');
    expect(await page.getByRole('list', { name: 'Responses' }).getByRole('listitem').count()).toBe(
      2,
    );
    expect(
      await page.getByRole('progressbar', { name: 'Labelled' }).getAttribute('aria-valuenow'),
    ).toBe('42');
    const shortcuts = await page
      .locator('vscode-button')
      .evaluateAll((buttons) =>
        buttons.map(
          (b) => b.shadowRoot?.querySelector('button')?.getAttribute('aria-keyshortcuts') ?? null,
        ),
      );
    expect(shortcuts.filter((key) => key !== null)).toEqual([
      'G',
      '1',
      '2',
      '0',
      'B',
      'S',
      'U',
      'R',
      'F',
      'ArrowLeft',
      'ArrowRight',
      '/',
      'M',
      'I',
      'D',
      '?',
    ]);
    const unnamed = await page
      .locator('vscode-button')
      .evaluateAll(
        (buttons) =>
          buttons.filter((b) => (b.getAttribute('aria-label') ?? 'Icon Button') === 'Icon Button')
            .length,
      );
    expect(unnamed).toBe(0);
  });

  it('stacks the cards where it is narrow, without scrolling sideways', async () => {
    const { page } = await open(rankReady(), { width: 600 });
    await armed(page);
    const [first, second] = await Promise.all(
      [0, 1].map((card) => page.locator('.response').nth(card).boundingBox()),
    );
    expect(second?.x).toBe(first?.x);
    expect(second?.y).toBeGreaterThan((first?.y ?? 0) + (first?.height ?? 0));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(600);
  });

  it('flashes the chosen card, and does not move when motion is unwanted', async () => {
    for (const reducedMotion of [false, true]) {
      const { page } = await open(rankReady(), { reducedMotion });
      await armed(page);
      await page.evaluate(() => {
        const scope = window as unknown as { animated: string[] };
        scope.animated = [];
        const watch = (): void => {
          for (const { effect } of document.getAnimations()) {
            const target = effect instanceof KeyframeEffect ? effect.target : null;
            scope.animated.push(target?.getAttribute('aria-labelledby') ?? 'something else');
          }
          requestAnimationFrame(watch);
        };
        watch();
      });
      await page.keyboard.press('2');
      await page.locator('.verdict', { hasText: 'better' }).waitFor();
      // The flash starts after the paint of the verdict; within a few frames it is running.
      await page.evaluate(async () => {
        for (let frame = 0; frame < 6; frame++) {
          await new Promise((done) => requestAnimationFrame(done));
        }
      });
      const animated = await page.evaluate(
        () => (window as unknown as { animated: string[] }).animated,
      );
      expect([...new Set(animated)]).toEqual(reducedMotion ? [] : ['response-2']);
    }
  });
});
