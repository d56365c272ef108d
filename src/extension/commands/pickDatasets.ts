import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors.ts';
import { ActionableError } from '../actionableError.ts';
import { nextSteps } from '../nextSteps.ts';
import { countText } from '../reportText.ts';
import type { Services } from '../services.ts';
import { activeFile } from '../workspace/activeFile.ts';
import { datasetLimits } from '../workspace/datasets.ts';
import type { DatasetFile } from '../workspace/datasets.ts';
import { isDataset } from '../workspace/isDataset.ts';
import { datasetPick } from './pickDataset.ts';
import { withDataset } from './withDataset.ts';

/** Asks which of the workspace's datasets are meant, all of them at first; the only one is taken. */
export async function pickDatasets(
  services: Services,
  title: string,
): Promise<readonly vscode.Uri[]> {
  const active = activeFile();
  const looked = active !== undefined && isDataset(active.path) ? active : undefined;
  const files = await withDataset(await services.datasets.find(), looked);
  if (files.length === 0) {
    throw new ActionableError('There is no .jsonl dataset in this workspace.', [
      nextSteps.openSamples,
      nextSteps.openFolder,
    ]);
  }
  if (files.length === 1) return files.map(({ uri }) => uri);
  const picks = files.map((file) => ({ ...datasetPick(file, sizeText(file)), picked: true }));
  const picked = await vscode.window.showQuickPick(picks, {
    title,
    placeHolder: 'Datasets to check together',
    canPickMany: true,
    matchOnDescription: true,
    // A page that takes the focus back late must not close it.
    ignoreFocusOut: true,
  });
  if (picked === undefined || picked.length === 0) throw new CancelledError();
  return picked.map(({ uri }) => uri);
}

/** What takes a while to check says so beforehand. */
function sizeText({ bytes }: DatasetFile): string | undefined {
  if (bytes <= datasetLimits.bytes) return undefined;
  return `large: ${countText(Math.round(bytes / 1024 / 1024))} MB`;
}
