import type { NextStep } from './actionableError.ts';

/** The buttons errors offer. */
export const nextSteps = {
  train: { label: 'Train Reward Model', command: 'rewardLens.trainRewardModel' },
  rank: { label: 'Rank Responses', command: 'rewardLens.rankResponses' },
  check: { label: 'Check Dataset', command: 'rewardLens.checkDataset' },
  openSamples: { label: 'Open Samples', command: 'rewardLens.openSamples' },
  showModels: { label: 'Show Models', command: 'rewardLens.showModels' },
  showLog: { label: 'Show Log', command: 'rewardLens.showLog' },
  openFolder: { label: 'Open Folder…', command: 'vscode.openFolder' },
  manageTrust: { label: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
} as const satisfies Record<string, NextStep>;
