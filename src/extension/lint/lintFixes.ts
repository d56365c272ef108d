import * as vscode from 'vscode';
import type { Diagnostic, LintFix } from '../../shared/lint.ts';
import type { DatasetLint } from './datasetLint.ts';
import { fixTitle } from './lintText.ts';
import { QuickFix } from './quickFix.ts';
import { isFinding } from './toDiagnostic.ts';

/** Quick fixes of findings, where a dataset is open as text. */
export class LintFixes implements vscode.CodeActionProvider {
  readonly #lint: DatasetLint;

  constructor(lint: DatasetLint) {
    this.#lint = lint;
  }

  provideCodeActions(
    { uri }: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const actions = new Map<string, vscode.CodeAction>();
    for (const finding of this.#lint.of(uri)) {
      const about = diagnostics.filter((each) => isFinding(each, finding));
      if (about.length === 0) continue;
      for (const fix of finding.fixes) {
        const action = fixAction(finding, fix);
        // Two findings of a row can have the same remedy.
        const known = actions.get(action.title);
        action.diagnostics = [...(known?.diagnostics ?? []), ...about];
        if (known === undefined) actions.set(action.title, action);
        else known.diagnostics = action.diagnostics;
      }
    }
    return [...actions.values()];
  }
}

function fixAction(finding: Diagnostic, fix: LintFix): vscode.CodeAction {
  const title = fixTitle(fix, finding);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  const target = new QuickFix(finding, fix);
  action.command = { command: 'rewardLens.fixDataset', title, arguments: [target] };
  return action;
}
