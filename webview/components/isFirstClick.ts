/** The second click of a double click is not an answer to the next item. */
export function isFirstClick(event: MouseEvent): boolean {
  return event.detail <= 1;
}
