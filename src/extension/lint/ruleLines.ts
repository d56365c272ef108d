/**
 * Where the documentation of each rule begins: the lines, from 1, of the headings `### code` of a
 * Markdown text.
 */
export function ruleLines(markdown: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    const code = /^### ([a-z-]+)$/.exec(line)?.[1];
    if (code !== undefined) lines.set(code, index + 1);
  }
  return lines;
}
