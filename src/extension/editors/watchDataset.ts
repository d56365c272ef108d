import path from 'node:path';
import * as vscode from 'vscode';
import { isFileOf } from '../workspace/isFileOf.ts';

/** How long the files must be quiet before a change counts, in milliseconds. */
const quietMs = 200;

/** Calls back after a file of a dataset or its label log changed on the disk, whoever changed it. */
export function watchDataset(uri: vscode.Uri, changed: () => void): vscode.Disposable {
  const folder = vscode.Uri.joinPath(uri, '..');
  const name = path.posix.basename(uri.path);
  let timer: NodeJS.Timeout | undefined;
  const seen = (file: vscode.Uri): void => {
    if (!isFileOf(name, path.posix.basename(file.path))) return;
    clearTimeout(timer);
    timer = setTimeout(changed, quietMs);
  };
  // The names are compared here, since a file name may hold what means something in a pattern.
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
  watcher.onDidCreate(seen);
  watcher.onDidChange(seen);
  watcher.onDidDelete(seen);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    watcher.dispose();
  });
}
