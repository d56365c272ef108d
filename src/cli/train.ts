import path from 'node:path';
import { HumanError } from '../core/errors.ts';
import type { TrainReport } from '../shared/reports.ts';
import type { Command } from './command.ts';
import { percentWithInterval } from './figures.ts';
import { cacheDirOption, integerOption, pathOption, readOptions } from './options.ts';

/** `reward-lens train` */
export const train: Command = {
  summary: 'Train a reward model on labelled preferences.',
  help: `reward-lens train --data FILE… [options]

Trains a linear Bradley-Terry reward on a frozen encoder and writes a model folder.
A label log beside a data file (FILE.labels.jsonl) is read with it.

  --data FILE…      datasets in JSON Lines, plain or gzip; the option may be repeated, and a name
                    with * or ? in quotes stands for several files
  --model-dir DIR   the folder to write; .reward-lens/models/run-… when not given
  --cache-dir DIR   where encoded texts are kept; .reward-lens/cache when not given
  --encoder DIR     a Hugging Face-layout ONNX encoder; the embedded one when not given
  --seed N          seed of the split; 0 when not given
  --test FILE       held-out pairs; a part of the data is held out when not given
  --json            print the whole report as one line of JSON`,

  run: async ({ engine, workingDir, now, print, status }, args) => {
    const { values, rest } = readOptions(args, {
      data: { type: 'string', multiple: true },
      'model-dir': { type: 'string' },
      'cache-dir': { type: 'string' },
      encoder: { type: 'string' },
      seed: { type: 'string' },
      test: { type: 'string' },
      json: { type: 'boolean' },
    });
    // `--data a b c`: what follows the first file stands alone.
    const data = [...((values['data'] ?? []) as string[]), ...rest];
    if (data.length === 0) throw new HumanError('--data FILE is needed. Try --help.');
    const encoderDir = pathOption(values, 'encoder', workingDir);
    const seed = integerOption(values, 'seed');
    const testFile = pathOption(values, 'test', workingDir);
    const report = await engine.train(
      {
        data: data.map((file) => path.resolve(workingDir, file)),
        modelDir:
          pathOption(values, 'model-dir', workingDir) ??
          path.join(workingDir, '.reward-lens', 'models', runName(now())),
        cacheDir: cacheDirOption(values, workingDir),
        ...(encoderDir === undefined ? {} : { encoderDir }),
        ...(seed === undefined ? {} : { seed }),
        ...(testFile === undefined ? {} : { testFile }),
      },
      {
        onProgress: ({ fraction, message }) => {
          status(`${Math.floor(100 * fraction)} % ${message}`);
        },
        isCancelled: () => false,
      },
    );
    print(values['json'] === true ? JSON.stringify(report) : inWords(report));
    return 0;
  },
};

/** run-20260131-235959, in UTC. */
function runName(now: Date): string {
  const digits = now.toISOString().replace(/\D/g, '');
  return `run-${digits.slice(0, 8)}-${digits.slice(8, 14)}`;
}

function inWords(report: TrainReport): string {
  const { model, pairs, leftOut, l2, folds, backend, durationMs } = report;
  const { heldOut } = model;
  const accuracy =
    heldOut === null
      ? 'no pairs to hold out'
      : `held-out accuracy ${percentWithInterval(heldOut.accuracy)}, n = ${heldOut.accuracy.n}; ` +
        `longer-wins ${percentWithInterval(heldOut.longerWins)}`;
  return [
    accuracy,
    `${model.pairsUsed} pairs used (${pairs.train} train, ${pairs.test} test)`,
    ...leftOut.map(({ reason, count, example }) => `left out: ${count} ${reason} (${example})`),
    `L2 ${Number(l2.toPrecision(2))}, ` +
      (folds === 0 ? 'the default for one prompt' : `chosen by ${folds}-fold cross-validation`),
    `${backend}, ${(durationMs / 1000).toFixed(1)} s`,
    `model: ${model.path}`,
  ].join('\n');
}
