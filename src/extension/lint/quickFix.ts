import type { Diagnostic, LintFix } from '../../shared/lint.ts';

/** One way to deal with one finding, as an argument of the command that does it. */
export class QuickFix {
  readonly finding: Diagnostic;
  readonly fix: LintFix;

  constructor(finding: Diagnostic, fix: LintFix) {
    this.finding = finding;
    this.fix = fix;
  }
}
