/** True for the names of files that lie beside datasets and are none: label logs, exclusions, expectations. */
export function isOwnFile(name: string): boolean {
  return /\.(labels|exclusions|rewardtest)\.jsonl$/i.test(name);
}
