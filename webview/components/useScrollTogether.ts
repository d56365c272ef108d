import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Scrolls all texts in a list when one of them is scrolled: each to the same share of what it has to
 * scroll, so that texts of different lengths begin and end together.
 */
export function useScrollTogether(list: RefObject<HTMLElement | null>, enabled: boolean): void {
  useEffect(() => {
    const element = list.current;
    if (!enabled || element === null) return undefined;
    /** Where this put a text: the event that follows is no person's. */
    const put = new WeakMap<Element, number>();
    const scrolled = ({ target }: Event): void => {
      if (!(target instanceof HTMLElement) || !target.matches('.card-body')) return;
      const expected = put.get(target);
      put.delete(target);
      if (expected !== undefined && Math.abs(target.scrollTop - expected) < 1) return;
      const room = target.scrollHeight - target.clientHeight;
      if (room <= 0) return;
      const share = target.scrollTop / room;
      for (const other of element.querySelectorAll('.card-body')) {
        const top = share * (other.scrollHeight - other.clientHeight);
        if (other === target || Math.abs(other.scrollTop - top) < 1) continue;
        other.scrollTop = top;
        put.set(other, other.scrollTop);
      }
    };
    // Scroll events don't bubble.
    element.addEventListener('scroll', scrolled, { capture: true, passive: true });
    return () => element.removeEventListener('scroll', scrolled, { capture: true });
  }, [enabled, list]);
}
