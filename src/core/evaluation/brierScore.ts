import { sigmoid } from '../math/sigmoid.ts';

/**
 * How far the probabilities of a Bradley-Terry model are from what happened: the mean of
 * (1 − P)², P = σ(lead) being what it gave to the response that was chosen (Brier 1950). 0 is
 * best, 0.25 is that of always saying 50 %; NaN without pairs.
 *
 * @param leads reward of the chosen response minus that of the rejected one, by pair.
 */
export function brierScore(leads: Float64Array): number {
  return leads.reduce((total, lead) => total + sigmoid(-lead) ** 2, 0) / leads.length;
}
