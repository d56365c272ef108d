import {
  addOuterProduct,
  multiplySymmetric,
  scaledIdentity,
  type SymmetricMatrix,
} from '../math/symmetricMatrix.ts';
import { addScaled, dot, type Vector } from '../math/vectors.ts';

/**
 * What labelled pairs tell about the weights of a linear reward: the inverse of
 * A = penalty · I + Σ p(1 − p) z zᵀ, where z is the difference of a pair's two feature vectors and
 * p the model's probability for the first response. It changes when a pair is added.
 */
export interface FisherInformation {
  /** zᵀ A⁻¹ z, at least 0: the variance of the pair's reward difference. O(d²). */
  variance(difference: Vector): number;
  /**
   * Counts a pair as labelled, by the formula of Sherman & Morrison (1950). O(d²). Gives how
   * variances known before fall, so that many candidates are scored anew in O(d) each.
   */
  add(difference: Vector, probability: number): VarianceFall;
}

/** The variance of any difference z falls by factor · (direction · z)². */
export interface VarianceFall {
  /** At least 0. */
  readonly factor: number;
  /** A⁻¹ z of the pair added, from before it was. */
  readonly direction: Float64Array;
}

/**
 * The information without any label.
 *
 * @param dims the length of feature vectors.
 * @param penalty the strength of L2 on the summed loss, above 0: λ times the number of pairs where λ
 * is the strength on the mean loss.
 */
export function fisherInformation(dims: number, penalty: number): FisherInformation {
  const inverse: SymmetricMatrix = scaledIdentity(dims, 1 / penalty);
  return {
    variance: (difference) => Math.max(0, dot(difference, multiplySymmetric(inverse, difference))),
    add: (difference, probability) => {
      const direction = multiplySymmetric(inverse, difference);
      const curvature = probability * (1 - probability);
      const factor = curvature / (1 + curvature * dot(difference, direction));
      addOuterProduct(inverse, -factor, direction);
      return { factor, direction };
    },
  };
}

/**
 * By how much log det A grows, in nats, when a pair is labelled: log(1 + p(1 − p) zᵀA⁻¹z), twice the
 * expected information about the weights (MacKay 1992, "Information-based objective functions for
 * active data selection"); taking the largest is greedy D-optimal design (Chaloner & Verdinelli
 * 1995). At least 0.
 */
export function informationGain(variance: number, probability: number): number {
  return Math.log1p(probability * (1 - probability) * variance);
}

/**
 * The variances of candidates after a pair was added, from those before: O(d) a candidate, where
 * computing them anew is O(d²). 5,000 candidates of 512 features are 2.6 million multiplications
 * instead of 1.3 billion.
 *
 * @param variances one for each difference, as they were.
 */
export function fallenVariances(
  variances: Float64Array,
  differences: readonly Vector[],
  { factor, direction }: VarianceFall,
): Float64Array {
  const falls = Float64Array.from(differences, (z) => dot(direction, z) ** 2);
  return addScaled(variances, -factor, falls).map((variance) => Math.max(0, variance));
}
