import path from 'node:path';
import type { Estimate } from '../core/agreement/bootstrapInterval.ts';
import { HumanError } from '../core/errors.ts';
import { readAgreement, type ReadAgreement } from '../engine/quality/readAgreement.ts';
import type { Command } from './command.ts';
import { count, percentWithInterval } from './figures.ts';
import { readOptions, textOption } from './options.ts';

/** `reward-lens agreement` */
export const agreement: Command = {
  summary: 'Measure how far annotators agree.',
  help: `reward-lens agreement --data FILE… [--seed TEXT] [--json]

Cohen's kappa of each two annotators and Krippendorff's alpha of all, each with its 95 % interval by
bootstrap. The unit is a pair of responses (a ranking of several gives all its pairs), its values
first better, tie, second better. Judgements that came with the rows count beside those of the label
log (FILE.labels.jsonl), where an annotator's own replaces the row's; decisions of conflicts don't.

  --data FILE…   datasets in JSON Lines, plain or gzip; the option may be repeated, and a name
                 with * or ? in quotes stands for several files
  --seed TEXT    seed of the bootstrap; 0 when not given
  --json         one JSON object: n (pairs that several judged), annotators, kappa (annotators,
                 nominal, quadratic), alpha (nominal, ordinal), reliability (of each annotator, how
                 often they prefer what is better, by Crowd-BT; too far from a half for everybody, so
                 compare them with each other), leftSide (of each annotator of a label log, how often the
                 response shown first won), badRows, excluded; each figure has n, value, low, high,
                 null where the labels don't determine it`,

  run: async ({ workingDir, print }, args) => {
    const { values, rest } = readOptions(args, {
      data: { type: 'string', multiple: true },
      seed: { type: 'string' },
      json: { type: 'boolean' },
    });
    const data = [...((values['data'] ?? []) as string[]), ...rest];
    if (data.length === 0) throw new HumanError('--data FILE is needed. Try --help.');
    const files = data.map((file) => path.resolve(workingDir, file));
    const report = await readAgreement(files, textOption(values, 'seed') ?? '0');
    print(values['json'] === true ? JSON.stringify(report) : inWords(report));
    return 0;
  },
};

function inWords({
  n,
  annotators,
  kappa,
  alpha,
  leftSide,
  badRows,
  excluded,
}: ReadAgreement): string {
  if (n === 0) {
    return 'No pair was judged by two annotators: agreement needs some that several people judge.';
  }
  const rows = [
    ['', 'nominal', 'ordinal', 'n'],
    ['alpha', figure(alpha.nominal), figure(alpha.ordinal), count(n)],
    ...kappa.map(({ annotators: [a, b], nominal, quadratic }) => [
      `kappa ${a}, ${b}`,
      figure(nominal),
      figure(quadratic),
      count(nominal.n),
    ]),
  ];
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  const table = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '));
  return [
    `${count(n)} pairs judged by several of ${count(annotators.length)} annotators`,
    ...table.map((line) => line.trimEnd()),
    ...leftSide
      .filter((each) => each.n > 0)
      .map(
        (each) =>
          `${each.annotator}: first shown won ${percentWithInterval(each)}, n = ${count(each.n)}`,
      ),
    ...(badRows === 0 ? [] : [`${count(badRows)} rows could not be read`]),
    ...(excluded === 0 ? [] : [`${count(excluded)} rows excluded`]),
  ].join('\n');
}

/** '0.864 (0.840 to 0.887)', or 'undefined' where all labels are the same. */
function figure({ value, low, high }: Estimate): string {
  if (value === null || low === null || high === null) return 'undefined';
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}
