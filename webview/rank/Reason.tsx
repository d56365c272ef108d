import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RankItem } from '../../src/shared/protocol.ts';
import type { Desk } from './useDesk.ts';
import type { Part } from './usePart.ts';

interface ReasonProps {
  readonly item: RankItem;
  readonly reason: Part;
  readonly desk: Pick<Desk, 'giveReason'>;
}

/** The reason a person gives: the field to write it, else the text of what was given. */
export function Reason({ item, reason, desk }: ReasonProps): JSX.Element | null {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    field.current?.focus();
  }, [reason.asked]);
  if (!reason.open) {
    return item.rationale === '' ? null : (
      <p class="reason">
        reason{' '}
        <span class="reason-text" dir="auto">
          {item.rationale}
        </span>
      </p>
    );
  }
  return (
    <label
      class="reason"
      onKeyDown={(event) => {
        if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.preventDefault();
        if (event.key === 'Enter') desk.giveReason(field.current?.value ?? '');
        else reason.close();
      }}
    >
      reason
      <input
        class="field"
        ref={field}
        type="text"
        dir="auto"
        autocomplete="off"
        placeholder="Why? Enter saves, Esc leaves it"
        defaultValue={item.rationale}
      />
    </label>
  );
}
