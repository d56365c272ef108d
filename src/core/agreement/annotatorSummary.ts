import { decisionOf } from '../records/adjudication.ts';
import { agreedRanking } from '../records/consensus.ts';
import { placesOfRanking } from '../records/rankingOfPlaces.ts';
import { ranksExactly } from '../records/ranksExactly.ts';
import type { Judgement, Ranking } from '../records/types.ts';

/** What one person judged. All counts are of judgements that stand. */
export interface AnnotatorCount {
  readonly annotator: string;
  /** Over all dimensions. */
  readonly judgements: number;
  /** Records with at least one of them. */
  readonly records: number;
  /** Judgements of a record and dimension that somebody else judged too. */
  readonly shared: number;
  /** Of the shared ones, those that contradict somebody else's. */
  readonly contradicted: number;
  /** When the latest was made, ISO 8601. */
  readonly latestAt: string;
}

/**
 * Judgements of one record, in one dimension, of which at least two contradict each other or one is
 * adjudicated.
 */
export interface AnnotatorConflict {
  readonly recordId: string;
  /** 'overall' unless named. */
  readonly dimension: string;
  /**
   * 'opposed' when one prefers what another likes less; 'tie' when one only sees a tie there; 'none'
   * when all agree, as where somebody decided against their own earlier judgement.
   */
  readonly kind: 'opposed' | 'tie' | 'none';
  /** Everybody's, oldest first. */
  readonly judgements: readonly Judgement[];
  /**
   * What was decided, else what the majority says, pair by pair; null when there is neither:
   * somebody has to decide.
   */
  readonly agreed: Ranking | null;
  /** Who settled it by an adjudicated judgement; null while it is open. */
  readonly decidedBy: string | null;
}

/** Who judged how much, and where they contradict each other. */
export interface AnnotatorSummary {
  /** Most judgements first. */
  readonly annotators: readonly AnnotatorCount[];
  /** Records and dimensions that several people judged; of these, conflicts are what is not agreed. */
  readonly shared: number;
  /** Those that nobody decided, in the order of the records. */
  readonly conflicts: readonly AnnotatorConflict[];
  /** What somebody decided, in the order of the records. */
  readonly decided: readonly AnnotatorConflict[];
}

/**
 * Sums up the standing judgements of a dataset, given record by record: at most one of each
 * annotator in each dimension, as the fold of a label log gives them.
 */
export function annotatorSummary(records: Iterable<readonly Judgement[]>): AnnotatorSummary {
  const tallies = new Map<string, Tally>();
  const conflicts: AnnotatorConflict[] = [];
  const decided: AnnotatorConflict[] = [];
  let shared = 0;
  for (const standing of records) {
    for (const annotator of new Set(standing.map((each) => each.annotator))) {
      tallyOf(tallies, annotator).records++;
    }
    for (const [dimension, judgements] of byDimension(standing)) {
      if (judgements.length > 1) shared++;
      const kind = kindOf(judgements);
      const conflict = conflictOf(judgements, dimension, kind);
      if (conflict !== undefined)
        (conflict.decidedBy === null ? conflicts : decided).push(conflict);
      for (const judgement of judgements) count(tallies, judgement, judgements, kind);
    }
  }
  const annotators = [...tallies].map(([annotator, tally]) => ({ annotator, ...tally }));
  annotators.sort((a, b) => b.judgements - a.judgements || order(a.annotator, b.annotator));
  return { annotators, shared, conflicts, decided };
}

type Tally = { -readonly [K in keyof Omit<AnnotatorCount, 'annotator'>]: AnnotatorCount[K] };

function tallyOf(tallies: Map<string, Tally>, annotator: string): Tally {
  const tally = tallies.get(annotator) ?? {
    judgements: 0,
    records: 0,
    shared: 0,
    contradicted: 0,
    latestAt: '',
  };
  tallies.set(annotator, tally);
  return tally;
}

function count(
  tallies: Map<string, Tally>,
  judgement: Judgement,
  all: readonly Judgement[],
  kind: AnnotatorConflict['kind'],
): void {
  const tally = tallyOf(tallies, judgement.annotator);
  const contradicts = ({ ranking }: Judgement): boolean =>
    contradiction(judgement.ranking, ranking) !== 'none';
  tally.judgements++;
  if (all.length > 1) tally.shared++;
  if (kind !== 'none' && all.some(contradicts)) tally.contradicted++;
  const isLater = tally.latestAt === '' || Date.parse(judgement.at) > Date.parse(tally.latestAt);
  if (isLater) tally.latestAt = judgement.at;
}

function byDimension(judgements: readonly Judgement[]): ReadonlyMap<string, readonly Judgement[]> {
  const groups = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const { dimension = 'overall' } = judgement;
    const group = groups.get(dimension);
    if (group === undefined) groups.set(dimension, [judgement]);
    else group.push(judgement);
  }
  return groups;
}

/** Undefined where all agree and nobody decided. */
function conflictOf(
  given: readonly Judgement[],
  dimension: string,
  kind: AnnotatorConflict['kind'],
): AnnotatorConflict | undefined {
  if (kind === 'none' && decisionOf(given) === undefined) return undefined;
  const judgements = [...given].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const latest = judgements.at(-1);
  if (latest === undefined) return undefined;
  // The row's responses as the latest judgement saw them: older ones of others are not asked.
  const ids = latest.ranking.flat();
  const decision = decisionOf(judgements.filter(({ ranking }) => ranksExactly(ranking, ids)));
  if (kind === 'none' && decision === undefined) return undefined;
  const { ranking = null } = agreedRanking(ids, judgements);
  const decidedBy = decision?.annotator ?? null;
  return { recordId: latest.recordId, dimension, kind, judgements, agreed: ranking, decidedBy };
}

function kindOf(judgements: readonly Judgement[]): AnnotatorConflict['kind'] {
  if (judgements.length === 1) return 'none';
  const kinds = judgements.flatMap(({ ranking }, at) =>
    judgements.slice(at + 1).map((other) => contradiction(ranking, other.ranking)),
  );
  return kinds.includes('opposed') ? 'opposed' : kinds.includes('tie') ? 'tie' : 'none';
}

/** How two rankings differ over the pairs of responses that both have. */
function contradiction(one: Ranking, other: Ranking): AnnotatorConflict['kind'] {
  // Most people say the same, and a log can hold a million of them.
  if (isSame(one, other)) return 'none';
  const ids = one.flat();
  const first = placesOfRanking(one, ids);
  const second = placesOfRanking(other, ids);
  let found: 'tie' | 'none' = 'none';
  for (let i = 0; i < ids.length; i++) {
    for (let j = i + 1; j < ids.length; j++) {
      const mine = signOf(first[i], first[j]);
      const theirs = signOf(second[i], second[j]);
      if (mine === null || theirs === null || mine === theirs) continue;
      if (mine + theirs === 0) return 'opposed';
      found = 'tie';
    }
  }
  return found;
}

/** Whether two rankings are written the same; the order within a tier may differ in equal ones. */
function isSame(one: Ranking, other: Ranking): boolean {
  return (
    one.length === other.length &&
    one.every((tier, place) => {
      const theirs = other[place];
      return tier.length === theirs?.length && tier.every((id, index) => id === theirs[index]);
    })
  );
}

/** -1 when the first place is the better one, 0 for a tie, null when one was not ranked. */
function signOf(a: number | null | undefined, b: number | null | undefined): number | null {
  const known = typeof a === 'number' && typeof b === 'number';
  return known ? Math.sign(a - b) : null;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
