/** How responses are shown, as the person likes it; kept while the page is hidden. */
export interface Reading {
  /** As plain text, not as Markdown. */
  readonly plain: boolean;
  /** With the words marked in which they differ. */
  readonly differences: boolean;
  /** Scrolling one response scrolls the others. */
  readonly together: boolean;
}

/** What was kept, as far as it is one; at first texts are scrolled together. */
export function keptReading(kept: unknown): Reading {
  const known: object = typeof kept === 'object' && kept !== null ? kept : {};
  return {
    plain: 'plain' in known && known.plain === true,
    differences: 'differences' in known && known.differences === true,
    together: !('together' in known && known.together === false),
  };
}
