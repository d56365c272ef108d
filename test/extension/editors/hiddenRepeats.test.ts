import { afterEach, beforeEach, expect, test } from 'vitest';
import { pairRow, rankSetup, type RankSetup } from '../support/rankSetup.ts';

const rows = Array.from({ length: 60 }, (_, index) => pairRow(`r${index}`));
let setup: RankSetup;
beforeEach(async () => {
  setup = await rankSetup(rows);
  setup.settings.repeats = 0.3;
});
afterEach(() => setup.dispose());

/** Prefers the response that says it is good, and waits for the next item. */
async function answer(): Promise<void> {
  const { key, shown } = setup.item();
  const places = shown.map(({ content }) => (content.startsWith('good') ? 0 : 1));
  await setup.session.answer({ key, places, durationMs: 12 });
}

interface Label {
  readonly kind: string;
  readonly eventId: string;
  readonly recordId: string;
  readonly ranking: readonly (readonly string[])[];
  readonly shown: readonly string[];
  readonly repeatOf?: string;
}

const labels = async (): Promise<readonly Label[]> =>
  (await setup.labels()) as unknown as readonly Label[];

test('some items come again with sides swapped, and what was meant is saved as a repeat', async () => {
  await setup.session.open();
  while (setup.ready().item !== null) await answer();
  const all = await labels();
  const repeats = all.filter(({ repeatOf }) => repeatOf !== undefined);
  expect(all).toHaveLength(60 + repeats.length);
  expect(repeats.length).toBeGreaterThan(5);
  for (const repeat of repeats) {
    const first = all.find(({ eventId }) => eventId === repeat.repeatOf);
    expect(first?.recordId).toBe(repeat.recordId);
    expect(repeat.shown).toEqual([...(first?.shown ?? [])].reverse());
    expect(repeat.ranking).toEqual([['a'], ['b']]);
  }
  expect(setup.ready().labelled).toBe(60);
  // Each row was asked about in order, whatever came between.
  const firsts = all.filter(({ repeatOf }) => repeatOf === undefined);
  expect(firsts.map(({ recordId }) => recordId)).toEqual(rows.map((_, index) => `r${index}`));
});

test('nothing sent to the page tells a repeat from another item', async () => {
  await setup.session.open();
  while (setup.ready().item !== null) await answer();
  for (const state of setup.states) {
    if (state.kind !== 'ready') continue;
    expect(JSON.stringify(state)).not.toContain('repeat');
    for (const item of [state.item, state.ahead]) {
      if (item === null) continue;
      expect(item).toMatchObject({ index: null, row: null, line: null, places: null });
    }
  }
});

test('files that change, undo and moving keep a repeat as it is', async () => {
  await setup.session.open();
  await untilRepeat();
  const { key, shown } = setup.item();
  const [asked] = setup.calls.filter(isRepeatItem).slice(-1);
  await setup.session.refresh();
  expect(setup.item()).toMatchObject({ key, shown, places: null });

  await answer();
  const [saved] = (await labels()).slice(-1);
  expect(saved?.repeatOf).toBe((asked?.params as { repeatOf: string }).repeatOf);
  await setup.session.undo();
  expect(setup.item()).toMatchObject({ shown, places: null, index: null });
  await answer();
  expect((await labels()).slice(-1)[0]).toMatchObject({ repeatOf: saved?.repeatOf });

  await untilRepeat();
  const [before] = (await labels()).filter(({ kind }) => kind === 'judge').slice(-1);
  await setup.session.move(-1);
  expect(setup.session.item?.recordId).toBe(before?.recordId);
});

test('a repeat that is skipped is not asked for again', async () => {
  await setup.session.open();
  const skipped = new Set<string>();
  for (let step = 0; step < 200 && setup.ready().item !== null; step++) {
    const repeatOf = setup.session.item?.repeatOf;
    if (repeatOf === undefined) await answer();
    else {
      expect(skipped).not.toContain(repeatOf);
      skipped.add(repeatOf);
      await setup.session.skip(setup.item().key);
    }
  }
  expect(skipped.size).toBeGreaterThan(3);
  expect((await labels()).every(({ repeatOf }) => repeatOf === undefined)).toBe(true);
});

test('without the setting nothing comes again, and places are told', async () => {
  setup.settings.repeats = 0;
  await setup.session.open();
  expect(setup.item()).toMatchObject({ index: 0, row: 0, line: 1 });
  while (setup.ready().item !== null) await answer();
  expect(await labels()).toHaveLength(60);
  expect(setup.calls.some(({ method }) => method === 'dataset/repeat')).toBe(false);
});

function isRepeatItem({ method, params }: { method: string; params: unknown }): boolean {
  return method === 'dataset/item' && (params as { repeatOf?: string }).repeatOf !== undefined;
}

async function untilRepeat(): Promise<void> {
  do await answer();
  while (setup.session.item?.repeatOf === undefined);
}
