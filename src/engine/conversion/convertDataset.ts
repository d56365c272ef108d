import path from 'node:path';
import { annotatorReliability, voteWeight } from '../../core/agreement/annotatorReliability.ts';
import { pairVotes } from '../../core/agreement/pairVotes.ts';
import { combineJudgements } from '../../core/conversion/combineJudgements.ts';
import { writeRecord } from '../../core/conversion/writeRecord.ts';
import { CancelledError, HumanError } from '../../core/errors.ts';
import type { Format, FormatWriter } from '../../core/formats/format.ts';
import { chosenFormat, formatNamed, formats } from '../../core/formats/registry.ts';
import type { JudgeEvent } from '../../core/store/labelEvent.ts';
import { labelLogName } from '../../core/store/labelLogName.ts';
import type { ConvertReport, ConvertRequest } from '../../shared/conversion.ts';
import { readLabelLog } from '../files/labelLog.ts';
import { readRows } from '../files/readRows.ts';
import type { Row } from '../files/readRows.ts';
import { isShardOf, shardsOf } from '../files/shards.ts';
import { createTally } from './tally.ts';
import { writeRowsTo } from './rowsFile.ts';

/** How a run is stopped. */
export interface ConvertControl {
  readonly isCancelled: () => boolean;
}

type Standing = (recordId: string) => readonly JudgeEvent[];

/**
 * Reads a dataset with its label log and writes it in another format, row by row. The output is
 * written beside its place and renamed when it is whole.
 * @throws HumanError when a file can't be read or written, or when the format can't be written
 * @throws CancelledError
 */
export async function convertDataset(
  request: ConvertRequest,
  control: ConvertControl,
): Promise<ConvertReport> {
  const to = formatNamed(request.to);
  const writer = requireWriter(to, request);
  const sources = await openSources(request);
  const weightOf = await voteWeights(request, sources);
  const counts = { read: 0, written: 0, rows: 0 };
  const [found, notCarried, lost] = [createTally(), createTally(), createTally()];
  async function* converted(): AsyncIterable<object> {
    for await (const { row, file, standing } of rowsOf(sources)) {
      if (control.isCancelled()) throw new CancelledError();
      const where = `${path.basename(file)} line ${row.line}`;
      if (row.record === undefined) {
        notCarried.add('row that can not be read', where);
        continue;
      }
      counts.read++;
      found.add(row.format.name, where);
      const combined = combineJudgements(row.record, standing(row.record.id), request, weightOf);
      const result = combined.record === undefined ? combined : writeRecord(combined.record, to);
      if (result.reason !== undefined) {
        notCarried.add(result.reason, where);
        continue;
      }
      counts.written++;
      counts.rows += result.rows.length;
      for (const feature of result.lost) lost.add(feature, where);
      yield* result.rows;
    }
  }
  await writeRowsTo(request.output, converted(), writer.container ?? 'lines', request.overwrite);
  const { input, output } = request;
  const from = found.commonest();
  return {
    input,
    output,
    from,
    to: to.name,
    ...counts,
    notCarried: notCarried.list(),
    lost: lost.list(),
  };
}

function requireWriter({ name, writer }: Format, request: ConvertRequest): FormatWriter {
  if (writer === undefined) {
    const names = formats.filter((each) => each.writer !== undefined).map((each) => each.name);
    throw new HumanError(`"${name}" can only be read. Formats to write: ${names.join(', ')}.`);
  }
  if (request.annotators === 'all' && !writer.holds.has('several annotators')) {
    throw new HumanError(
      `"${name}" holds one judgement a row, not everybody's. Choose "majority" or "weighted", ` +
        'or write "reward-lens".',
    );
  }
  if (request.disagreements === 'soft-margin' && !writer.holds.has('margin')) {
    throw new HumanError(
      `"${name}" has no margin. Choose "majority" or "leave-out" for disagreements.`,
    );
  }
  if (path.resolve(request.input) === path.resolve(request.output)) {
    throw new HumanError(`${request.output} is the file that is read. Choose another name.`);
  }
  if (isShardOf(request.output, request.input)) {
    throw new HumanError(
      `${request.output} would be one of the files that are read, ${path.basename(request.input)}. ` +
        'Choose another name or another folder.',
    );
  }
  return writer;
}

/** A file to read, with its labels. */
interface Source {
  readonly file: string;
  readonly always: Format | undefined;
  readonly standing: Standing;
}

/** The input, or each of its shards. */
async function openSources({ input, from, labels }: ConvertRequest): Promise<readonly Source[]> {
  const always = chosenFormat(from);
  const files = await shardsOf(input);
  return Promise.all(
    files.map(async (file) => {
      const standing = labels ? await standingLabels(file) : () => [];
      return { file, always, standing };
    }),
  );
}

async function standingLabels(file: string): Promise<Standing> {
  const { fold } = await readLabelLog(labelLogName(file));
  return (recordId) => fold.standing(recordId);
}

async function* rowsOf(sources: readonly Source[]): AsyncIterable<Source & { readonly row: Row }> {
  for (const source of sources) {
    const { file, always } = source;
    for await (const row of readRows(file, undefined, always)) yield { ...source, row };
  }
}

/** Weights by reliability, from a pass over all votes first; nobody is asked for other rules. */
async function voteWeights(
  { annotators }: ConvertRequest,
  sources: readonly Source[],
): Promise<(annotator: string) => number> {
  if (annotators !== 'weighted') return () => 1;
  const votes = [];
  for await (const { row, standing } of rowsOf(sources)) {
    const { record } = row;
    if (record !== undefined) votes.push(...pairVotes(record, standing(record.id)));
  }
  const reliability = annotatorReliability(votes);
  // Somebody who shared no pair with anybody is trusted like the average person.
  const values = [...reliability.values()];
  const usual = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return (annotator) => voteWeight(reliability.get(annotator) ?? (values.length > 0 ? usual : 0.5));
}
