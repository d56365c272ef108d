import type { Page } from 'playwright-core';
import type { RankAnswer, RankState } from '../../../src/shared/protocol.ts';
import type { OpenPage } from './openPage.ts';
import { pagesOf } from './pagesOf.ts';

type OpenRankPage = OpenPage & { readonly answers: () => RankAnswer[] };

/** Gives a test file a way to open the ranking page in a state, as {@link pagesOf} says. */
export function rankPages(): (
  ...asked: Parameters<ReturnType<typeof pagesOf<RankState>>>
) => Promise<OpenRankPage> {
  const open = pagesOf<RankState>('rank');
  return async (...asked) => {
    const one = await open(...asked);
    return { ...one, answers: () => one.host.callsOf('rank/answer') as RankAnswer[] };
  };
}

/** Waits until the item with this key is on the screen and takes an answer. */
export function armed(page: Page, key = 'item-42'): Promise<void> {
  return page.locator(`.item[data-key="${key}"][data-armed="true"]`).waitFor();
}
