import * as vscode from 'vscode';
import { ActionableError } from '../actionableError.ts';
import { nextSteps } from '../nextSteps.ts';

/** The workspace folder a file belongs to, else the first one; its path. */
export function folderFor(uri: vscode.Uri | undefined): string {
  const own = uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri);
  const folder = own ?? vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    throw new ActionableError('Open a folder first: models are kept in it, in ".reward-lens".', [
      nextSteps.openFolder,
    ]);
  }
  if (folder.uri.scheme !== 'file') {
    throw new ActionableError(
      `${folder.name} is not a folder on this machine (${folder.uri.scheme}:). Open one that is.`,
      [nextSteps.openFolder],
    );
  }
  return folder.uri.fsPath;
}

/** Models of a workspace are code to run: not before the person trusts it. */
export function requireTrust(what: string): void {
  if (vscode.workspace.isTrusted) return;
  throw new ActionableError(
    `${what} loads models and encoders from this workspace, which is in Restricted Mode. ` +
      'Trust the workspace first; ranking works without.',
    [nextSteps.manageTrust],
  );
}

/** The workspace folder that holds a file: its settings are about that file. */
export function requireFolder(file: vscode.Uri): vscode.WorkspaceFolder {
  const folder = vscode.workspace.getWorkspaceFolder(file);
  if (folder !== undefined) return folder;
  throw new ActionableError(
    `${file.fsPath} is in no folder of this workspace, where its settings are kept. Open its folder.`,
    [nextSteps.openFolder],
  );
}
