import { isOwnFile } from '../../core/store/ownFiles.ts';

/**
 * True for files that can be a dataset by name: `.jsonl` and `.jsonl.gz`, but not label logs
 * (`*.labels.jsonl`), exclusions (`*.exclusions.jsonl`), expectations (`*.rewardtest.jsonl`) or what
 * Reward Lens wrote itself.
 */
export function isDataset(file: string): boolean {
  const parts = file.split(/[/\\]/);
  const name = parts.at(-1) ?? '';
  return (
    /\.jsonl(\.gz)?$/i.test(name) &&
    !isOwnFile(name) &&
    !parts.includes('.reward-lens') &&
    !parts.includes('node_modules')
  );
}
