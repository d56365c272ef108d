import path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors.ts';
import { hasWildcard, shardMatcher, suggestedPattern } from '../../core/store/shardPattern.ts';
import { pathInFolder } from '../workspace/datasets.ts';
import { rankViewType } from '../workspace/activeFile.ts';
import { requireFolder } from '../workspace/folders.ts';
import type { Command } from './command.ts';
import { datasetOf } from './datasetOf.ts';
import { pickDataset } from './pickDataset.ts';

const title = 'Join Shards';

/** Makes one dataset of files that are named alike, keeps that in the workspace settings and opens it. */
export const joinShards: Command = async (services, target, selection) => {
  const uri = datasetOf(target) ?? (await pickDataset(services, title));
  const folder = requireFolder(uri);
  const directory = vscode.Uri.joinPath(uri, '..');
  const pattern = await askPattern(directory, suggestion(uri, selection));
  const dataset = vscode.Uri.joinPath(directory, pattern);
  const configuration = vscode.workspace.getConfiguration('rewardLens', folder);
  const before = configuration.inspect<string[]>('shards')?.workspaceFolderValue ?? [];
  const after = [...new Set([...before, pathInFolder(dataset)])];
  await configuration.update('shards', after, vscode.ConfigurationTarget.WorkspaceFolder);
  await vscode.commands.executeCommand('vscode.openWith', dataset, rankViewType);
};

/** By the files selected in the explorer, else by the one. */
function suggestion(uri: vscode.Uri, selection: unknown): string {
  const selected = Array.isArray(selection) ? selection : [];
  const uris = selected.filter((each) => each instanceof vscode.Uri);
  const names = (uris.length > 1 ? uris : [uri]).map((each) => path.posix.basename(each.path));
  return suggestedPattern(names) ?? '*.jsonl';
}

async function askPattern(directory: vscode.Uri, value: string): Promise<string> {
  const names = (await vscode.workspace.fs.readDirectory(directory)).map(([name]) => name);
  const pattern = await vscode.window.showInputBox({
    title,
    value,
    prompt:
      'All files of this folder with such a name are one dataset. * is anything, ? any one ' +
      `character. ${value}: ${counted(names.filter(shardMatcher(value)).length)}`,
    ignoreFocusOut: true,
    validateInput: (input) => said(input.trim(), names),
  });
  if (pattern === undefined) throw new CancelledError();
  return pattern.trim();
}

function said(pattern: string, names: readonly string[]): vscode.InputBoxValidationMessage {
  const { Error, Info } = vscode.InputBoxValidationSeverity;
  if (!hasWildcard(pattern) || /[/\\]/.test(pattern)) {
    return { severity: Error, message: 'A file name with * or ? in it, as train-*.jsonl' };
  }
  const found = names.filter(shardMatcher(pattern)).length;
  if (found === 0) return { severity: Error, message: 'No dataset in this folder is called so' };
  return { severity: Info, message: counted(found) };
}

function counted(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}
