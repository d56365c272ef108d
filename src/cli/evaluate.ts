import path from 'node:path';
import { HumanError } from '../core/errors.ts';
import { pairAccuracy } from '../core/evaluation/pairAccuracy.ts';
import { readLabelledPairs } from '../engine/trainer/readPairs.ts';
import type { Command } from './command.ts';
import { percentWithInterval } from './figures.ts';
import { readOptions, requiredPathOption } from './options.ts';

/** `reward-lens eval` */
export const evaluate: Command = {
  summary: 'Measure how often a model prefers what people preferred.',
  help: `reward-lens eval --model DIR --data FILE [--json]

Accuracy over all pairs with a better and a worse response (equal rewards count one half), with
its 95 % Wilson interval, and beside it the accuracy of "the longer response wins".

  --model DIR   a model folder
  --data FILE   labelled preferences in JSON Lines, plain or gzip
  --json        one JSON object: n, accuracy, interval, longerWins, longerWinsInterval, leftOut`,

  run: async ({ engine, workingDir, print }, args) => {
    const { values } = readOptions(args, {
      model: { type: 'string' },
      data: { type: 'string' },
      json: { type: 'boolean' },
    });
    const data = requiredPathOption(values, 'data', workingDir);
    const { inputs, train: pairs, leftOut } = await readLabelledPairs(data);
    if (pairs.length === 0) {
      throw new HumanError(`${path.basename(data)} has no labelled pair to measure on.`);
    }
    const model = await engine.model(requiredPathOption(values, 'model', workingDir));
    const rewards = await model.rewards(inputs);
    const lengths = inputs.map(({ response }) => response.length);
    const { accuracy, longerWins } = pairAccuracy(pairs, rewards, lengths);
    if (values['json'] === true) {
      print(
        JSON.stringify({
          n: accuracy.n,
          accuracy: accuracy.value,
          interval: [accuracy.low, accuracy.high],
          longerWins: longerWins.value,
          longerWinsInterval: [longerWins.low, longerWins.high],
          leftOut,
        }),
      );
      return 0;
    }
    print(`accuracy ${percentWithInterval(accuracy)}, n = ${accuracy.n}`);
    print(`longer-wins ${percentWithInterval(longerWins)}`);
    for (const { reason, count, example } of leftOut) {
      print(`left out: ${count} ${reason} (${example})`);
    }
    return 0;
  },
};
