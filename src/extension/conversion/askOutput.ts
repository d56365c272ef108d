import path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors.ts';

/**
 * Asks where to write what is made of `input`: in `folder`, or beside it, under its name with
 * `suffix` ('hh-rlhf'). The dialog asks before a file that is there is replaced.
 */
export async function askOutput(options: {
  readonly title: string;
  readonly saveLabel: string;
  readonly input: vscode.Uri;
  readonly suffix: string;
  readonly folder?: vscode.Uri;
}): Promise<string> {
  const { title, saveLabel, input, suffix } = options;
  const name = path.posix.basename(input.path).replace(/\.jsonl?(\.gz)?$/i, '');
  // Of several files that are one dataset: what their names have in common.
  const base = name.replace(/-?[*?]+-?/g, '-').replace(/^-|-$/g, '') || 'dataset';
  const folder = options.folder ?? vscode.Uri.joinPath(input, '..');
  const output = await vscode.window.showSaveDialog({
    title,
    saveLabel,
    defaultUri: vscode.Uri.joinPath(folder, `${base}.${suffix}.jsonl`),
    filters: { 'JSON Lines': ['jsonl'], 'JSON Lines, gzip': ['gz'], JSON: ['json'] },
  });
  if (output === undefined) throw new CancelledError();
  return output.fsPath;
}
