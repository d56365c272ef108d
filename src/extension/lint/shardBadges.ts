import path from 'node:path';
import * as vscode from 'vscode';
import { hasWildcard } from '../../core/store/shardPattern.ts';
import { countText } from '../reportText.ts';
import { belongsTo } from './belongsTo.ts';
import type { DatasetLint } from './datasetLint.ts';

/** As VS Code writes what has no room. */
const MANY = '9+';

/**
 * Colour and number of problems for datasets in shards. VS Code gives them to every file with
 * findings; the pattern that stands for the shards in the Datasets view is none.
 */
export class ShardBadges implements vscode.FileDecorationProvider {
  readonly #lint: DatasetLint;
  readonly #changes = new vscode.EventEmitter<undefined>();
  readonly onDidChangeFileDecorations = this.#changes.event;

  constructor(lint: DatasetLint) {
    this.#lint = lint;
  }

  /** Something was found, or is gone. */
  refresh(): void {
    this.#changes.fire(undefined);
  }

  provideFileDecoration({ scheme, fsPath }: vscode.Uri): vscode.FileDecoration | undefined {
    if (scheme !== 'file' || !hasWildcard(path.basename(fsPath))) return undefined;
    const found = this.#lint
      .all()
      .filter(({ file, severity }) => severity !== 'info' && belongsTo(fsPath, file));
    if (found.length === 0) return undefined;
    const worst = found.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
    return new vscode.FileDecoration(
      found.length > 9 ? MANY : String(found.length),
      `${countText(found.length)} ${found.length === 1 ? 'problem' : 'problems'} in these files`,
      new vscode.ThemeColor(`list.${worst}Foreground`),
    );
  }
}
