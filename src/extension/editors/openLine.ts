import path from 'node:path';
import * as vscode from 'vscode';
import { isFileOf } from '../workspace/isFileOf.ts';

/** Opens the dataset as text at a 1-based line, or one of its files. */
export async function openLine(dataset: vscode.Uri, line: number, file?: string): Promise<void> {
  // A page can have no other files opened than those of its dataset.
  const ours = file !== undefined && isFileOf(path.posix.basename(dataset.path), file);
  const uri = ours ? vscode.Uri.joinPath(dataset, '..', file) : dataset;
  const at = new vscode.Position(Math.max(0, line - 1), 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
}
