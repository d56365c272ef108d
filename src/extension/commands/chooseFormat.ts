import path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors.ts';
import type { FormatInfo } from '../../shared/conversion.ts';
import type { FormatFound } from '../../shared/reports.ts';
import { requireFolder } from '../workspace/folders.ts';
import { pathInFolder } from '../workspace/datasets.ts';
import type { Command } from './command.ts';
import { datasetOf } from './datasetOf.ts';
import { pickDataset } from './pickDataset.ts';

const title = 'Choose Format';

interface FormatPick extends vscode.QuickPickItem {
  /** null: told by the shape of each row. */
  readonly format: string | null;
}

/** Says by which format a dataset is read, and keeps it in the workspace settings. */
export const chooseFormat: Command = async (services, target) => {
  const uri = datasetOf(target) ?? (await pickDataset(services, title));
  const folder = requireFolder(uri);
  const [{ format: found }, { formats }] = await Promise.all([
    services.datasets.summary(uri),
    services.engine.call('format/list', {}),
  ]);
  const picked = await vscode.window.showQuickPick(picksOf(formats, found), {
    title: `${title}: ${path.posix.basename(uri.path)}`,
    placeHolder: placeHolder(found),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined) throw new CancelledError();
  const configuration = vscode.workspace.getConfiguration('rewardLens', folder);
  const before = configuration.inspect<Record<string, string>>('formats')?.workspaceFolderValue;
  const name = pathInFolder(uri);
  const chosen = Object.entries(before ?? {}).filter(([dataset]) => dataset !== name);
  if (picked.format !== null) chosen.push([name, picked.format]);
  const value = chosen.length === 0 ? undefined : Object.fromEntries(chosen);
  await configuration.update('formats', value, vscode.ConfigurationTarget.WorkspaceFolder);
};

function placeHolder(found: FormatFound | null): string {
  if (found === null) return 'No row could be read by its shape';
  if (found.chosen) return `Read as ${found.title}, because you chose it`;
  return `Read as ${found.title}, because ${found.reason}`;
}

function picksOf(formats: readonly FormatInfo[], found: FormatFound | null): FormatPick[] {
  const mark = (isNow: boolean): string => (isNow ? '$(check) ' : '');
  const byShape: FormatPick = {
    format: null,
    label: `${mark(found?.chosen !== true)}By the shape of each row`,
    detail: 'The usual way: rows of several formats can stand in one file.',
  };
  const each = formats.map(({ name, title, example }): FormatPick => ({
    format: name,
    label: mark(found?.chosen === true && found.name === name) + title,
    description: name,
    detail: example,
  }));
  return [byShape, ...each];
}
