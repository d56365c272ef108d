import { appendFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { HumanError } from '../../../src/core/errors.ts';
import { DatasetSearch } from '../../../src/extension/editors/datasetSearch.ts';
import type { RankSearch } from '../../../src/shared/protocol.ts';
import type { SearchMatch } from '../../../src/shared/reports.ts';
import { pairRow, rankSetup } from '../support/rankSetup.ts';
import type { RankSetup } from '../support/rankSetup.ts';

let setup: RankSetup;
afterEach(() => setup.dispose());

const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => `r${from + at}`);

async function opened(rows: readonly string[]): Promise<RankSetup> {
  setup = await rankSetup(rows);
  await setup.session.open();
  return setup;
}

/** What each drawn state said of the search, from now on. */
const drawnFrom = (first: number): (RankSearch | null)[] =>
  setup.states.slice(first).map((state) => (state.kind === 'ready' ? state.search : null));

const found = (): RankSearch => {
  const { search } = setup.ready();
  if (search === null) throw new Error('No search is open');
  return search;
};

describe('a search', () => {
  it('is drawn as it begins and after each part, and ends', async () => {
    await opened(ids(0, 20).map(pairRow));
    expect(setup.ready().search).toBeNull();
    const first = setup.states.length;
    await setup.session.search('GOOD R1');
    const [begun, ...parts] = drawnFrom(first);
    expect(begun).toEqual({ text: 'GOOD R1', matches: [], done: false, more: false, error: null });
    expect(parts.at(-1)).toMatchObject({ done: true, more: false });
    // r1 and r10 to r19.
    expect(found().matches.map(({ index, line }) => [index, line])).toEqual(
      [1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((index) => [index, index + 1]),
    );
    expect(found().matches[0]?.excerpt).toBe('good r1');
  });

  it('keeps the first thousand and knows whether there are more', async () => {
    await opened(ids(0, 1_001).map(pairRow));
    await setup.session.search('prompt');
    expect(found()).toMatchObject({ done: true, more: true });
    expect(found().matches).toHaveLength(1_000);
    await setup.session.search('bad');
    await setup.session.search('good r');
    expect(found().text).toBe('good r');
    await setup.session.search('r1000');
    expect(found()).toMatchObject({ done: true, more: false, matches: [{ index: 1_000 }] });
  });

  it('with exactly a thousand matches has no more', async () => {
    await opened([...ids(0, 1_000).map(pairRow), JSON.stringify({ prompt: 'q', response: 'a' })]);
    await setup.session.search('prompt');
    expect(found()).toMatchObject({ done: true, more: false });
    expect(found().matches).toHaveLength(1_000);
  });

  it('is cancelled by the next one, whose matches alone are drawn', async () => {
    await opened(ids(0, 20).map(pairRow));
    // What comes next is drawn as well, when it is there.
    await expect.poll(() => setup.ready().ahead).not.toBeNull();
    const waiting: (() => void)[] = [];
    setup.beforeCall = (method) =>
      method === 'dataset/search' ? new Promise((done) => waiting.push(done)) : undefined;
    const first = setup.session.search('r1');
    await expect.poll(() => waiting.length).toBe(1);
    const drawn = setup.states.length;
    const second = setup.session.search('r2');
    await expect.poll(() => waiting.length).toBe(2);
    // The old one answers last: too late.
    waiting[1]?.();
    await second;
    waiting[0]?.();
    await first;
    expect(drawnFrom(drawn).map((search) => search?.text)).toEqual(['r2']);
    expect(found().matches.map(({ index }) => index)).toEqual([2]);
  });

  it('goes on where the last part ended, and draws after each', async () => {
    setup = await rankSetup([]);
    const match = (index: number): SearchMatch => ({ index, line: index + 1, excerpt: 'x' });
    const parts = [
      { matches: [match(0), match(3)], next: 7 },
      { matches: [], next: 9 },
      { matches: [match(9)], next: null },
    ];
    const asked: unknown[] = [];
    const drawn: unknown[] = [];
    const search = new DatasetSearch({
      engine: {
        call: (_, params) => {
          asked.push(params);
          return Promise.resolve(parts[asked.length - 1] as never);
        },
      },
      at: () => ({ path: 'a.jsonl' }),
      changed: () => drawn.push([search.found?.matches.length, search.found?.done]),
      describe: (_, title) => ({ title, detail: '' }),
    });
    await search.start('x');
    expect(asked).toEqual([
      { path: 'a.jsonl', text: 'x', from: 0, limit: 1_001 },
      { path: 'a.jsonl', text: 'x', from: 7, limit: 999 },
      { path: 'a.jsonl', text: 'x', from: 9, limit: 999 },
    ]);
    expect(drawn).toEqual([
      [0, false],
      [2, false],
      [2, false],
      [3, true],
    ]);
  });

  it('that is ended asks for nothing more and draws nothing', async () => {
    await opened(ids(0, 5).map(pairRow));
    setup.beforeCall = async (method) => {
      if (method === 'dataset/search') await setup.session.search(' ');
    };
    await setup.session.search('prompt');
    expect(setup.calls.filter(({ method }) => method === 'dataset/search')).toHaveLength(1);
    expect(setup.ready().search).toBeNull();
  });

  it('that fails keeps what it found, says why, and can be started again', async () => {
    await opened(ids(0, 5).map(pairRow));
    await setup.session.search('good');
    setup.failing = { method: 'dataset/search', error: new HumanError('The engine stopped.') };
    await setup.session.search('good');
    expect(found().matches).toHaveLength(5);
    const error = { title: 'Not searched to the end.', detail: 'The engine stopped.' };
    expect(found()).toMatchObject({ done: true, error });
    await setup.session.search('bad');
    expect(found()).toMatchObject({ text: 'bad', matches: [], error });
    setup.failing = null;
    await setup.session.search('bad');
    expect(found()).toMatchObject({ error: null, done: true });
    expect(found().matches).toHaveLength(5);
  });

  it('is done again when the dataset grew, and by the chosen format', async () => {
    await opened(ids(0, 3).map(pairRow));
    await setup.session.search('good');
    await appendFile(setup.file, `${pairRow('r3')}\n`);
    await setup.session.refresh();
    await expect.poll(() => found().matches.length).toBe(4);
    setup.settings.at = { path: setup.file, format: 'hh-rlhf' };
    await setup.session.reconsider();
    await expect.poll(() => found()).toMatchObject({ matches: [], done: true });
    expect(setup.calls.findLast(({ method }) => method === 'dataset/search')).toMatchObject({
      params: { format: 'hh-rlhf', text: 'good' },
    });
  });
});

describe('a match', () => {
  it('is shown, and the search stays open while it is judged', async () => {
    await opened(ids(0, 20).map(pairRow));
    await setup.session.search('good r17');
    await setup.session.openMatch(found().matches[0]?.index ?? -1);
    expect(setup.item()).toMatchObject({ row: 17, line: 18 });
    await setup.session.answer({ key: setup.item().key, places: [0, 1], durationMs: 1 });
    expect((await setup.labels()).map(({ recordId }) => recordId)).toEqual(['r17']);
    expect(found()).toMatchObject({ text: 'good r17', done: true });
  });

  it('whose row is gone is not taken for another', async () => {
    await opened([pairRow('r0'), 'oops', pairRow('r1')]);
    const { key } = setup.item();
    for (const row of [1, 3]) {
      await setup.session.openMatch(row);
      expect(setup.ready()).toMatchObject({
        item: { key },
        notice: 'That row is gone. Search again',
      });
    }
  });
});
