import type { Diagnostic, LintFix } from '../../shared/lint.ts';
import { belongsTo } from './belongsTo.ts';

/** Datasets that are checked together. */
export interface Check {
  /** Paths, or patterns of shards. */
  readonly files: readonly string[];
  /** The folder of the model that was asked about the labels. */
  readonly modelDir?: string;
}

/** A check that was done, with how long it took. */
export interface DoneCheck extends Check {
  readonly durationMs: number;
}

interface Found {
  readonly by: DoneCheck;
  readonly list: readonly Diagnostic[];
}

/** What is known of the datasets checked so far: the findings of each file, and by which check. */
export class Findings {
  readonly #found = new Map<string, Found>();
  readonly #checks = new Map<string, DoneCheck>();

  /** The files with findings. */
  get files(): readonly string[] {
    return [...this.#found.keys()];
  }

  /** The findings of one file, by line. */
  of(file: string): readonly Diagnostic[] {
    return this.#found.get(file)?.list ?? [];
  }

  /** The last check of a dataset; of a file beside one, or of a shard, the check it was part of. */
  checkOf(file: string): DoneCheck | undefined {
    const known = this.#checks.get(file);
    if (known !== undefined) return known;
    return [...this.#checks].find(([dataset]) => belongsTo(dataset, file))?.[1];
  }

  /**
   * Takes the findings of a check in the place of all that was known of its datasets.
   * @returns the files whose findings may be others than before
   */
  replace(check: DoneCheck, diagnostics: readonly Diagnostic[]): readonly string[] {
    const stale = this.#drop(({ by }, file) => isWithin(by, check) || isOf(check, file));
    for (const dataset of check.files) this.#checks.set(dataset, check);
    const files = new Set(diagnostics.map(({ file }) => file));
    const byLine = diagnostics.toSorted((a, b) => a.line - b.line);
    for (const file of files) {
      this.#found.set(file, { by: check, list: byLine.filter((each) => each.file === file) });
    }
    return [...new Set([...stale, ...files])];
  }

  /**
   * Takes away what a quick fix has dealt with: of a row left out all that was found in it, of one
   * judged anew the finding itself.
   */
  fixed({ file, code, recordId }: Diagnostic, fix: LintFix): void {
    const found = this.#found.get(file);
    if (found === undefined || recordId === undefined) return;
    const leavesOut = fix === 'exclude-row' || fix === 'drop-duplicate';
    const list = found.list.filter(
      (each) => each.recordId !== recordId || !(leavesOut || each.code === code),
    );
    this.#found.set(file, { ...found, list });
  }

  /** Forgets a dataset that is gone; returns the files whose findings went with it. */
  forget(dataset: string): readonly string[] {
    this.#checks.delete(dataset);
    return this.#drop((_, file) => belongsTo(dataset, file));
  }

  #drop(isStale: (found: Found, file: string) => boolean): readonly string[] {
    const stale = [...this.#found].filter(([file, found]) => isStale(found, file));
    for (const [file] of stale) this.#found.delete(file);
    return stale.map(([file]) => file);
  }
}

function isWithin(part: Check, whole: Check): boolean {
  return part.files.every((file) => whole.files.includes(file));
}

function isOf({ files }: Check, file: string): boolean {
  return files.some((dataset) => belongsTo(dataset, file));
}
