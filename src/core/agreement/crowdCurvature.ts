import { choleskyInverse } from '../math/choleskyInverse.ts';
import { sigmoid } from '../math/sigmoid.ts';
import {
  multiplySymmetric,
  scaledIdentity,
  type SymmetricMatrix,
} from '../math/symmetricMatrix.ts';
import { dot } from '../math/vectors.ts';
import { SCORE_PRIOR, type CrowdTables } from './crowdTables.ts';

/**
 * The observed information of the annotators' logits of reliability at a point (rewards, then
 * logits): the second derivatives of the negative log posterior, less what the rewards, being
 * estimated too, take from it (the Schur complement). Records don't share responses, so each is
 * dealt with by itself, `pause` being awaited at each.
 */
export async function crowdCurvature(
  tables: CrowdTables,
  point: Float64Array,
  pause: () => Promise<void>,
): Promise<SymmetricMatrix> {
  const { names, items, firstItem, firstVote } = tables;
  const size = names.length;
  const total = scaledIdentity(size, 0);
  names.forEach((_, k) => {
    const e = sigmoid(point[items + k] ?? 0);
    addTo(total, k, k, 2 * e * (1 - e));
  });
  for (let record = 0; record + 1 < firstItem.length; record++) {
    await pause();
    const from = firstItem[record] ?? 0;
    const count = (firstItem[record + 1] ?? from) - from;
    if (count === 0) continue;
    const own = scaledIdentity(count, 0);
    for (let i = 0; i < count; i++) {
      const p = sigmoid(point[from + i] ?? 0);
      addTo(own, i, i, 2 * SCORE_PRIOR * p * (1 - p));
    }
    const mixed = new Map<number, Float64Array>();
    for (let vote = firstVote[record] ?? 0; vote < (firstVote[record + 1] ?? 0); vote++) {
      addVote({ tables, point, from, own, total, mixed }, vote);
    }
    takeOut(total, own, mixed);
  }
  return total;
}

interface Sums {
  readonly tables: CrowdTables;
  readonly point: Float64Array;
  /** The record's first response. */
  readonly from: number;
  /** Second derivatives by the record's rewards, */
  readonly own: SymmetricMatrix;
  /** by the logits, */
  readonly total: SymmetricMatrix;
  /** and by one of each. */
  readonly mixed: Map<number, Float64Array>;
}

function addVote({ tables, point, from, own, total, mixed }: Sums, vote: number): void {
  const i = (tables.winner[vote] ?? 0) - from;
  const j = (tables.loser[vote] ?? 0) - from;
  const k = tables.annotator[vote] ?? 0;
  const e = sigmoid(point[tables.items + k] ?? 0);
  const right = sigmoid((point[from + i] ?? 0) - (point[from + j] ?? 0));
  const p = e * right + (1 - e) * (1 - right);
  const rising = right * (1 - right);
  const byReward = (2 * e - 1) * rising;
  const byLogit = (2 * right - 1) * e * (1 - e);
  const reward = (byReward / p) ** 2 - (byReward * (1 - 2 * right)) / p;
  addTo(own, i, i, reward);
  addTo(own, j, j, reward);
  addTo(own, i, j, -reward);
  addTo(own, j, i, -reward);
  addTo(total, k, k, (byLogit / p) ** 2 - (byLogit * (1 - 2 * e)) / p);
  const both = (byReward * byLogit) / p ** 2 - (2 * rising * e * (1 - e)) / p;
  const column = mixed.get(k) ?? new Float64Array(own.size);
  mixed.set(k, column);
  column[i] = (column[i] ?? 0) + both;
  column[j] = (column[j] ?? 0) - both;
}

/** Takes mixedᵀ · own⁻¹ · mixed off; a record whose rewards are not determined says nothing. */
function takeOut(
  total: SymmetricMatrix,
  own: SymmetricMatrix,
  mixed: ReadonlyMap<number, Float64Array>,
): void {
  const inverse = choleskyInverse(own);
  if (inverse === null) return;
  for (const [k, one] of mixed) {
    const solved = multiplySymmetric(inverse, one);
    for (const [l, other] of mixed) addTo(total, k, l, -dot(solved, other));
  }
}

function addTo({ size, data }: SymmetricMatrix, row: number, column: number, value: number): void {
  data[row * size + column] = (data[row * size + column] ?? 0) + value;
}
