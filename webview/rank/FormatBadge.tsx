import type { JSX } from 'preact';
import { Button } from '../components/Button.tsx';
import type { FormatFound } from '../../src/shared/reports.ts';

interface FormatBadgeProps {
  /** null when no row could be read. */
  readonly format: FormatFound | null;
  readonly onChoose: () => void;
}

/** The format the dataset is read by; pointed at or focused it says why, activated it offers others. */
export function FormatBadge({ format, onChoose }: FormatBadgeProps): JSX.Element {
  const why = reason(format);
  const choose = format === null ? 'Choose a format' : 'Choose another format';
  return (
    <span class="format">
      <Button
        weight="quiet"
        class="format-button"
        label={`Format: ${why} ${choose}`}
        onClick={onChoose}
      >
        {format?.title ?? 'no format'}
      </Button>
      <span class="format-why" aria-hidden="true">
        {why}
        <span class="quiet-text">{`${choose} with a click.`}</span>
      </span>
    </span>
  );
}

function reason(format: FormatFound | null): string {
  if (format === null) return 'No row could be read by its shape, so there is no format.';
  if (format.chosen) return `${format.title}, chosen by you.`;
  return `${format.title}, because ${format.reason}.`;
}
