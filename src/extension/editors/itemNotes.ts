import { FLAGGED } from '../../core/records/flagged.ts';
import type { RankNote } from '../../shared/protocol.ts';
import type { DatasetItem, Judgement, JudgementInput } from '../../shared/reports.ts';

/** What a person notes of an item beside the verdict. */
export interface Note {
  readonly flagged: boolean;
  /** '' when none is given. */
  readonly rationale: string;
}

/** The judgement of an item that is this person's own; null when there is none. */
export function ownJudgement(item: DatasetItem, annotator: string | null): Judgement | null {
  return item.judgement?.annotator === annotator ? item.judgement : null;
}

/** Notes of items, for each dimension they are judged in, kept until a verdict takes them into the label log. */
export class ItemNotes {
  readonly #kept = new Map<string, Note>();

  /** What is noted of an item: what is kept, else what stands in one's own judgement. */
  of(item: DatasetItem, annotator: string | null): Note {
    const kept = this.#kept.get(keyOf(item));
    if (kept !== undefined) return kept;
    const own = ownJudgement(item, annotator);
    return { flagged: own?.flags?.includes(FLAGGED) ?? false, rationale: own?.rationale ?? '' };
  }

  /** Keeps what changed; false when it says what was noted already. */
  keep(item: DatasetItem, annotator: string | null, change: RankNote): boolean {
    const { flagged, rationale } = this.of(item, annotator);
    const note = {
      flagged: change.flagged ?? flagged,
      rationale: change.rationale?.trim() ?? rationale,
    };
    if (note.flagged === flagged && note.rationale === rationale)
      return this.#kept.has(keyOf(item));
    this.#kept.set(keyOf(item), note);
    return true;
  }

  /** They are in the label log now. */
  saved(item: DatasetItem): void {
    this.#kept.delete(keyOf(item));
  }
}

function keyOf({ recordId, asked }: DatasetItem): string {
  return JSON.stringify([recordId, asked?.dimension]);
}

/** A judgement, or one that stands said again, with this note in place of its own reason and flag. */
export function withNote(judgement: Judgement | JudgementInput, note: Note): JudgementInput {
  const { ranking, shown, durationMs = 0, dimension, strength, flags = [], steps } = judgement;
  const repeatOf = 'repeatOf' in judgement ? judgement.repeatOf : undefined;
  const others = flags.filter((flag) => flag !== FLAGGED);
  const all = note.flagged ? [...others, FLAGGED] : others;
  return {
    ranking,
    shown,
    durationMs,
    ...(repeatOf === undefined ? {} : { repeatOf }),
    ...(dimension === undefined ? {} : { dimension }),
    ...(strength === undefined ? {} : { strength }),
    ...(note.rationale === '' ? {} : { rationale: note.rationale }),
    ...(all.length === 0 ? {} : { flags: all }),
    ...(steps === undefined ? {} : { steps }),
  };
}
