import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markedParts } from '../../../webview/rank/markedParts.ts';

const hits = (excerpt: string, text: string): string[] =>
  markedParts(excerpt, text).flatMap((part) => (part.hit ? [part.text] : []));

it('marks every place, small and capital letters alike', () => {
  expect(markedParts('…a Commit, one commit', 'commit')).toEqual([
    { text: '…a ', hit: false },
    { text: 'Commit', hit: true },
    { text: ', one ', hit: false },
    { text: 'commit', hit: true },
  ]);
  expect(hits('Größe: GRÖSSE', 'größe')).toEqual(['Größe']);
  expect(hits('one two', 'one\n  two')).toEqual(['one two']);
  expect(hits('aaaa', 'aa')).toEqual(['aa', 'aa']);
});

it('marks nothing where letters change their length with their case', () => {
  expect(hits('İstanbul', 'stanbul')).toEqual([]);
});

it('leaves no character out, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ maxLength: 3 }), (excerpt, text) => {
      const parts = markedParts(excerpt, text);
      expect(parts.map((part) => part.text).join('')).toBe(excerpt);
    }),
  );
});
