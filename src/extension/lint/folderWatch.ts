import path from 'node:path';
import * as vscode from 'vscode';

/** Watches the folders of files, each folder once, also outside of the workspace. */
export class FolderWatch implements vscode.Disposable {
  readonly #changed: (file: string) => void;
  readonly #watchers = new Map<string, vscode.FileSystemWatcher>();

  /** @param changed called with the path of a file of these folders that came, went or changed */
  constructor(changed: (file: string) => void) {
    this.#changed = changed;
  }

  dispose(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
    this.#watchers.clear();
  }

  /** Watches the folders of these paths from now on. */
  add(files: readonly string[]): void {
    for (const folder of new Set(files.map((file) => path.dirname(file)))) {
      if (this.#watchers.has(folder)) continue;
      const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '*');
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const seen = ({ fsPath }: vscode.Uri): void => this.#changed(fsPath);
      watcher.onDidCreate(seen);
      watcher.onDidChange(seen);
      watcher.onDidDelete(seen);
      this.#watchers.set(folder, watcher);
    }
  }
}
