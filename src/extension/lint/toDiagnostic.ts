import * as vscode from 'vscode';
import type { Diagnostic, Severity } from '../../shared/lint.ts';
import { findingRange } from './findingRange.ts';

/** What stands behind a finding in the Problems panel. */
export const lintSource = 'Reward Lens';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/**
 * A finding as VS Code shows it.
 * @param linkOf where a code is explained; undefined where it is not
 */
export function toDiagnostic(
  finding: Diagnostic,
  linkOf: (code: string) => vscode.Uri | undefined,
): vscode.Diagnostic {
  const { code, message, related, severity } = finding;
  const diagnostic = new vscode.Diagnostic(rangeOf(finding), message, SEVERITIES[severity]);
  const target = linkOf(code);
  diagnostic.source = lintSource;
  diagnostic.code = target === undefined ? code : { value: code, target };
  diagnostic.relatedInformation = related.map(
    (each) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(vscode.Uri.file(each.file), rangeOf(each)),
        each.message,
      ),
  );
  return diagnostic;
}

/** Whether a diagnostic of the Problems panel is this finding. */
export function isFinding(
  { source, code, message, range }: vscode.Diagnostic,
  finding: Diagnostic,
): boolean {
  const value = typeof code === 'object' ? code.value : code;
  const sameText = value === finding.code && message === finding.message;
  return source === lintSource && sameText && range.start.line === findingRange(finding).line;
}

function rangeOf(place: Pick<Diagnostic, 'line' | 'columns'>): vscode.Range {
  const { line, start, end } = findingRange(place);
  return new vscode.Range(line, start, line, end);
}
