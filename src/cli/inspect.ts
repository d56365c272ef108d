import { inspectResponse } from '../engine/scoring/inspectResponse.ts';
import type { Command } from './command.ts';
import { signed } from './figures.ts';
import { readOptions, requiredOption, requiredPathOption, textOption } from './options.ts';

/** `reward-lens inspect` */
export const inspect: Command = {
  summary: 'Show what each token of a response adds to its reward.',
  help: `reward-lens inspect --model DIR --prompt TEXT --response TEXT [--json]

The contributions and the bias sum to the reward; completeness is by how much they miss it.
Offsets count UTF-16 units of the response.

  --model DIR       a model folder
  --prompt TEXT     what the response answers; may be empty
  --response TEXT   the response
  --json            one JSON object: tokens [{text, start, end, contribution}], bias, reward,
                    percentile, completeness`,

  run: async ({ engine, workingDir, print }, args) => {
    const { values } = readOptions(args, {
      model: { type: 'string' },
      prompt: { type: 'string' },
      response: { type: 'string' },
      json: { type: 'boolean' },
    });
    const response = requiredOption(values, 'response');
    const content = textOption(values, 'prompt') ?? '';
    const prompt = content === '' ? [] : [{ role: 'user', content } as const];
    const model = await engine.model(requiredPathOption(values, 'model', workingDir));
    const inspected = await inspectResponse(model, prompt, response);
    const { tokens, bias, reward, percentile, completenessError: completeness } = inspected;
    if (values['json'] === true) {
      print(JSON.stringify({ tokens, bias, reward, percentile, completeness }));
      return 0;
    }
    for (const { text, contribution } of tokens) {
      print(`${signed(contribution, 4)}  ${JSON.stringify(text)}`);
    }
    print(`${signed(bias, 4)}  bias`);
    print(
      `reward ${signed(reward)}, percentile ${percentile.toFixed(0)}; ` +
        `the parts miss it by ${completeness.toExponential(0)}`,
    );
    return 0;
  },
};
