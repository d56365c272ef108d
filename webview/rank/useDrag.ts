import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PlaceTarget } from '../components/picks.ts';
import { cardAt } from './cardAt.ts';

/** A pointer that moved less than this many pixels has clicked. */
const slackPx = 4;

/**
 * Lets cards be dragged, by their head or by their number in the order, to a place in the order
 * `root`. Elements with `data-tier` take them: `data-own` in a place of its own before that tier.
 */
export function useDrag(
  root: RefObject<HTMLElement | null>,
  onDrop: (card: number, target: PlaceTarget) => void,
): void {
  const latest = useRef(onDrop);
  latest.current = onDrop;
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    let start: { card: number; x: number; y: number; id: number } | null = null;
    let dragging = false;
    const mark = (over: Element | null): void => {
      for (const one of root.current?.querySelectorAll('.over') ?? []) one.classList.remove('over');
      over?.classList.add('over');
      document.body.classList.toggle('dragging', dragging);
    };
    const under = ({ clientX, clientY }: PointerEvent): HTMLElement | null => {
      const over = document.elementFromPoint(clientX, clientY)?.closest('[data-tier]');
      return over instanceof HTMLElement && root.current?.contains(over) === true ? over : null;
    };
    const end = (): void => {
      start = null;
      dragging = false;
      mark(null);
    };
    const down = (event: PointerEvent): void => {
      const { target, button, isPrimary, clientX: x, clientY: y, pointerId: id } = event;
      if (button !== 0 || !isPrimary || !(target instanceof Element)) return;
      const card = target.closest('.chip, .card-head') === null ? null : cardAt(target);
      if (card !== null) start = { card, x, y, id };
    };
    const move = (event: PointerEvent): void => {
      if (start?.id !== event.pointerId) return;
      dragging ||= Math.hypot(event.clientX - start.x, event.clientY - start.y) > slackPx;
      if (dragging) mark(under(event));
    };
    const up = (event: PointerEvent): void => {
      if (start?.id !== event.pointerId) return;
      const over = dragging ? under(event) : null;
      if (over !== null) {
        const target = { tier: Number(over.dataset['tier']), own: over.dataset['own'] === 'true' };
        latest.current(start.card, target);
      }
      end();
    };
    document.addEventListener('pointerdown', down, { signal });
    document.addEventListener('pointermove', move, { signal });
    document.addEventListener('pointerup', up, { signal });
    document.addEventListener('pointercancel', end, { signal });
    return () => {
      ending.abort();
      end();
    };
  }, [root]);
}
