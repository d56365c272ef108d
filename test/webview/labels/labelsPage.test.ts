import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LabelsState } from '../../../src/shared/labels.ts';
import type { RankAnswer } from '../../../src/shared/protocol.ts';
import {
  labelsConflict,
  labelsItem,
  labelsQuiet,
  labelsReady,
  rankedConflict,
  vote,
} from '../support/labelsStates.ts';
import type { OpenPage } from '../support/openPage.ts';
import { pagesOf } from '../support/pagesOf.ts';

const openLabels = pagesOf<LabelsState>('labels');

async function open(
  ...asked: Parameters<typeof openLabels>
): Promise<OpenPage & { decisions: () => RankAnswer[] }> {
  const one = await openLabels(...asked);
  return { ...one, decisions: () => one.host.callsOf('labels/decide') as RankAnswer[] };
}

/** Waits until the conflict on the screen takes a decision. */
const armed = (page: Page, key = labelsItem().key): Promise<void> =>
  page.locator(`.conflict[data-key="${key}"][data-armed="true"]`).waitFor();

const rows = async (page: Page): Promise<string[][]> =>
  (await page.locator('tbody tr').all()).reduce<Promise<string[][]>>(
    async (before, row) => [...(await before), await row.locator('th, td').allInnerTexts()],
    Promise.resolve([]),
  );

describe('what stands there', () => {
  it('says who judged how much and how often somebody contradicts them', async () => {
    const { page } = await open(labelsReady());
    expect(await page.locator('.totals').innerText()).toMatch(
      /3 annotators\s*1,412 judgements\s*61 judged by several\s*5 conflicts\s*2 decided/,
    );
    const table = (await rows(page)).map((cells) => cells.map((cell) => cell.replace(/\s+/g, ' ')));
    expect(table.map((cells) => cells.slice(0, 5))).toEqual([
      ['ann', '210', '210', '61', '12 19.7 %'],
      ['bob', '148', '148', '58', '14 24.1 %'],
      ['cleo', '1,054', '1,054', '40', '3 7.5 %'],
    ]);
    for (const cells of table) expect(cells[5]).toMatch(/^202[56]-\d\d-\d\d$/);
  });

  it('lists conflicts with who said what, and shows the first', async () => {
    const { page } = await open(labelsReady());
    const listed = (await page.getByRole('option').allInnerTexts()).map((text) =>
      text.replace(/\s+/g, ' '),
    );
    expect(listed[0]).toContain('ann: 1 better');
    expect(listed[0]).toContain('bob: 2 much better');
    expect(listed[0]).toMatch(/line 1.*opposed.*no majority/);
    expect(listed[2]).toContain('ann, cleo: 1 better');
    expect(listed[2]).toMatch(/line 15.*tie.*majority: 1 better/);
    expect(listed[3]).toContain('helpfulness');
    expect(await page.getByRole('option', { selected: true }).count()).toBe(1);
    const said = await page.locator('.votes dl > div').allInnerTexts();
    expect(said.map((text) => text.split(/\s{2,}|\n/).filter(Boolean))).toEqual([
      ['1 better', 'ann'],
      ['2 much better', 'bob'],
    ]);
    expect(await page.locator('.response').count()).toBe(2);
  });

  it('shows what was decided, by whom, and why people said what they said', async () => {
    const conflict = labelsConflict(0, {
      votes: [vote(['ann'], [0, 1]), vote(['dora'], [1, 0], { adjudicated: true })],
      ...{ agreed: [1, 0], decidedBy: 'dora' },
    });
    const reasons = [{ annotator: 'ann', text: 'shorter' }];
    const { page, host } = await open(
      labelsReady({
        list: 'decided',
        conflicts: [conflict],
        item: labelsItem({ conflict, reasons }),
      }),
    );
    await page.getByText('dora decided: 2 better').waitFor();
    expect(await page.locator('.reason').innerText()).toMatch(/ann: shorter/);
    expect(await page.locator('.response.best h2').innerText()).toContain('2');
    await page.getByRole('button', { name: 'Open 5' }).click();
    expect(host.callsOf('labels/list')).toEqual([{ list: 'open' }]);
  });

  it('keeps which dataset it shows, for after a reload', async () => {
    const { page } = await open(labelsReady());
    await armed(page);
    await page.keyboard.press('m');
    const kept = (): Promise<unknown> =>
      page.evaluate(() => {
        const scope = window as unknown as Record<string, () => { getState(): unknown }>;
        return scope['acquireVsCodeApi']?.().getState();
      });
    await expect.poll(kept).toEqual({ dataset: 'file:///workspace/support.jsonl', plain: true });
  });
});

describe('deciding', () => {
  it.each([
    ['1', [0, 1], undefined],
    ['2', [1, 0], undefined],
    ['0', [0, 0], undefined],
    ['b', [0, 0], true],
  ])('%s decides a pair, once', async (key, places, bothBad) => {
    const { page, decisions } = await open(labelsReady());
    await armed(page);
    await page.keyboard.press(key);
    await page.keyboard.press(key);
    await expect.poll(decisions).toHaveLength(1);
    expect(decisions()[0]).toMatchObject({ key: labelsItem().key, places });
    expect(decisions()[0]?.bothBad).toBe(bothBad);
    expect(decisions()[0]?.durationMs).toBeGreaterThanOrEqual(0);
  });

  it('a double press does not decide the next conflict too', async () => {
    const { page, host, decisions } = await open(labelsReady());
    await armed(page);
    const next = labelsItem({ conflict: labelsConflict(1) });
    host.onCall = (method) => {
      if (method === 'labels/decide') return host.push(labelsReady({ item: next }));
      return undefined;
    };
    await page.keyboard.press('1');
    await page.locator(`.conflict[data-key="${next.key}"]`).waitFor();
    expect(decisions()).toHaveLength(1);
    await armed(page, next.key);
    await page.keyboard.press('2');
    await expect.poll(decisions).toHaveLength(2);
    expect(decisions()[1]).toMatchObject({ key: next.key, places: [1, 0] });
  });

  it('places three or more by digits, or takes over what somebody said, ties and all', async () => {
    const item = rankedConflict();
    const { page, decisions } = await open(labelsReady({ conflicts: [item.conflict], item }));
    await armed(page, item.key);
    await page.keyboard.press('3');
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    expect(decisions()).toEqual([]);
    for (const key of ['t', '4', 'Enter']) await page.keyboard.press(key);
    await expect.poll(decisions).toHaveLength(1);
    expect(decisions()[0]?.places).toEqual([1, 2, 0, 1]);
    const again = await open(labelsReady({ conflicts: [item.conflict], item }));
    await armed(again.page, item.key);
    await again.page.getByRole('button', { name: 'Use this ranking: 2 > 1 = 3 > 4' }).click();
    await expect.poll(again.decisions).toHaveLength(1);
    expect(again.decisions()[0]?.places).toEqual([1, 0, 1, 2]);
  });

  it('ranks three or more with a tie by buttons alone', async () => {
    const item = rankedConflict();
    const { page, decisions } = await open(labelsReady({ conflicts: [item.conflict], item }));
    await armed(page, item.key);
    const press = (name: string): Promise<void> => page.getByRole('button', { name }).click();
    for (const card of [3, 1])
      await page
        .locator('.response .card-head')
        .nth(card - 1)
        .click();
    await press('tie next');
    await page.locator('.response .card-head').nth(3).click();
    await press('Save ranking');
    await expect.poll(decisions).toHaveLength(1);
    expect(decisions()[0]?.places).toEqual([1, 2, 0, 1]);
  });

  it('a decision that was not saved says why, and Retry asks again', async () => {
    const error = { title: 'Not saved', detail: 'The disk is full.' };
    const { page, host } = await open(labelsReady({ saved: { kind: 'failed', error } }));
    expect(await page.getByRole('alert').innerText()).toContain('The disk is full.');
    await page.getByRole('button', { name: 'Retry' }).click();
    expect(host.callsOf('labels/retry')).toHaveLength(1);
  });

  it('U takes the last decision back, where there is one', async () => {
    const { page, host } = await open(labelsReady());
    await armed(page);
    await page.keyboard.press('u');
    await expect.poll(() => host.callsOf('labels/undo')).toHaveLength(1);
    await host.push(labelsReady({ canUndo: false, notice: 'Nothing was taken back' }));
    await page.getByText('Nothing was taken back').first().waitFor();
    await page.keyboard.press('u');
    await page.keyboard.press('m');
    await page.locator('.text.plain').first().waitFor();
    expect(host.callsOf('labels/undo')).toHaveLength(1);
  });
});

describe('moving', () => {
  it('arrows and clicks choose a conflict; in a text the arrows scroll', async () => {
    const { page, host } = await open(
      labelsReady({ item: labelsItem({ conflict: labelsConflict(1) }) }),
    );
    await armed(page, labelsItem({ conflict: labelsConflict(1) }).key);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.getByRole('option').nth(3).click();
    await expect
      .poll(() => host.callsOf('labels/select'))
      .toEqual([{ key: 'conflict-2' }, { key: 'conflict-0' }, { key: 'conflict-3' }]);
    await page.locator('.response .card-body').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('u');
    await expect.poll(() => host.callsOf('labels/undo')).toHaveLength(1);
    expect(host.callsOf('labels/select')).toHaveLength(3);
  });

  it('of a thousand conflicts more are listed when asked for, and the chosen one is in sight', async () => {
    const conflicts = Array.from({ length: 100 }, (_, index) => labelsConflict(index));
    const many = { openCount: 1000, conflicts };
    const { page, host } = await open(labelsReady(many));
    await page.getByRole('button', { name: 'Show more (900 left)' }).click();
    expect(host.callsOf('labels/more')).toHaveLength(1);
    await host.push(labelsReady({ ...many, item: labelsItem({ conflict: labelsConflict(90) }) }));
    const chosen = page.locator('[aria-selected="true"]');
    const list = page.locator('.conflict-rows');
    await expect
      .poll(async () => {
        const [row, box] = await Promise.all([chosen.boundingBox(), list.boundingBox()]);
        if (row === null || box === null) return false;
        return row.y >= box.y - 1 && row.y + row.height <= box.y + box.height + 1;
      })
      .toBe(true);
  });

  it('opens the line, and the keys stay in sight below long texts', async () => {
    const long = labelsItem({
      shown: ['a', 'b'].map((id) => ({ id, content: 'word '.repeat(4000) })),
    });
    const { page, host } = await open(labelsReady({ item: long }));
    await page.getByRole('button', { name: 'Open line 1' }).click();
    expect(host.callsOf('labels/openLine')).toHaveLength(1);
    const foot = await page.locator('.page-foot').boundingBox();
    expect((foot?.y ?? 0) + (foot?.height ?? 0)).toBeLessThanOrEqual(800);
  });
});

describe('with nothing to decide', () => {
  it.each([
    ['nobody', labelsQuiet({ annotators: [], shared: 0 }), /Nobody has labelled this yet/, true],
    [
      'one person',
      labelsQuiet({ annotators: annotators().slice(0, 1), shared: 0 }),
      /Only ann labelled this/,
      true,
    ],
    [
      'no shared row',
      labelsQuiet({ annotators: annotators().slice(0, 2), shared: 0 }),
      /No row was judged by two people/,
      true,
    ],
    ['agreement', labelsQuiet(), /Everybody agrees/, false],
  ])('says so: %s', async (_, state, text, offersRanking) => {
    const { page, host } = await open(state);
    expect(await page.locator('.message').innerText()).toMatch(text);
    const rank = page.getByRole('button', { name: 'Rank responses' });
    expect(await rank.count()).toBe(offersRanking ? 1 : 0);
    if (!offersRanking) return;
    await rank.click();
    expect(host.callsOf('labels/rank')).toHaveLength(1);
  });

  it('says that the last one was decided, and what still is to come while rows are read', async () => {
    const { page, host } = await open(
      labelsReady({ openCount: 0, decidedCount: 3, conflicts: [], item: null }),
    );
    await page.getByText('All conflicts are decided.').waitFor();
    await page.getByRole('button', { name: 'Decided 3' }).click();
    expect(host.callsOf('labels/list')).toEqual([{ list: 'decided' }]);
    // What is not there yet may still come.
    for (const none of [{ annotators: [], shared: 0 }, { shared: 0 }, {}]) {
      await host.push(labelsQuiet({ complete: false, ...none }));
      await page.getByText('Still reading').waitFor();
      await expect.poll(() => page.locator('tbody').count()).toBe(none.annotators ? 0 : 1);
      expect(await page.locator('.message').count()).toBe(0);
    }
  });

  it('shows what it waits for, and an error with Retry', async () => {
    const place = { dataset: 'file:///w/support.jsonl', name: 'support.jsonl' };
    const { page, host } = await open({ ...place, kind: 'loading' });
    await page.getByText('Reading the labels of support.jsonl').waitFor();
    const error = { title: 'The labels cannot be shown', detail: 'No such file.' };
    await host.push({ ...place, kind: 'error', error });
    await page.getByRole('heading', { name: error.title }).waitFor();
    await page.getByRole('button', { name: 'Retry' }).click();
    expect(host.callsOf('labels/retry')).toHaveLength(1);
  });
});

function annotators() {
  const state = labelsReady();
  return state.kind === 'ready' ? state.annotators : [];
}

it.each([false, true])('markup does nothing and is seen as text (plain: %s)', async (plain) => {
  const hostile = [
    '</script><img src=x onerror="alert(1)"><script>alert(2)</script>',
    '[here](javascript:alert(3)) ![pixel](https://pixel.invalid/p.png)',
    '<svg onload=alert(5)><style>body{display:none}</style>',
  ].join('\n\n');
  const name = '<img src=x onerror=alert(6)>';
  const conflict = labelsConflict(0, {
    ...{ question: hostile, dimension: name, agreed: [0, 1], decidedBy: name, file: name },
    votes: [vote([name, 'bob'], [0, 1]), vote([`"><b>${name}`], [1, 0])],
  });
  const item = labelsItem({
    conflict,
    prompt: [{ role: 'user', content: hostile }],
    shown: [{ content: hostile }, { content: 'Fine.' }],
    reasons: [{ annotator: name, text: hostile }],
  });
  const [first] = annotators();
  if (first === undefined) throw new Error('No annotator');
  const { page } = await open(
    labelsReady({
      ...{ name, conflicts: [conflict], item, notice: name },
      annotators: [{ ...first, annotator: name, latestAt: `2026-01-31T00:00:00Z` }],
    }),
  );
  await armed(page, item.key);
  if (plain) await page.keyboard.press('m');
  await page
    .locator(plain ? '.text.plain' : '.text.markdown')
    .first()
    .waitFor();
  for (const part of ['h1', 'tbody th', '.said', '.votes', '.conflict-meta', '.reason', '.saved']) {
    expect(await page.locator(part).first().innerText()).toContain(name);
  }
  for (const part of ['.question', '.prompt .card-body', '.response .card-body', '.reason']) {
    expect(await page.locator(part).first().innerText()).toContain(
      '</script><img src=x onerror="alert(1)"><script>alert(2)</script>',
    );
  }
  const acting = 'img, svg, a, form, input, iframe, style, script, [style], [onerror], [href]';
  expect(await page.locator('.page').locator(acting).count()).toBe(0);
});

it('names its parts for a screen reader', async () => {
  const { page } = await open(labelsReady());
  await page.getByRole('heading', { name: 'support.jsonl' }).waitFor();
  await page.getByRole('columnheader', { name: 'Contradicted' }).waitFor();
  await page.getByRole('rowheader', { name: 'ann' }).waitFor();
  const list = page.getByRole('listbox', { name: 'Open conflicts' });
  const active = await list.getAttribute('aria-activedescendant');
  expect(await page.locator(`#${active ?? ''}`).getAttribute('aria-selected')).toBe('true');
  await page.getByRole('button', { name: 'Open 5', pressed: true }).waitFor();
  for (const name of ['1 better', '2 better', 'tie', 'both bad', 'undo', 'next conflict']) {
    await page.getByRole('button', { name, exact: true }).waitFor();
  }
  expect(await page.locator('.unseen[role="status"]').innerText()).toContain('5 conflicts left');
});

it('does not scroll away from the responses when another conflict comes up below', async () => {
  const { page, host } = await open(labelsReady(), { width: 600, height: 500 });
  await armed(page);
  await page.locator('.response').last().scrollIntoViewIfNeeded();
  const scrolled = (): Promise<number> => page.locator('.labels').evaluate((all) => all.scrollTop);
  const before = await scrolled();
  expect(before).toBeGreaterThan(0);
  const next = labelsItem({ conflict: labelsConflict(1) });
  await host.push(labelsReady({ item: next }));
  await armed(page, next.key);
  expect(await scrolled()).toBe(before);
});

it('stacks where it is narrow, without scrolling sideways', async () => {
  const item = rankedConflict();
  const state = labelsReady({ conflicts: [item.conflict, labelsConflict(1)], item });
  const { page } = await open(state, { width: 600 });
  await armed(page, item.key);
  const [list, conflict] = await Promise.all(
    ['.conflicts', '.conflict'].map((part) => page.locator(part).boundingBox()),
  );
  expect(conflict?.y).toBeGreaterThanOrEqual((list?.y ?? 0) + (list?.height ?? 0));
  const widest = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widest).toBeLessThanOrEqual(600);
});
