import { seededHash } from '../math/seededHash.ts';
import type { TrainingPair } from './trainingPair.ts';

/** The pairs of one prompt, counted. */
export interface PromptGroup {
  readonly key: string;
  /** How many pairs it has; at least 1. */
  readonly size: number;
}

/**
 * The distinct groups of some pairs, shuffled by the seed and the keys alone; `hashOf` is the seeded
 * hash of a key, for those who keep them.
 */
export function groupsByHash(
  pairs: readonly TrainingPair[],
  seed: number,
  hashOf = (key: string): number => seededHash(key, seed),
): PromptGroup[] {
  const sizes = new Map<string, number>();
  for (const { group } of pairs) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return [...sizes]
    .map(([key, size]) => ({ key, size, hash: hashOf(key) }))
    .sort((a, b) => a.hash - b.hash || (a.key < b.key ? -1 : 1));
}
