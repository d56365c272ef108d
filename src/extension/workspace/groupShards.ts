import path from 'node:path';
import { shardMatcher, usualPattern } from '../../core/store/shardPattern.ts';

/** A dataset: a file, or several that are one. */
export interface DatasetGroup {
  /** The file's path; of several, the folder's with the pattern of their names. */
  readonly path: string;
  /** The files' indices in what was given. */
  readonly members: readonly number[];
}

/**
 * Puts files together that are one dataset: those of a pattern, and those named as Hugging Face
 * names shards. Paths have forward slashes and are in order, and the groups are too.
 */
export function groupShards(
  files: readonly string[],
  patterns: readonly string[],
): readonly DatasetGroup[] {
  const chosen = patterns.map((pattern) => ({
    pattern,
    folder: path.posix.dirname(pattern),
    isShard: shardMatcher(path.posix.basename(pattern)),
  }));
  const groups = new Map<string, number[]>();
  for (const [member, file] of files.entries()) {
    const folder = path.posix.dirname(file);
    const name = path.posix.basename(file);
    const found = chosen.find((each) => each.folder === folder && each.isShard(name));
    const usual = usualPattern(name);
    const group = found?.pattern ?? (usual === null ? file : path.posix.join(folder, usual));
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [member]);
    else known.push(member);
  }
  return [...groups].map(([group, members]) => {
    const [first] = members;
    const isAlone = members.length === 1 && !patterns.includes(group) && first !== undefined;
    return { path: isAlone ? (files[first] ?? group) : group, members };
  });
}
