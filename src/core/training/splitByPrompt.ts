import { groupsByHash, type PromptGroup } from './groupsByHash.ts';
import type { TrainingPair } from './trainingPair.ts';

/** Pairs for fitting, and for the accuracy that is reported. */
export interface PairSplit {
  readonly train: readonly TrainingPair[];
  readonly test: readonly TrainingPair[];
}

/** Below this many pairs the test part gets the larger share. */
const FEW_PAIRS = 1000;

/** A group that would overfill the test part beyond this multiple of its target is left for training. */
const OVERFILL = 1.5;

/** Groups left for training, so that it can still be cut into folds. */
const LEFT_FOR_TRAINING = 2;

/**
 * Splits pairs so that all pairs of one prompt stay together. Which groups are held out follows
 * from the seed and the prompts alone: the order of rows does not matter. Test takes 20 % of the
 * pairs, 10 % from 1,000 pairs on. With fewer than three groups all is training.
 *
 * @param options.withTest false when a test file is given: the test part is then empty.
 * @param options.hashOf gives the hash of a group under the seed, where it is known already.
 */
export function splitByPrompt(
  pairs: readonly TrainingPair[],
  options: {
    readonly seed: number;
    readonly withTest: boolean;
    readonly hashOf?: (group: string) => number;
  },
): PairSplit {
  const order = groupsByHash(pairs, options.seed, options.hashOf);
  if (!options.withTest || order.length <= LEFT_FOR_TRAINING) return { train: pairs, test: [] };
  const held = take(order, pairs.length * (pairs.length < FEW_PAIRS ? 0.2 : 0.1));
  return {
    train: pairs.filter(({ group }) => !held.has(group)),
    test: pairs.filter(({ group }) => held.has(group)),
  };
}

/** Groups in order until `target` pairs are reached, leaving some for training; never none. */
function take(groups: readonly PromptGroup[], target: number): Set<string> {
  const taken = new Set<string>();
  let count = 0;
  for (const { key, size } of groups) {
    if (count >= target || taken.size >= groups.length - LEFT_FOR_TRAINING) break;
    if (count + size > target * OVERFILL) continue;
    taken.add(key);
    count += size;
  }
  if (taken.size === 0) {
    const smallest = groups.reduce((best, group) => (group.size < best.size ? group : best));
    taken.add(smallest.key);
  }
  return taken;
}
