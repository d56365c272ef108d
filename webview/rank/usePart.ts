import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A part of the page that is opened, takes the focus, and gives it back. */
export interface Part {
  readonly open: boolean;
  /** Grows each time the part is asked for: then it takes the focus. 0 when it was open already. */
  readonly asked: number;
  readonly show: () => void;
  readonly close: () => void;
}

/** A part that is opened and closed; what had the focus before has it again afterwards. */
export function usePart(initially = false): Part {
  const [open, setOpen] = useState(initially);
  const [asked, setAsked] = useState(0);
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (open) return;
    if (before.current instanceof HTMLElement) before.current.focus();
    before.current = null;
  }, [open]);
  return {
    open,
    asked,
    show: () => {
      if (!open) before.current = document.activeElement;
      setOpen(true);
      setAsked(asked + 1);
    },
    close: () => {
      setOpen(false);
    },
  };
}
