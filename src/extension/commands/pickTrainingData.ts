import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors.ts';
import { ActionableError } from '../actionableError.ts';
import { nextSteps } from '../nextSteps.ts';
import { countText } from '../reportText.ts';
import type { Services } from '../services.ts';
import { activeRankFile } from '../workspace/activeFile.ts';
import { datasetLimits } from '../workspace/datasets.ts';
import { datasetOf } from './datasetOf.ts';
import { datasetPick } from './pickDataset.ts';
import type { DatasetPick } from './pickDataset.ts';
import { withDataset } from './withDataset.ts';

/**
 * The datasets to train on: the one the command was called on, the only labelled one of the
 * workspace, or those the person ticks. The one being ranked is ticked beforehand.
 */
export async function pickTrainingData(
  services: Services,
  target: unknown,
): Promise<readonly vscode.Uri[]> {
  const given = datasetOf(target);
  if (given !== undefined) return [given];
  const labelled = await labelledDatasets(services);
  if (labelled.length === 0) {
    throw new ActionableError(
      'There is no labelled dataset in this workspace. Rank some responses first.',
      [nextSteps.rank, nextSteps.openSamples],
    );
  }
  if (labelled.length === 1) return labelled.map((pick) => pick.uri);
  // Without one that is being ranked, all of them: what most people have is one set in parts.
  const picks = labelled.some((pick) => pick.picked === true)
    ? labelled
    : labelled.map((pick) => ({ ...pick, picked: true }));
  const picked = await vscode.window.showQuickPick(picks, {
    title: 'Train Reward Model',
    placeHolder: 'Labelled datasets to train on',
    canPickMany: true,
    matchOnDescription: true,
    // A page that takes the focus back late must not close it.
    ignoreFocusOut: true,
  });
  if (picked === undefined || picked.length === 0) throw new CancelledError();
  return picked.map((pick) => pick.uri);
}

async function labelledDatasets({ datasets }: Services): Promise<readonly DatasetPick[]> {
  const ranked = activeRankFile();
  const picks: DatasetPick[] = [];
  for (const file of await withDataset(await datasets.find(), ranked)) {
    const picked = file.uri.toString() === ranked?.toString();
    if (file.bytes > datasetLimits.bytes) {
      picks.push({ ...datasetPick(file, 'large, not looked into yet'), picked });
      continue;
    }
    const { labelled, total } = await datasets.summary(file.uri);
    if (labelled === 0) continue;
    const detail = `${countText(labelled)} of ${countText(total)} labelled`;
    picks.push({ ...datasetPick(file, detail), picked });
  }
  return picks;
}
