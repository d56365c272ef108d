import { activateModel } from './activateModel.ts';
import { chooseFormat } from './chooseFormat.ts';
import { checkDataset } from './checkDataset.ts';
import { clearScores } from './clearScores.ts';
import type { Command } from './command.ts';
import type { CommandId } from './commandIds.ts';
import { convertDataset } from './convertDataset.ts';
import { deleteModel } from './deleteModel.ts';
import { exportDataset } from './exportDataset.ts';
import { fixDataset } from './fixDataset.ts';
import { importDataset } from './importDataset.ts';
import { inspectResponse } from './inspectResponse.ts';
import { joinShards } from './joinShards.ts';
import { openModelFolder } from './openModelFolder.ts';
import { openSamples } from './openSamples.ts';
import { rankResponses } from './rankResponses.ts';
import { refresh } from './refresh.ts';
import { scoreSelection } from './scoreSelection.ts';
import { setUpGit } from './setUpGit.ts';
import { showLabels } from './showLabels.ts';
import { showLog } from './showLog.ts';
import { showModels } from './showModels.ts';
import { trainRewardModel } from './trainRewardModel.ts';

/** Every command by its id. */
export const commandTable: Readonly<Record<CommandId, Command>> = {
  'rewardLens.openSamples': openSamples,
  'rewardLens.rankResponses': rankResponses,
  'rewardLens.trainRewardModel': trainRewardModel,
  'rewardLens.scoreSelection': scoreSelection,
  'rewardLens.clearScores': clearScores,
  'rewardLens.inspectResponse': inspectResponse,
  'rewardLens.showModels': showModels,
  'rewardLens.activateModel': activateModel,
  'rewardLens.openModelFolder': openModelFolder,
  'rewardLens.deleteModel': deleteModel,
  'rewardLens.checkDataset': checkDataset,
  'rewardLens.fixDataset': fixDataset,
  'rewardLens.importDataset': importDataset,
  'rewardLens.convertDataset': convertDataset,
  'rewardLens.exportDataset': exportDataset,
  'rewardLens.chooseFormat': chooseFormat,
  'rewardLens.joinShards': joinShards,
  'rewardLens.showLabels': showLabels,
  'rewardLens.setUpGit': setUpGit,
  'rewardLens.refresh': refresh,
  'rewardLens.showLog': showLog,
};
