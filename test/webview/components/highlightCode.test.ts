import { expect, it } from 'vitest';
import { highlightedCode } from '../../../webview/components/highlightCode.ts';

it('puts keywords, strings and numbers into spans, by names and aliases of languages', () => {
  expect(highlightedCode('return "a" + 1', 'typescript')).toBe(
    '<span class="hljs-keyword">return</span> <span class="hljs-string">&quot;a&quot;</span> + <span class="hljs-number">1</span>',
  );
  expect(highlightedCode('# note', 'py')).toBe('<span class="hljs-comment"># note</span>');
});

it('leaves code of other languages, and very long code, as it is', () => {
  expect(highlightedCode('x', 'brainfuck')).toBeNull();
  expect(highlightedCode('x'.repeat(20_001), 'ts')).toBeNull();
});

it('escapes what code holds', () => {
  const html = highlightedCode('const a = "<img src=x onerror=alert(1)>";', 'js');
  expect(html).toContain('&lt;img');
  expect(html).not.toContain('<img');
});
