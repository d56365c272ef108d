import DOMPurify from 'dompurify';
import { Marked, type RendererObject } from 'marked';
import { highlightedCode } from './highlightCode.ts';
import { mathAllowed, mathExtension } from './mathExtension.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/**
 * What a response may turn into. Raw HTML and images stay the text they were written as, and a
 * link is its text with the address as a tooltip: nothing in a response loads or leads anywhere.
 */
const renderer: RendererObject = {
  html({ raw }) {
    return escapeHtml(raw);
  },
  image({ raw }) {
    return escapeHtml(raw);
  },
  link({ href, tokens }) {
    return `<span class="link" title="${escapeHtml(href)}">${this.parser.parseInline(tokens)}</span>`;
  },
  heading({ tokens, depth }) {
    // The page's own headings are the first two levels.
    const level = Math.min(6, depth + 2);
    return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
  },
  checkbox({ checked }) {
    return checked ? '\u2611 ' : '\u2610 ';
  },
};

const marked = new Marked(
  { gfm: true, breaks: true, async: false, renderer },
  mathExtension(escapeHtml),
);

const allowed = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'blockquote', 'pre', 'code', 'ul', 'ol', 'li'],
    ...['h3', 'h4', 'h5', 'h6', 'strong', 'em', 'del', 'span'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ...mathAllowed.tags,
  ],
  ALLOWED_ATTR: ['class', 'title', 'start', 'align', ...mathAllowed.attributes],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
} as const;

/**
 * Markdown (GitHub's flavour, line breaks kept) as sanitised nodes, ready to be put on a page.
 * Each block takes its direction from its own text; code is always left to right.
 */
export function markdownFragment(text: string): DocumentFragment {
  const html = marked.parse(text, { async: false });
  const fragment = DOMPurify.sanitize(html, {
    ...allowed,
    ALLOWED_TAGS: [...allowed.ALLOWED_TAGS],
    ALLOWED_ATTR: [...allowed.ALLOWED_ATTR],
  });
  for (const block of fragment.querySelectorAll('p,h3,h4,h5,h6,li,blockquote,th,td,ul,ol')) {
    block.setAttribute('dir', 'auto');
  }
  nestHeadings(fragment);
  for (const block of fragment.querySelectorAll('pre')) {
    block.setAttribute('dir', 'ltr');
    // Long lines are scrolled, by keyboard too.
    block.setAttribute('tabindex', '0');
    const code = block.querySelector('code');
    if (code !== null) highlight(code);
  }
  return fragment;
}

/**
 * No heading is more than one level below the one before it, the page's own being the first two: a
 * response can begin with "###".
 */
function nestHeadings(fragment: DocumentFragment): void {
  let before = 2;
  for (const heading of fragment.querySelectorAll('h3,h4,h5,h6')) {
    const level = Math.min(Number(heading.localName.slice(1)), before + 1);
    before = level;
    if (heading.localName === `h${level}`) continue;
    const nested = document.createElement(`h${level}`);
    nested.dir = 'auto';
    nested.append(...heading.childNodes);
    heading.replaceWith(nested);
  }
}

/** Puts the parts of code into spans, where its language is given and known. */
function highlight(code: Element): void {
  const language = /(?:^|\s)language-(\S+)/.exec(code.className)?.[1];
  const html = language === undefined ? null : highlightedCode(code.textContent, language);
  if (html === null) return;
  const spans = { ALLOWED_TAGS: ['span'], ALLOWED_ATTR: ['class'] };
  code.replaceChildren(DOMPurify.sanitize(html, { ...spans, RETURN_DOM_FRAGMENT: true }));
}
