import * as vscode from 'vscode';

/** The id of the ranking editor, as declared in package.json. */
export const rankViewType = 'rewardLens.rank';

/** The file of the active tab, in whichever editor it is open. */
export function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
    ? input.uri
    : undefined;
}

/** The dataset being ranked in the active tab. */
export function activeRankFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom && input.viewType === rankViewType
    ? input.uri
    : undefined;
}

/** Whether a dataset is open for ranking, in any tab. */
export function isOpenForRanking(dataset: vscode.Uri): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(
      ({ input }) =>
        input instanceof vscode.TabInputCustom &&
        input.viewType === rankViewType &&
        input.uri.toString() === dataset.toString(),
    );
}
