import { HumanError } from '../core/errors.ts';
import { queueItems, type QueuedItem } from '../engine/learning/queueItems.ts';
import type { Command } from './command.ts';
import { count } from './figures.ts';
import {
  cacheDirOption,
  pathOption,
  readOptions,
  requiredOption,
  requiredPathOption,
  textOption,
} from './options.ts';
import { strategyNamed, strategyNames } from './strategies.ts';

/** `reward-lens queue` */
export const queue: Command = {
  summary: 'Put unlabelled items in the order in which to label them.',
  help: `reward-lens queue --data FILE --model DIR --strategy NAME [options]

Prints the ids of the items that nobody labelled, what to label first at the top. One place in five is
by chance. Labels in the rows and in FILE.labels.jsonl count; excluded rows are left out.

  --data FILE       a dataset; a name with * or ? in quotes stands for several files
  --model DIR       a model folder; not needed by order
  --strategy NAME   order: as they stand
                    uncertainty: where the model's probability is nearest to one half
                    information: what tells most about the head's weights (D-optimal)
                    disagreement: where heads learnt from resampled labels differ most (BALD)
  --seed TEXT       decides what comes by chance; 0 when not given
  --cache-dir DIR   where encoded texts are kept; .reward-lens/cache when not given
  --json            one JSON object: strategy, ids, and items (id, score, byChance) in order`,

  run: async ({ engine, workingDir, print, status }, args) => {
    const { values } = readOptions(args, {
      data: { type: 'string' },
      model: { type: 'string' },
      strategy: { type: 'string' },
      seed: { type: 'string' },
      'cache-dir': { type: 'string' },
      json: { type: 'boolean' },
    });
    const data = requiredPathOption(values, 'data', workingDir);
    const strategy = strategyNamed(requiredOption(values, 'strategy'));
    const modelDir = pathOption(values, 'model', workingDir);
    const items = await queueItems(
      () => {
        if (modelDir !== undefined) return engine.model(modelDir);
        throw new HumanError(
          `--model DIR is needed for --strategy ${strategy}. ` +
            `Of ${strategyNames}, only order works without a model.`,
        );
      },
      {
        data,
        strategy,
        cacheDir: cacheDirOption(values, workingDir),
        seed: textOption(values, 'seed') ?? '0',
      },
      (done, total) => {
        status(`encoding ${count(done)} of ${count(total)} texts`);
      },
    );
    for (const line of values['json'] === true ? [asJson(strategy, items)] : idsOf(items)) {
      print(line);
    }
    return 0;
  },
};

function idsOf(items: readonly QueuedItem[]): string[] {
  return items.map(({ id }) => id);
}

function asJson(strategy: string, items: readonly QueuedItem[]): string {
  return JSON.stringify({ strategy, ids: idsOf(items), items });
}
