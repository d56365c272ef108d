import { askOutput } from '../conversion/askOutput.ts';
import { convertFile } from '../conversion/convertFile.ts';
import { inputOf } from '../conversion/inputOf.ts';
import { pickFormat } from '../conversion/pickFormat.ts';
import type { Command } from './command.ts';
import { datasetOf } from './datasetOf.ts';
import { pickDataset } from './pickDataset.ts';

const title = 'Convert Dataset';

/** Writes the rows of a dataset as they came, without its label log, in another format. */
export const convertDataset: Command = async (services, target) => {
  const input = datasetOf(target) ?? (await pickDataset(services, title));
  const format = await pickFormat(services, title);
  const where = { title, saveLabel: 'Convert', input, suffix: format.name };
  const output = await askOutput(where);
  const everybody = format.holds?.includes('several annotators') === true;
  const request = {
    ...inputOf(services, input),
    output,
    to: format.name,
    annotators: everybody ? 'all' : 'majority',
    disagreements: 'majority',
    labels: false,
  } as const;
  await convertFile(services, request, title);
};
