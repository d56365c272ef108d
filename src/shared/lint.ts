import type { Diagnostic, LintFix, Severity } from '../core/lint/diagnostic.ts';

export type { Diagnostic, LintFix, Severity };

/** Which files are checked, and with what. Files are checked together: a test file against its training file. */
export interface LintRequest {
  readonly files: readonly string[];
  /** Formats by path, for those whose format was chosen. */
  readonly formats?: Readonly<Record<string, string>>;
  /** A model folder: its rewards are asked about every label. */
  readonly modelDir?: string;
  /** Whether rows are tokenised, as by the model's encoder or the embedded one. */
  readonly encoder: boolean;
}

/** What to do about a finding: one line is appended beside the dataset, which is never changed. */
export interface LintFixRequest {
  /** The dataset. */
  readonly path: string;
  /** The name of the format it is read by, where it was chosen. */
  readonly format?: string;
  readonly recordId: string;
  readonly fix: LintFix;
  /** Kept as the reason. */
  readonly code: string;
  readonly annotator: string;
}

/** How often a code was found. */
export interface LintCount {
  readonly code: string;
  readonly severity: Severity;
  readonly count: number;
}

/** What checking files came to. */
export interface LintSummary {
  /** Rows that could be read and are not excluded. */
  readonly rows: number;
  /** Rows left out by hand: they are not checked. */
  readonly excluded: number;
  /** By severity, then by code. */
  readonly counts: readonly LintCount[];
}

/** The findings themselves, with a bound: of each code and file so many, `summary` counts all. */
export interface LintReport {
  readonly summary: LintSummary;
  readonly diagnostics: readonly Diagnostic[];
}
