import { askOutput } from '../conversion/askOutput.ts';
import { convertFile } from '../conversion/convertFile.ts';
import { inputOf } from '../conversion/inputOf.ts';
import { pickFormat } from '../conversion/pickFormat.ts';
import { pickRule } from '../conversion/pickRule.ts';
import type { Command } from './command.ts';
import { datasetOf } from './datasetOf.ts';
import { pickDataset } from './pickDataset.ts';

const title = 'Export Dataset';

/** Writes a dataset merged with its labels in another format. */
export const exportDataset: Command = async (services, target) => {
  const input = datasetOf(target) ?? (await pickDataset(services, title));
  const format = await pickFormat(services, title);
  const rule = await pickRule(format, title);
  const where = { title, saveLabel: 'Export', input, suffix: format.name };
  const output = await askOutput(where);
  const request = { ...inputOf(services, input), output, to: format.name, ...rule, labels: true };
  await convertFile(services, request, title);
};
