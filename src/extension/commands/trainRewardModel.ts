import path from 'node:path';
import * as vscode from 'vscode';
import type { TrainReport } from '../../shared/reports.ts';
import { trainedText } from '../reportText.ts';
import { runName } from '../runName.ts';
import type { Services } from '../services.ts';
import { showError } from '../showError.ts';
import type { TrainingRequest } from '../training/training.ts';
import { folderFor, requireTrust } from '../workspace/folders.ts';
import { prepareRewardLensFolder, rewardLensFolder } from '../workspace/rewardLensFolder.ts';
import type { Command } from './command.ts';
import { datasetOf } from './datasetOf.ts';
import { inputAfterTraining } from './inspectResponse.ts';
import { pickTrainingData } from './pickTrainingData.ts';

/** Trains a reward model on labelled datasets, makes it the active one, and says how good it is. */
export const trainRewardModel: Command = async (services, target) => {
  requireTrust('Training');
  services.training.requireIdle();
  // Before any question: without a folder there is no place for a model.
  folderFor(datasetOf(target));
  const data = await pickTrainingData(services, target);
  const [first] = data;
  if (first === undefined) return;
  const folder = folderFor(first);
  const request = await trainingRequest(services, folder, data);
  const report = await trainWithProgress(services, request);
  await services.models.activate(folder, report.model.name);
  offerNext(services, report, first);
};

async function trainingRequest(
  { settings, datasets }: Services,
  folder: string,
  data: readonly vscode.Uri[],
): Promise<TrainingRequest> {
  const places = rewardLensFolder(folder);
  await prepareRewardLensFolder(places);
  const { encoderPath, seed } = settings(vscode.Uri.file(folder));
  return {
    data: data.map((uri) => uri.fsPath),
    formats: datasets.formats(data),
    modelDir: path.join(places.models, runName(new Date())),
    cacheDir: places.cache,
    seed,
    ...(encoderPath === '' ? {} : { encoderDir: path.resolve(folder, encoderPath) }),
  };
}

function trainWithProgress(
  { training }: Services,
  request: TrainingRequest,
): Thenable<TrainReport> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Training reward model',
    cancellable: true,
  };
  return vscode.window.withProgress(options, (notification, token) => {
    let shown = 0;
    return training.run(request, token, ({ fraction, message }) => {
      notification.report({ increment: Math.max(0, fraction - shown) * 100, message });
      shown = Math.max(shown, fraction);
    });
  });
}

/** The one line that matters, with what to do next. Does not wait for an answer. */
function offerNext(services: Services, report: TrainReport, dataset: vscode.Uri): void {
  const next: Readonly<Record<string, () => PromiseLike<unknown>>> = {
    Inspect: async () => services.inspectPanel.show(await inputAfterTraining(services, dataset)),
    Details: () =>
      vscode.window.showTextDocument(vscode.Uri.file(path.join(report.model.path, 'metrics.json'))),
  };
  void vscode.window
    .showInformationMessage(trainedText(report), ...Object.keys(next))
    .then((chosen) => (chosen === undefined ? undefined : next[chosen]?.()))
    .then(undefined, (error: unknown) => showError(error, 'Train Reward Model', services.log));
}
