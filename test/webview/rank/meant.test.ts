/** Whatever stands where and whatever is pressed: what the log gets is what the person meant. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RankAnswer } from '../../../src/shared/protocol.ts';
import { judgementOf } from '../../../src/extension/editors/rankItem.ts';
import type { DatasetItem, JudgementInput } from '../../../src/shared/reports.ts';
import { armed, rankPages } from '../support/rankPages.ts';
import { rankItem, rankReady } from '../support/states.ts';

const open = rankPages();
const runs = 20;

type Opened = Awaited<ReturnType<typeof open>>;

/** Shows these responses, presses the keys, and gives what goes to the label log. */
async function pressed(
  { page, host, answers }: Opened,
  ids: readonly string[],
  keys: readonly string[],
): Promise<JudgementInput> {
  const key = crypto.randomUUID();
  const shown = ids.map((id) => ({ id, content: `Response ${id}` }));
  const before = answers().length;
  await host.push(rankReady({ asksStrength: true, item: rankItem({ key, shown }) }));
  await armed(page, key);
  for (const one of keys) await page.keyboard.press(one);
  await expect.poll(() => answers().length).toBe(before + 1);
  const answer: RankAnswer | undefined = answers().at(-1);
  expect(answer?.key).toBe(key);
  if (answer === undefined) throw new Error('No answer was sent');
  const prompt = rankItem().prompt;
  const place = { index: 0, position: 0, line: 1, recordId: 'r' };
  const item: DatasetItem = { ...place, prompt, shown, judgement: null };
  return judgementOf(item, answer);
}

const orderOf = (count: number): fc.Arbitrary<string[]> =>
  fc.shuffledSubarray([...'abcdefghij'].slice(0, count), { minLength: count, maxLength: count });

it('a pair: the winner, the tie and the strength', async () => {
  const opened = await open(rankReady());
  const waiting = fc.array(fc.constantFrom('1', '2', 'Escape'), { maxLength: 5 });
  const ending = fc.constantFrom('1', '2', '0', 'b', 'Shift+Digit1', 'Shift+Digit2');
  await fc.assert(
    fc.asyncProperty(orderOf(2), waiting, ending, async (ids, before, last) => {
      const judgement = await pressed(opened, ids, [...before, last, 'Enter']);
      if (last === '0' || last === 'b') {
        expect(judgement.ranking).toEqual([ids]);
        expect(judgement.flags).toEqual(last === 'b' ? ['bothBad'] : undefined);
        expect(judgement).not.toHaveProperty('strength');
        return;
      }
      const winner = ids[last.endsWith('1') ? 0 : 1];
      expect(judgement.ranking.map((tier) => tier.length)).toEqual([1, 1]);
      expect(judgement.ranking[0]).toEqual([winner]);
      // How often the last key was pressed in a row.
      const run = before.length - 1 - before.findLastIndex((key) => key !== last) + 1;
      expect(judgement.strength).toBe(last.startsWith('Shift') ? 3 : Math.min(3, run));
    }),
    { numRuns: runs },
  );
});

it('three to ten: every place, shared or not', async () => {
  const opened = await open(rankReady());
  const said = fc.integer({ min: 3, max: 10 }).chain((count) =>
    fc.record({
      ids: orderOf(count),
      cards: fc.array(fc.oneof(fc.nat(count - 1), fc.constant('t' as const)), { maxLength: 14 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(said, async ({ ids, cards }) => {
      const place = new Map<number, number>();
      let tying = false;
      const presses: (number | 't')[] = [...cards];
      const last = (): number => Math.max(...place.values());
      const next = (): number => (place.size === 0 ? 0 : tying ? last() : last() + 1);
      const press = (one: number | 't'): void => {
        if (one === 't') {
          tying = place.size > 0 && !tying;
        } else if (place.has(one)) {
          place.delete(one);
          tying = false;
        } else if (place.size < ids.length - 1) {
          place.set(one, next());
          tying = false;
        }
      };
      for (const one of cards) press(one);
      // Whoever is not done names those that are left.
      for (const card of ids.keys()) {
        if (place.has(card) || place.size >= ids.length - 1) continue;
        presses.push(card);
        press(card);
      }
      for (const card of ids.keys()) if (!place.has(card)) place.set(card, next());
      const keys = presses.map((one) => (one === 't' ? 't' : String((one + 1) % 10)));
      const { ranking, shown } = await pressed(opened, ids, [...keys, 'Enter']);
      expect(shown).toEqual(ids);
      const tierOf = (card: number): number =>
        ranking.findIndex((tier) => tier.includes(ids[card] ?? ''));
      for (const [a, placeA] of place) {
        for (const [b, placeB] of place) {
          expect(Math.sign(tierOf(a) - tierOf(b))).toBe(Math.sign(placeA - placeB));
        }
      }
    }),
    { numRuns: runs },
  );
});
