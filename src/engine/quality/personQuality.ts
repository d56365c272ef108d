import { drift, judgingHabits } from '../../core/agreement/drift.ts';
import { speedOutliers } from '../../core/agreement/speedOutliers.ts';
import { testRetest } from '../../core/agreement/testRetest.ts';
import { seededRandom } from '../../core/random/seededRandom.ts';
import { ADJUDICATED } from '../../core/records/adjudication.ts';
import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import type { DurationBin, OddDuration, PersonQuality } from '../../shared/quality.ts';

/** A judgement with the place of its record. */
export interface PlacedEvent {
  readonly event: JudgeEvent;
  readonly place: Omit<OddDuration, 'durationMs'>;
}

/** What is known of the judgements of some people. */
export interface PeopleTally {
  /** Takes in the judgements of a record: those that stand, and all that were not taken back. */
  add(
    standing: readonly JudgeEvent[],
    events: readonly JudgeEvent[],
    place: PlacedEvent['place'],
  ): void;
  /** Everybody, by name; `pause` is awaited within. */
  report(seed: string, pause: () => Promise<void>): Promise<readonly PersonQuality[]>;
}

interface Person {
  readonly judged: PlacedEvent[];
  readonly repeats: (readonly [JudgeEvent, JudgeEvent])[];
}

/** How many judgements of odd duration are named; all are counted. */
const NAMED = 20;
/** Durations are counted in bins that double, from a quarter of a second on. */
const SHORTEST_MS = 250;
const BINS = 12;

/** Nobody yet. */
export function createPeopleTally(): PeopleTally {
  const people = new Map<string, Person>();
  const personOf = (annotator: string): Person => {
    const person = people.get(annotator) ?? { judged: [], repeats: [] };
    people.set(annotator, person);
    return person;
  };
  return {
    add: (standing, events, place) => {
      for (const event of standing) {
        if (event.flags?.includes(ADJUDICATED) === true) continue;
        personOf(event.annotator).judged.push({ event, place });
      }
      for (const event of events) {
        if (event.repeatOf === undefined) continue;
        const first = events.find(({ eventId }) => eventId === event.repeatOf);
        if (first?.annotator !== event.annotator) continue;
        personOf(event.annotator).repeats.push([first, event]);
      }
    },
    report: async (seed, pause) => {
      const names = [...people.keys()].sort();
      const found: PersonQuality[] = [];
      for (const annotator of names) {
        found.push(await personQuality(annotator, personOf(annotator), seed, pause));
      }
      return found;
    },
  };
}

async function personQuality(
  annotator: string,
  person: Person,
  seed: string,
  pause: () => Promise<void>,
): Promise<PersonQuality> {
  const judged: (PlacedEvent & { readonly atMs: number })[] = [];
  for (const each of person.judged) {
    await pause();
    judged.push({ ...each, atMs: Date.parse(each.event.at) });
  }
  judged.sort((a, b) => a.atMs - b.atMs);
  await pause();
  const events = judged.map(({ event }) => event);
  const timed = judged.flatMap(({ event: { durationMs = 0 }, place }) =>
    durationMs > 0 ? [{ ...place, durationMs }] : [],
  );
  await pause();
  const { n, fast, slow } = speedOutliers(timed);
  await pause();
  const random = seededRandom(`${seed}:retest:${annotator}`);
  return {
    annotator,
    habits: judgingHabits(events),
    retest: await testRetest(person.repeats, random, pause),
    drift: await drift(events, pause),
    durations: histogram(timed.map(({ durationMs }) => durationMs)),
    speed: {
      n,
      fastCount: fast.length,
      slowCount: slow.length,
      fast: fast.slice(0, NAMED),
      slow: slow.slice(0, NAMED),
    },
  };
}

function histogram(durationsMs: readonly number[]): readonly DurationBin[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const durationMs of durationsMs) {
    const doublings = Math.floor(Math.log2(durationMs / SHORTEST_MS));
    const bin = Math.max(0, Math.min(BINS - 1, doublings));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, bin) => ({ fromMs: bin === 0 ? 0 : SHORTEST_MS * 2 ** bin, count }));
}
