import type { MarkedExtension, TokenizerExtension, RendererExtension } from 'marked';
import temml from 'temml';

/** Longer ones stay the text they are. */
const LONGEST = 2000;

/**
 * How formulas begin and end: `\(…\)` and `$…$` in a line, `\[…\]` and `$$…$$` shown by themselves.
 * A dollar sign begins none before a space or after a letter or digit, and ends none after a space or
 * before either, so that prices and shell variables stay what they are (as in Pandoc's Markdown).
 */
const display = /^(?:\$\$((?:[^$\\]|\\.)+?)\$\$|\\\[((?:(?!\\\])[\s\S])+?)\\\])/s;
const inline =
  /^(?:\$(?![\s$])((?:[^$\\\n]|\\.)*?(?:[^$\\\s]|\\\S))\$(?![\p{L}\p{N}$])|\\\(((?:(?!\\\)).)+?)\\\))/u;
const begins = /(?<![\p{L}\p{N}$\\])\$|\\[([]/u;

/** Formulas in TeX as MathML; what can't be read stays the text it was written as. */
export function mathExtension(escapeHtml: (text: string) => string): MarkedExtension {
  return {
    extensions: [
      {
        name: 'shownMath',
        level: 'inline',
        start: startOf,
        ...formula('shownMath', display, true),
      },
      { name: 'math', level: 'inline', start: startOf, ...formula('math', inline, false) },
    ],
  };

  function formula(
    type: string,
    pattern: RegExp,
    displayMode: boolean,
  ): Pick<TokenizerExtension, 'tokenizer'> & Pick<RendererExtension, 'renderer'> {
    return {
      tokenizer: (source) => {
        const [raw, one, other] = pattern.exec(source) ?? [];
        const tex = (one ?? other ?? '').trim();
        if (raw === undefined || tex === '' || tex.length > LONGEST) return undefined;
        return { type, raw, tex };
      },
      renderer: ({ raw, tex }) => mathMl(String(tex), displayMode) ?? escapeHtml(raw),
    };
  }
}

function startOf(source: string): number | undefined {
  const place = source.search(begins);
  return place === -1 ? undefined : place;
}

/** null when it is no formula. */
function mathMl(tex: string, displayMode: boolean): string | null {
  try {
    const html = temml.renderToString(tex, { displayMode, throwOnError: true, wrap: 'none' });
    // Styles of elements are none of a page that allows no inline styles; it would be warned of them.
    return html.replace(/ (?:style|class)="[^"]*"/g, '');
  } catch (error) {
    if (error instanceof temml.ParseError) return null;
    throw error;
  }
}

/** Elements and attributes that formulas are made of (MathML Core), without links and styles. */
export const mathAllowed = {
  tags: [
    ...['math', 'mrow', 'mi', 'mn', 'mo', 'ms', 'mtext', 'mspace', 'mstyle', 'mpadded', 'mphantom'],
    ...['mfrac', 'msqrt', 'mroot', 'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover'],
    ...['mmultiscripts', 'mprescripts', 'mtable', 'mtr', 'mtd', 'menclose'],
  ],
  attributes: [
    ...['display', 'displaystyle', 'scriptlevel', 'mathvariant', 'stretchy', 'fence', 'separator'],
    ...['form', 'lspace', 'rspace', 'largeop', 'movablelimits', 'symmetric', 'minsize', 'maxsize'],
    ...[
      'accent',
      'accentunder',
      'linethickness',
      'width',
      'height',
      'depth',
      'voffset',
      'notation',
    ],
    ...['columnalign', 'columnspacing', 'rowspacing'],
  ],
} as const;
