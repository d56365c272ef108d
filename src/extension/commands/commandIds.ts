/** Every command, as declared in package.json. */
export const commandIds = [
  'rewardLens.openSamples',
  'rewardLens.rankResponses',
  'rewardLens.trainRewardModel',
  'rewardLens.scoreSelection',
  'rewardLens.clearScores',
  'rewardLens.inspectResponse',
  'rewardLens.showModels',
  'rewardLens.activateModel',
  'rewardLens.openModelFolder',
  'rewardLens.deleteModel',
  'rewardLens.checkDataset',
  'rewardLens.fixDataset',
  'rewardLens.importDataset',
  'rewardLens.convertDataset',
  'rewardLens.exportDataset',
  'rewardLens.chooseFormat',
  'rewardLens.joinShards',
  'rewardLens.showLabels',
  'rewardLens.setUpGit',
  'rewardLens.refresh',
  'rewardLens.showLog',
] as const;

/** The id of a command. */
export type CommandId = (typeof commandIds)[number];
