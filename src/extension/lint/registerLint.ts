import * as vscode from 'vscode';
import type { Diagnostic, LintFix } from '../../shared/lint.ts';
import type { Services } from '../services.ts';
import { showError } from '../showError.ts';
import { rankViewType } from '../workspace/activeFile.ts';
import { fixFinding } from './fixFinding.ts';
import { applyFixCommand, LintFixes } from './lintFixes.ts';

/** The files that can be datasets; those VS Code does not open as text have no quick fixes there. */
const datasetFiles: vscode.DocumentFilter = {
  scheme: 'file',
  pattern: '**/*.{jsonl,json,jsonl.gz,json.gz}',
};

/** Registers the quick fixes, and the checks of what is opened for ranking. */
export function registerLint(services: Services): vscode.Disposable[] {
  const { lint, log } = services;
  const fixes = new LintFixes(lint);
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  checkRanked(
    services,
    vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs),
  );
  return [
    vscode.languages.registerCodeActionsProvider(datasetFiles, fixes, kinds),
    // Not for the Command Palette: it is called with a finding.
    vscode.commands.registerCommand(applyFixCommand, async (finding: Diagnostic, fix: LintFix) => {
      try {
        await fixFinding(services, finding, fix);
      } catch (error) {
        showError(error, 'Quick Fix', log);
      }
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ opened }) => checkRanked(services, opened)),
  ];
}

function checkRanked({ lint }: Services, tabs: readonly vscode.Tab[]): void {
  for (const { input } of tabs) {
    if (input instanceof vscode.TabInputCustom && input.viewType === rankViewType) {
      lint.opened(input.uri);
    }
  }
}
