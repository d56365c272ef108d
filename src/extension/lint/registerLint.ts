import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import { rankViewType } from '../workspace/activeFile.ts';
import { LintFixes } from './lintFixes.ts';
import { ShardBadges } from './shardBadges.ts';

/** The files that can be datasets; those VS Code does not open as text have no quick fixes there. */
const datasetFiles: vscode.DocumentFilter = {
  scheme: 'file',
  pattern: '**/*.{jsonl,json,jsonl.gz,json.gz}',
};

/** Registers the quick fixes, and the checks of what is opened for ranking. */
export function registerLint(services: Services): vscode.Disposable[] {
  const fixes = new LintFixes(services.lint);
  const badges = new ShardBadges(services.lint);
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  checkRanked(
    services,
    vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs),
  );
  return [
    vscode.languages.registerCodeActionsProvider(datasetFiles, fixes, kinds),
    vscode.window.registerFileDecorationProvider(badges),
    services.lint.onDidChange(() => badges.refresh()),
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
