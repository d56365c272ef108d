import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePart, type Part } from './usePart.ts';

/** The field for the reason of the item `key`; it closes when another item comes up. */
export function useReason(key: string | null): Part {
  const part = usePart();
  const { close } = part;
  const shown = useRef(key);
  useLayoutEffect(() => {
    if (shown.current !== key) close();
    shown.current = key;
  }, [key, close]);
  return part;
}
