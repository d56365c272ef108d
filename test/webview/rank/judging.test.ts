import { describe, expect, it } from 'vitest';
import { armed, rankPages } from '../support/rankPages.ts';
import { rankItem, rankReady } from '../support/states.ts';

const open = rankPages();

const four = ['Alpha', 'Beta', 'Gamma', 'Delta'].map((content) => ({ id: content, content }));

describe('judging a pair', () => {
  it.each([
    ['1', { places: [0, 1] }],
    ['2', { places: [1, 0] }],
    ['0', { places: [0, 0] }],
    ['b', { places: [0, 0], bothBad: true }],
  ])('key %s sends the verdict in shown order', async (key, verdict) => {
    const { page, answers } = await open(rankReady());
    await armed(page);
    await page.keyboard.press(key);
    await expect.poll(answers).toHaveLength(1);
    const { durationMs, ...sent } = answers()[0] ?? { durationMs: -1 };
    expect(sent).toEqual({ key: 'item-42', ...verdict });
    expect(Number.isInteger(durationMs) && durationMs >= 0).toBe(true);
  });

  it('a double press labels one item: nothing counts until another item is on the screen', async () => {
    const { page, host, answers } = await open(rankReady());
    await armed(page);
    await page.keyboard.press('1');
    await page.keyboard.press('1');
    await page.keyboard.press('2');
    await expect.poll(answers).toHaveLength(1);
    // The same item again, as after a change of the count: still answered.
    await host.push(rankReady({ labelled: 43 }));
    await page.getByText('43 / 150').waitFor();
    await page.keyboard.press('1');
    await host.push(rankReady({ labelled: 43, item: rankItem({ key: 'item-43', index: 43 }) }));
    await armed(page, 'item-43');
    await page.keyboard.press('2');
    await expect.poll(answers).toHaveLength(2);
    expect(answers().map((a) => [a.key, a.places])).toEqual([
      ['item-42', [0, 1]],
      ['item-43', [1, 0]],
    ]);
  });

  it('works by buttons, and the second click of a double click is not an answer', async () => {
    const { page, host, answers } = await open(rankReady());
    host.onCall = (method) =>
      method === 'rank/answer'
        ? host.push(rankReady({ item: rankItem({ key: 'item-43', index: 43 }) }))
        : undefined;
    await armed(page);
    await page.getByRole('button', { name: '2 better' }).dblclick({ delay: 10 });
    await armed(page, 'item-43');
    await expect.poll(answers).toHaveLength(1);
    await page.getByRole('button', { name: 'tie' }).click();
    await expect.poll(answers).toHaveLength(2);
    expect(answers()[1]).toMatchObject({ key: 'item-43', places: [0, 0] });
  });

  it('ignores modifiers and held keys, and keeps working after a button had the focus', async () => {
    const { page, answers, host } = await open(rankReady());
    await armed(page);
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Alt+2');
    await page.getByRole('button', { name: 'plain text' }).focus();
    await page.keyboard.down('m');
    await page.keyboard.down('m');
    await page.keyboard.up('m');
    await page.getByRole('button', { name: 'Markdown' }).waitFor();
    expect(answers()).toEqual([]);
    await page.keyboard.press('1');
    await expect.poll(answers).toHaveLength(1);
    expect(host.callsOf('rank/skip')).toEqual([]);
  });

  it('moves, skips, undoes, inspects and opens the line', async () => {
    const { page, host } = await open(rankReady());
    await armed(page);
    for (const key of ['s', 'u', 'ArrowLeft', 'ArrowRight', 'i']) await page.keyboard.press(key);
    await page.getByRole('button', { name: 'line 57' }).click();
    await expect.poll(() => host.calls.length).toBe(7);
    expect(host.calls.slice(1)).toEqual([
      { method: 'rank/skip', params: { key: 'item-42' } },
      { method: 'rank/undo', params: {} },
      { method: 'rank/move', params: { step: -1 } },
      { method: 'rank/move', params: { step: 1 } },
      { method: 'rank/inspect', params: { key: 'item-42' } },
      { method: 'rank/openLine', params: { line: 57 } },
    ]);
  });

  it('undo without anything to undo asks for nothing', async () => {
    const { page, host } = await open(rankReady({ canUndo: false }));
    await armed(page);
    await page.keyboard.press('u');
    await page.keyboard.press('s');
    await expect.poll(() => host.callsOf('rank/skip')).toHaveLength(1);
    expect(host.callsOf('rank/undo')).toEqual([]);
  });

  it('shows the verdict of a judged item, which can be judged again', async () => {
    const { page, answers } = await open(rankReady({ item: rankItem({ places: [1, 0] }) }));
    await armed(page);
    const second = page.getByRole('listitem', { name: 'Response 2' });
    expect(await second.getByRole('heading').innerText()).toContain('better');
    await page.keyboard.press('0');
    await expect.poll(answers).toHaveLength(1);
    expect(await page.locator('.verdict').allInnerTexts()).toEqual(['tie', 'tie']);
  });
});

describe('saving', () => {
  it('says how long saving took, and announces the next item', async () => {
    const { page, host } = await open(rankReady({ saved: null }));
    await armed(page);
    await page.keyboard.press('1');
    await host.push(rankReady({ item: rankItem({ key: 'item-43', index: 43 }) }));
    await page.getByText('saved ✓ 12 ms').waitFor();
    await expect.poll(() => page.getByRole('status').innerText()).toBe('Saved. Item 44 of 150');
  });

  it('a failed save keeps the judgement on the screen and retries on demand', async () => {
    const { page, host } = await open(rankReady());
    await armed(page);
    await page.keyboard.press('2');
    const error = { title: 'Not saved.', detail: 'support.labels.jsonl is read-only.' };
    await host.push(rankReady({ saved: { kind: 'failed', error } }));
    const alert = page.getByRole('alert');
    expect(await alert.innerText()).toContain('support.labels.jsonl is read-only.');
    expect(await page.locator('.verdict').allInnerTexts()).toEqual(['', 'better']);
    await alert.getByRole('button', { name: 'Retry' }).click();
    await expect.poll(() => host.callsOf('rank/retry')).toHaveLength(1);
    expect(host.callsOf('rank/answer')).toHaveLength(1);
  });

  it('takes another verdict after a failed save, as often as it fails', async () => {
    const { page, host, answers } = await open(rankReady());
    const error = { title: 'Not saved.', detail: 'support.labels.jsonl is read-only.' };
    host.onCall = async (method) => {
      if (method === 'rank/answer')
        await host.push(rankReady({ saved: { kind: 'failed', error } }));
    };
    for (const [before, digit] of ['2', '1', '0'].entries()) {
      await armed(page);
      await page.keyboard.press(digit);
      await expect.poll(answers).toHaveLength(before + 1);
    }
    expect(answers().map((answer) => answer.places)).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    await armed(page);
    expect(await page.locator('.verdict').allInnerTexts()).toEqual(['tie', 'tie']);
  });

  it('a ranking that could not be saved can be made anew', async () => {
    const item = rankItem({ shown: ['a', 'b', 'c'].map((id) => ({ id, content: id })) });
    const { page, host, answers } = await open(rankReady({ item }));
    const error = { title: 'Not saved.', detail: 'support.labels.jsonl is read-only.' };
    host.onCall = async (method) => {
      const state = rankReady({ item, saved: { kind: 'failed', error } });
      if (method === 'rank/answer') await host.push(state);
    };
    await armed(page);
    for (const key of ['1', '2', 'Enter']) await page.keyboard.press(key);
    await expect.poll(answers).toHaveLength(1);
    await armed(page);
    for (const key of ['Escape', '3', '2', 'Enter']) await page.keyboard.press(key);
    await expect.poll(answers).toHaveLength(2);
    expect(answers()[1]?.places).toEqual([2, 1, 0]);
  });

  it('says when a skip has nowhere to go', async () => {
    const { page, host } = await open(rankReady());
    await host.push(rankReady({ notice: 'No other item is left to judge' }));
    await page.locator('.page-foot').getByText('No other item is left to judge').waitFor();
    await expect
      .poll(() => page.getByRole('status').innerText())
      .toBe('No other item is left to judge');
  });

  it('an answer the host refuses is shown as an error and can be given again', async () => {
    const { page, host, answers } = await open(rankReady());
    await armed(page);
    host.onCall = () => {
      throw new Error('The dataset was closed. Open it again.');
    };
    await page.keyboard.press('1');
    await page.getByRole('alert').getByText('The dataset was closed').waitFor();
    host.onCall = () => undefined;
    await armed(page);
    await page.keyboard.press('1');
    await expect.poll(answers).toHaveLength(2);
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  });
});

describe('ranking more than two', () => {
  const state = rankReady({ item: rankItem({ shown: four }) });

  it('places cards by digits, clicks and Space; the last one falls into place; Enter saves', async () => {
    const { page, answers } = await open(state);
    await armed(page);
    await page.keyboard.press('3');
    await page.getByRole('listitem', { name: 'Response 1' }).click();
    await page.getByRole('listitem', { name: 'Response 4' }).focus();
    await page.keyboard.press('Space');
    await expect
      .poll(() => page.locator('.verdict').allInnerTexts())
      .toEqual(['2nd', '4th', '1st', '3rd']);
    await page.keyboard.press('Enter');
    await expect.poll(answers).toHaveLength(1);
    expect(answers()[0]).toMatchObject({ key: 'item-42', places: [1, 3, 0, 2] });
  });

  it('a click takes a place back, Clear all of them, and nothing incomplete is saved', async () => {
    const { page, answers } = await open(state);
    await armed(page);
    await page.keyboard.press('1');
    await page.keyboard.press('2');
    await page.getByRole('listitem', { name: 'Response 1' }).click();
    await expect.poll(() => page.locator('.verdict').allInnerTexts()).toEqual(['', '1st', '', '']);
    await page.locator('body').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => page.locator('.verdict').allInnerTexts()).toEqual(['', '', '', '']);
    expect(answers()).toEqual([]);
    for (const key of ['4', '3', '2']) await page.keyboard.press(key);
    await page.getByRole('button', { name: 'Save ranking' }).click();
    await expect.poll(answers).toHaveLength(1);
    expect(answers()[0]?.places).toEqual([3, 2, 1, 0]);
  });

  it('a tie by keyboard alone: T lets the next one share the place; all digits may be typed', async () => {
    const { page, answers } = await open(state);
    await armed(page);
    for (const key of ['3', '1', 't', '4', '2']) await page.keyboard.press(key);
    await expect
      .poll(() => page.locator('.verdict').allInnerTexts())
      .toEqual(['=2nd', '4th', '1st', '=2nd']);
    expect(await page.getByRole('status').innerText()).toBe('Response 2: 4th');
    await page.keyboard.press('Enter');
    await expect.poll(answers).toHaveLength(1);
    expect(answers()[0]).toMatchObject({ places: [1, 2, 0, 1] });
  });

  it('arrows move the card with the focus, in the cards and in the order, and are announced', async () => {
    const { page, host, answers } = await open(state);
    await armed(page);
    for (const key of ['1', '2', '3']) await page.keyboard.press(key);
    await page.getByRole('listitem', { name: 'Response 4' }).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect
      .poll(() => page.locator('.verdict').allInnerTexts())
      .toEqual(['1st', '3rd', '4th', '2nd']);
    expect(await page.getByRole('status').innerText()).toBe('Response 4: 2nd');
    await page.getByRole('button', { name: 'Response 3, 4th' }).focus();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('button', { name: 'Response 3, 3rd' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('button', { name: 'Response 3, 2nd' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(answers).toHaveLength(1);
    expect(answers()[0]?.places).toEqual([0, 3, 1, 2]);
    expect(host.callsOf('rank/move')).toEqual([]);
  });

  it('a judged ranking is shown, moved from where it stands, and by Escape is as it was', async () => {
    const item = rankItem({ shown: four, places: [0, 1, 1, 2] });
    const { page, answers } = await open(rankReady({ item }));
    await armed(page);
    expect(await page.locator('.order-place').allInnerTexts()).toEqual(['1st', '=2nd', '4th']);
    await page.getByRole('button', { name: 'Response 4, 4th' }).focus();
    await page.keyboard.press('ArrowUp');
    await expect
      .poll(() => page.locator('.verdict').allInnerTexts())
      .toEqual(['1st', '=3rd', '=3rd', '2nd']);
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.locator('.verdict').allInnerTexts())
      .toEqual(['1st', '=2nd', '=2nd', '4th']);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Response 1, 1st' }).focus();
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => page.locator('.verdict').allInnerTexts())
      .toEqual(['3rd', '=1st', '=1st', '4th']);
    await page.keyboard.press('Enter');
    await expect.poll(answers).toHaveLength(1);
    expect(answers()[0]?.places).toEqual([1, 0, 0, 2]);
  });

  it('a card is dragged by its head to a place of its own, by its number to a shared one', async () => {
    const { page, answers } = await open(state);
    await armed(page);
    for (const key of ['1', '2', '3']) await page.keyboard.press(key);
    await page.locator('.order-tier').nth(3).waitFor();
    const middle = async (selector: string, at: number): Promise<readonly [number, number]> => {
      await page.locator(selector).nth(at).scrollIntoViewIfNeeded();
      const box = await page.locator(selector).nth(at).boundingBox();
      if (box === null) throw new Error(`${selector} ${at} is not on the screen`);
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
      await page.mouse.move(...from);
      await page.mouse.down();
      await page.mouse.move(...to, { steps: 4 });
      await page.mouse.up();
    };
    await drag(await middle('.response .card-head', 3), await middle('.order-gap', 0));
    await expect
      .poll(() => page.locator('.verdict').allInnerTexts())
      .toEqual(['2nd', '3rd', '4th', '1st']);
    await drag(await middle('.chip', 2), await middle('.order-place', 1));
    await expect
      .poll(() => page.locator('.verdict').allInnerTexts())
      .toEqual(['=2nd', '=2nd', '4th', '1st']);
    expect(await page.locator('body').getAttribute('class')).not.toContain('dragging');
    await page.getByRole('button', { name: 'Save ranking' }).click();
    await expect.poll(answers).toHaveLength(1);
    expect(answers()[0]?.places).toEqual([1, 1, 2, 0]);
  });
});
