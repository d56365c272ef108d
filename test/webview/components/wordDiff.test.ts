import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedPart } from '../../../webview/components/foldedPart.ts';
import { tokensOf, wordDiff, type DiffPart } from '../../../webview/components/wordDiff.ts';

/** A text whose differences stand in brackets. */
function marked(parts: readonly DiffPart[]): string {
  return parts.map(({ text, same }) => (same === null ? `[${text}]` : text)).join('');
}

const text = fc.oneof(
  fc
    .array(fc.constantFrom('a', 'bb', ' ', ', ', '\n', '漢', '🥚', 'don’t', '1.5'))
    .map((all) => all.join('')),
  fc.string({ unit: 'grapheme' }),
);

describe('wordDiff', () => {
  it('marks the words that one text has and the other has not', () => {
    const { first, second } = wordDiff('Use the soft reset now.', 'Use the hard reset.');
    expect(marked(first)).toBe('Use the [soft] reset[ now].');
    expect(marked(second)).toBe('Use the [hard] reset.');
  });

  it('does not call a space between two differences alike', () => {
    const { first, second } = wordDiff('red green, blue', 'one two, blue');
    expect(marked(first)).toBe('[red green], blue');
    expect(marked(second)).toBe('[one two], blue');
  });

  it('compares scripts without spaces by characters', () => {
    expect(marked(wordDiff('我喜欢猫', '我喜欢狗').second)).toBe('我喜欢[狗]');
  });

  it('gives each text back, and the same runs alike on both sides', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { first, second } = wordDiff(one, other);
        const whole = (parts: readonly DiffPart[]): string => parts.map((p) => p.text).join('');
        expect(whole(first)).toBe(one);
        expect(whole(second)).toBe(other);
        const alike = (parts: readonly DiffPart[]): unknown =>
          parts.filter(({ same }) => same !== null);
        expect(alike(first)).toEqual(alike(second));
      }),
    );
  });

  it('finds no difference in equal texts, and nothing alike in texts without a common word', () => {
    expect(wordDiff('a b c', 'a b c').first).toEqual([{ text: 'a b c', same: 0 }]);
    expect(marked(wordDiff('a', 'b').first)).toBe('[a]');
    expect(wordDiff('', 'b').first).toEqual([]);
  });

  it('gives up on long texts without anything in common, but for their ends', () => {
    const words = (name: string): string =>
      Array.from({ length: 30_000 }, (_, k) => `${name}${(k * 7919) % 30_011}`).join(' ');
    const [one, other] = [`same start ${words('x')} end`, `same start ${words('y')} end`];
    const { first, rough } = wordDiff(one, other);
    expect(rough).toBe(true);
    expect(first).toHaveLength(3);
    expect(first[0]?.text).toBe('same start ');
  });
});

describe('foldedPart', () => {
  const words = (count: number): string =>
    Array.from({ length: count }, (_, k) => `w${k}`).join(' ');

  it('leaves a run whole that is hardly longer than what is shown of it', () => {
    expect(foldedPart(words(63), false, false)).toBeNull();
    expect(foldedPart(words(64), false, false)).toMatchObject({ words: 40 });
  });

  it('shows twelve words beside a difference, and none at the ends of a text', () => {
    const both = foldedPart(words(100), false, false);
    expect(both).toMatchObject({ words: 76 });
    expect(both?.head).toBe(words(12));
    expect(tokensOf(both?.tail ?? '').filter((each) => each.trim() !== '')).toHaveLength(12);
    expect(foldedPart(words(100), true, false)).toMatchObject({ head: '', words: 88 });
    expect(foldedPart(words(100), false, true)).toMatchObject({ tail: '', words: 88 });
    expect(foldedPart(words(100), true, true)).toMatchObject({ head: '', words: 100, tail: '' });
  });

  it('says how many words are left out: with both ends they are all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 64, max: 400 }), (count) => {
        const folded = foldedPart(words(count), false, false);
        const shown = tokensOf(`${folded?.head} ${folded?.tail}`).filter((t) => t.trim() !== '');
        expect((folded?.words ?? 0) + shown.length).toBe(count);
      }),
    );
  });
});
