import { CancelledError } from '../../core/errors.ts';
import type { Diagnostic, Severity } from '../../core/lint/diagnostic.ts';
import { chosenFormat } from '../../core/formats/registry.ts';
import { createLinter } from '../../core/lint/linter.ts';
import type { Linter } from '../../core/lint/linter.ts';
import { exclusionsName } from '../../core/store/exclusions.ts';
import { labelLogName } from '../../core/store/labelLogName.ts';
import type { DatasetAt } from '../../shared/engineProtocol.ts';
import type { LintCount, LintRequest, LintSummary } from '../../shared/lint.ts';
import type { EncoderProvider } from '../encoder/encoderProvider.ts';
import { hashFile } from '../files/hashFile.ts';
import { readLabelLog } from '../files/labelLog.ts';
import type { ReadableRow } from '../files/readRows.ts';
import { filesOf } from '../files/shards.ts';
import type { RewardModel } from '../models/rewardModel.ts';
import { readExclusions } from './exclusionsFile.ts';
import { logLines } from './logLines.ts';
import { openEvidence } from './rowEvidence.ts';
import type { AskEvidence } from './rowEvidence.ts';
import { rowsWithText } from './rowsWithText.ts';

/** How a run tells what it finds, and is stopped. */
export interface LintControl {
  /** Each finding as soon as it is certain, in no particular order. */
  readonly onDiagnostic: (diagnostic: Diagnostic) => void;
  /** The file being read and how many rows of all files have been. */
  readonly onProgress: (progress: { readonly file: string; readonly rows: number }) => void;
  readonly isCancelled: () => boolean;
}

/** What a run needs of the engine. */
export interface LintPorts {
  readonly encoders: EncoderProvider;
  readonly model: (modelDir: string) => Promise<RewardModel>;
}

/** Rows tokenised and scored at a time: bounded memory, and enough to batch by length. */
const ROWS_PER_PORTION = 256;

/**
 * Checks datasets with their label logs and exclusions, row by row, all files together.
 * @throws HumanError when a file or the model can't be read
 * @throws CancelledError
 */
export async function lintFiles(
  ports: LintPorts,
  { files, formats, modelDir, encoder }: LintRequest,
  control: LintControl,
): Promise<LintSummary> {
  const datasets = await filesOf(files, formats);
  const model = modelDir === undefined ? undefined : await ports.model(modelDir);
  const trainedOn = new Set(model === undefined ? [] : await trainingFiles(model, datasets));
  const ask = await openEvidence(ports.encoders, model, encoder);
  const counts = createCounts();
  const report = (diagnostic: Diagnostic): void => {
    counts.add(diagnostic);
    control.onDiagnostic(diagnostic);
  };
  const linter = createLinter(report, { trainedOn: (file) => trainedOn.has(file) });
  const total = { rows: 0, excluded: 0 };
  for (const dataset of datasets) await lintFile(dataset, linter, ask, control, total);
  linter.end();
  return { ...total, counts: counts.list() };
}

interface Total {
  rows: number;
  excluded: number;
}

async function lintFile(
  { path: file, format }: DatasetAt,
  linter: Linter,
  ask: AskEvidence,
  control: LintControl,
  total: Total,
): Promise<void> {
  const { fold } = await readLabelLog(labelLogName(file));
  const exclusions = await readExclusions(file);
  let portion: ReadRow[] = [];
  const flush = async (): Promise<void> => {
    const evidence = await ask(portion.map(({ row }) => row.record));
    for (const [index, { row, text }] of portion.entries()) {
      const { record, format, line, problem } = row;
      linter.row({
        ...{ file, line, record, format: format.name, standing: fold.standing(record.id) },
        ...(text === undefined || !isRowText(text) ? {} : { text }),
        ...(problem === undefined ? {} : { problem }),
        ...evidence[index],
      });
    }
    total.rows += portion.length;
    portion = [];
    control.onProgress({ file, rows: total.rows });
  };
  for await (const { row, text } of rowsWithText(file, chosenFormat(format))) {
    if (control.isCancelled()) throw new CancelledError();
    const withText = text === undefined ? {} : { text };
    if (row.record === undefined) {
      linter.badRow({ file, line: row.line, problem: row.problem, ...withText });
    } else if (exclusions.fold.isExcluded(row.record.id)) total.excluded++;
    else if (portion.push({ row, ...withText }) === ROWS_PER_PORTION) await flush();
  }
  await flush();
  for await (const line of logLines(labelLogName(file), 'labels')) linter.logLine(line);
  for await (const line of logLines(exclusionsName(file), 'exclusions')) linter.logLine(line);
}

interface ReadRow {
  readonly row: ReadableRow;
  readonly text?: string;
}

/** Whether a line is an object and nothing else. */
function isRowText(text: string): boolean {
  return /^\s*\{/.test(text) && /\}\s*$/.test(text.slice(-16));
}

/** The files that have the bytes of one the model was trained on. */
async function trainingFiles(
  model: RewardModel,
  datasets: readonly DatasetAt[],
): Promise<string[]> {
  const trained = new Set(model.manifest.datasets.map(({ sha256 }) => sha256));
  const found: string[] = [];
  for (const { path } of datasets) if (trained.has(await hashFile(path))) found.push(path);
  return found;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

function createCounts(): { add(diagnostic: Diagnostic): void; list(): LintCount[] } {
  const counts = new Map<string, LintCount>();
  return {
    add: ({ code, severity }) => {
      const key = `${SEVERITIES.indexOf(severity)} ${code}`;
      counts.set(key, { code, severity, count: (counts.get(key)?.count ?? 0) + 1 });
    },
    list: () => [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count),
  };
}
