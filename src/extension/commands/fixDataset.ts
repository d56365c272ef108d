import path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors.ts';
import type { Diagnostic } from '../../shared/lint.ts';
import { ActionableError } from '../actionableError.ts';
import { belongsTo } from '../lint/belongsTo.ts';
import { fixFinding } from '../lint/fixFinding.ts';
import { fixTitle } from '../lint/lintText.ts';
import { QuickFix } from '../lint/quickFix.ts';
import { nextSteps } from '../nextSteps.ts';
import type { Command } from './command.ts';
import { datasetOf } from './datasetOf.ts';

const title = 'Fix Dataset Problems';

/**
 * Does the quick fix it is called with. Otherwise it lists what was found and can be fixed, and fixes
 * what is chosen, until the list is closed: that needs no text editor, for datasets too large for one
 * and those in gzip.
 */
export const fixDataset: Command = async (services, target) => {
  if (target instanceof QuickFix) return fixFinding(services, target);
  const only = datasetOf(target)?.fsPath;
  const left = (): readonly Diagnostic[] =>
    services.lint
      .all()
      .filter(
        ({ file, fixes }) => fixes.length > 0 && (only === undefined || belongsTo(only, file)),
      );
  if (left().length === 0) {
    throw new ActionableError(
      'Nothing was found that a quick fix could mend. Check the dataset first.',
      [nextSteps.check],
    );
  }
  for (let findings = left(); findings.length > 0; findings = left()) {
    const finding = await pickFinding(findings);
    const fix = await pickFix(finding);
    if (fix !== undefined) await fixFinding(services, fix);
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
async function pickFix(finding: Diagnostic): Promise<QuickFix | undefined> {
  const picks = finding.fixes.map((fix) => ({
    fix: new QuickFix(finding, fix),
    label: fixTitle(fix, finding),
  }));
  const options = { title: finding.message, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(picks, options))?.fix;
}
