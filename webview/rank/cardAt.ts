/** The card (0-based) that an element belongs to: a response, or its number in the order; else null. */
export function cardAt(target: EventTarget | null): number | null {
  if (!(target instanceof Element)) return null;
  const chip = target.closest<HTMLElement>('[data-card]');
  if (chip !== null) return Number(chip.dataset['card']);
  const response = target.closest('.response');
  if (response === null) return null;
  return [...(response.parentElement?.children ?? [])].indexOf(response);
}
