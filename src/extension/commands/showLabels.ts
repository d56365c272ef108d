import { HumanError } from '../../core/errors.ts';
import { activeFile } from '../workspace/activeFile.ts';
import { isDataset } from '../workspace/isDataset.ts';
import type { Command } from './command.ts';
import { datasetOf } from './datasetOf.ts';
import { pickDataset } from './pickDataset.ts';

/** Shows who labelled a dataset and where they contradict each other: the one given or active, else one that is picked. */
export const showLabels: Command = async (services, target) => {
  const active = activeFile();
  const uri =
    datasetOf(target) ??
    (active !== undefined && isDataset(active.path)
      ? active
      : await pickDataset(services, 'Show Labels'));
  if (uri.scheme !== 'file') {
    throw new HumanError(
      `${uri.path} is not on this machine (${uri.scheme}:). Save it in a folder here first.`,
    );
  }
  services.labelsPanel.show(uri);
};
