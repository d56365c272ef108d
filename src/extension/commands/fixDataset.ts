import path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors.ts';
import type { Diagnostic, LintFix } from '../../shared/lint.ts';
import { ActionableError } from '../actionableError.ts';
import { fixFinding } from '../lint/fixFinding.ts';
import { fixTitle } from '../lint/lintText.ts';
import { nextSteps } from '../nextSteps.ts';
import type { Command } from './command.ts';
import { datasetOf } from './datasetOf.ts';

const title = 'Fix Dataset Problems';

/**
 * Lists what was found and can be fixed, and fixes what is chosen, until the list is closed. It needs
 * no text editor: datasets too large for one, and those in gzip, are fixed this way.
 */
export const fixDataset: Command = async (services, target) => {
  const only = datasetOf(target)?.fsPath;
  const left = (): readonly Diagnostic[] =>
    services.lint
      .all()
      .filter(({ file, fixes }) => fixes.length > 0 && (only === undefined || file === only));
  if (left().length === 0) {
    throw new ActionableError(
      'Nothing was found that a quick fix could mend. Check the dataset first.',
      [nextSteps.check],
    );
  }
  for (let findings = left(); findings.length > 0; findings = left()) {
    const finding = await pickFinding(findings);
    const fix = await pickFix(finding);
    if (fix !== undefined) await fixFinding(services, finding, fix);
  }
};

async function pickFinding(findings: readonly Diagnostic[]): Promise<Diagnostic> {
  const picks = findings.map((finding) => ({
    finding,
    label: `${path.basename(finding.file)}:${finding.line}`,
    description: finding.code,
    detail: finding.message,
  }));
  const options = { title, matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true };
  const picked = await vscode.window.showQuickPick(picks, options);
  if (picked === undefined) throw new CancelledError();
  return picked.finding;
}

/** undefined to go back to the list. */
async function pickFix(finding: Diagnostic): Promise<LintFix | undefined> {
  const picks = finding.fixes.map((fix) => ({ fix, label: fixTitle(fix, finding) }));
  const options = { title: finding.message, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(picks, options))?.fix;
}
