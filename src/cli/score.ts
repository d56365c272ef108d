import { winProbability } from '../core/scoring/winProbability.ts';
import { readRows, type Row } from '../engine/files/readRows.ts';
import type { RewardModel } from '../engine/models/rewardModel.ts';
import { scoreResponses } from '../engine/scoring/scoreResponses.ts';
import type { Score } from '../shared/reports.ts';
import type { Command } from './command.ts';
import { signed } from './figures.ts';
import { readOptions, requiredPathOption } from './options.ts';

/** Rows scored at a time: bounded memory, and enough to batch by length. */
const rowsPerPortion = 512;

/** `reward-lens score` */
export const score: Command = {
  summary: 'Score the responses of every row of a file.',
  help: `reward-lens score --model DIR --input FILE [--json]

Prints one line for each row, in input order: its rewards, their percentiles among the
training responses, and for two responses P(first beats second). A row that can't be
read gives a line with its error, and the exit code is 1.

  --model DIR    a model folder
  --input FILE   JSON Lines, plain or gzip: {"prompt", "response"} or {"prompt", "responses": […]},
                 or any dataset format
  --json         one JSON object a line: id, line, scores [{reward, percentile}], probability`,

  run: async ({ engine, workingDir, print }, args) => {
    const { values } = readOptions(args, {
      model: { type: 'string' },
      input: { type: 'string' },
      json: { type: 'boolean' },
    });
    const model = await engine.model(requiredPathOption(values, 'model', workingDir));
    const input = requiredPathOption(values, 'input', workingDir);
    const line = values['json'] === true ? asJson : asText;
    let unreadable = 0;
    for await (const portion of portions(readRows(input))) {
      unreadable += portion.filter(({ record }) => record === undefined).length;
      for (const row of await scorePortion(model, portion)) print(line(row));
    }
    return unreadable === 0 ? 0 : 1;
  },
};

/** A row with the scores of its responses, or why it has none. */
type ScoredRow =
  | { readonly line: number; readonly id: string; readonly scores: readonly Score[] }
  | { readonly line: number; readonly error: string };

async function* portions(rows: AsyncIterable<Row>): AsyncIterable<readonly Row[]> {
  let portion: Row[] = [];
  for await (const row of rows) {
    portion.push(row);
    if (portion.length < rowsPerPortion) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

async function scorePortion(model: RewardModel, rows: readonly Row[]): Promise<ScoredRow[]> {
  const items = rows.map(({ record }) => ({
    prompt: record?.prompt ?? [],
    responses: record?.responses.map(({ content }) => content) ?? [],
  }));
  const scores = await scoreResponses(model, items);
  return rows.map((row, index) =>
    row.record === undefined
      ? { line: row.line, error: row.problem.message }
      : { line: row.line, id: row.record.id, scores: scores[index] ?? [] },
  );
}

function probabilityOf(scores: readonly Score[]): number | null {
  const [a, b] = scores;
  return scores.length === 2 && a !== undefined && b !== undefined
    ? winProbability(a.reward, b.reward)
    : null;
}

function asJson(row: ScoredRow): string {
  if ('error' in row) return JSON.stringify(row);
  const probability = probabilityOf(row.scores);
  return JSON.stringify(probability === null ? row : { ...row, probability });
}

function asText(row: ScoredRow): string {
  if ('error' in row) return `line ${row.line}: ${row.error}`;
  const each = row.scores.map(
    ({ reward, percentile }) => `${signed(reward)} (percentile ${percentile.toFixed(0)})`,
  );
  const probability = probabilityOf(row.scores);
  const beats = probability === null ? '' : `  P(first beats second) ${probability.toFixed(2)}`;
  return `${row.id}  ${each.join('  ')}${beats}`;
}
