import { HumanError } from '../core/errors.ts';
import { learningCurves, type CurveBand, type CurveLead } from '../core/queue/learningCurves.ts';
import type { Command } from './command.ts';
import { count, percent, signed } from './figures.ts';
import {
  cacheDirOption,
  integerOption,
  readOptions,
  requiredPathOption,
  textOption,
  type OptionValues,
} from './options.ts';
import { strategyNamed, strategyNames } from './strategies.ts';

/** `reward-lens simulate` */
export const simulate: Command = {
  summary: 'Measure which queue of pairs to label learns fastest.',
  help: `reward-lens simulate --data FILE --test FILE [options]

Reveals the labels of FILE in the order in which a queue would ask for them, 12 steps from few labels
to many, learns a head at each and measures it on the test file. One place in five is by chance.
By order means in an order drawn anew for each seed.

  --data FILE       labelled preferences: the labels to reveal
  --test FILE       labelled preferences to measure on
  --strategies A,B  of ${strategyNames}; all when not given
  --seeds N         how often, each from other first labels; 10 when not given
  --from N          labels at first; 20 when not given
  --to N            labels at last; 2000 when not given
  --l2 X            strength of L2 on the mean loss; 1 when not given
  --cache-dir DIR   where encoded texts are kept; .reward-lens/cache when not given
  --json            one JSON object: pool, test (pairs), l2, curves (by strategy and number of
                    labels: accuracies of each seed, their mean, lowest and highest), leads (of each
                    strategy over the first one, the mean over steps, with its 95 % interval over
                    seeds)`,

  run: async ({ engine, workingDir, print, status }, args) => {
    const { values } = readOptions(args, {
      data: { type: 'string' },
      test: { type: 'string' },
      strategies: { type: 'string' },
      seeds: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      l2: { type: 'string' },
      'cache-dir': { type: 'string' },
      json: { type: 'boolean' },
    });
    const positive = (name: string, otherwise: number): number => {
      const value = integerOption(values, name) ?? otherwise;
      if (value < 1) throw new HumanError(`--${name} must be at least 1, not ${value}.`);
      return value;
    };
    const report = await engine.simulate(
      {
        data: requiredPathOption(values, 'data', workingDir),
        testFile: requiredPathOption(values, 'test', workingDir),
        cacheDir: cacheDirOption(values, workingDir),
        strategies: (textOption(values, 'strategies') ?? strategyNames)
          .split(',')
          .map(strategyNamed),
        seeds: positive('seeds', 10),
        from: positive('from', 20),
        to: positive('to', 2000),
        l2: positiveNumber(values, 'l2', 1),
      },
      {
        onProgress: ({ message }) => {
          status(message);
        },
        isCancelled: () => false,
      },
    );
    const { pool, test, l2 } = report;
    const { bands, leads } = learningCurves(report.curves);
    if (values['json'] === true) print(JSON.stringify({ pool, test, l2, curves: bands, leads }));
    else for (const line of [...bands.map(inWords), ...leads.map(leadInWords)]) print(line);
    return 0;
  },
};

function positiveNumber(values: OptionValues, name: string, otherwise: number): number {
  const text = textOption(values, name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new HumanError(`--${name} takes a number above 0, not '${text}'.`);
}

function inWords({ strategy, labels, mean, lowest, highest }: CurveBand): string {
  const range = `${percent(lowest)} to ${percent(highest)}`;
  return `${strategy}, ${count(labels)} labels: ${percent(mean)} % (${range})`;
}

function leadInWords({ strategy, over, value, low, high }: CurveLead): string {
  const [lead, from, to] = [value, low, high].map((share) => signed(100 * (share ?? NaN), 1));
  return `${strategy} over ${over}, mean of all steps: ${lead} points (${from} to ${to})`;
}
