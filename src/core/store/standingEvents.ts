import type { JudgeEvent } from './labelEvent.ts';

/** The latest event of each annotator and dimension (by `at`; of equal times, the one given last). */
export function standingEvents(events: readonly JudgeEvent[]): readonly JudgeEvent[] {
  if (events.length < 2) return events;
  const latest = new Map<string, JudgeEvent>();
  for (const event of events) {
    const key = JSON.stringify([event.annotator, event.dimension ?? 'overall']);
    latest.set(key, laterEvent(latest.get(key), event));
  }
  return [...latest.values()];
}

/** The later of two events, the second of equal times. */
export function laterEvent(a: JudgeEvent | undefined, b: JudgeEvent): JudgeEvent {
  return a === undefined || Date.parse(b.at) >= Date.parse(a.at) ? b : a;
}
