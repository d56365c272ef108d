import path from 'node:path';
import type { RecordProblem } from '../../core/records/problem.ts';
import { createLabelFold } from '../../core/store/foldLabels.ts';
import type { LabelFold } from '../../core/store/foldLabels.ts';
import { labelEventLine, readLabelLine, recordIdInPart } from '../../core/store/labelEvent.ts';
import type { LabelEvent } from '../../core/store/labelEvent.ts';
import { workSlices } from '../quality/workSlices.ts';
import { appendLine, appendOnNewLine } from './appendLine.ts';
import { openByteSource } from './byteSource.ts';
import { fileError } from './fileErrors.ts';
import { fileStamp } from './fileStamp.ts';
import type { FileStamp } from './fileStamp.ts';
import { readLines } from './readLines.ts';
import type { TextLine } from './readLines.ts';

/** A label log as it was when read. */
export interface LabelLog {
  readonly path: string;
  /** null when the log is not there yet. */
  readonly stamp: FileStamp | null;
  readonly fold: LabelFold;
  /** The line of each event, by its id. */
  readonly lines: ReadonlyMap<string, number>;
  readonly problems: readonly RecordProblem[];
}

/** What appending did. */
export interface Appended {
  /** Bytes added to the log. */
  readonly byteLength: number;
  /** Where a copy of the cut-off line was put that stood at the end of the log, if one did. */
  readonly recoveredPath?: string;
}

/**
 * Reads a label log; one that is not there is an empty one. Lines that are no events are problems.
 * Others have their turn between lines; `pause` is awaited at each.
 * @throws HumanError when the file can't be read
 */
export async function readLabelLog(
  logPath: string,
  pause = workSlices(() => false),
): Promise<LabelLog> {
  const stamp = await fileStamp(logPath);
  const fold = createLabelFold();
  const lines = new Map<string, number>();
  const bad: BadLine[] = [];
  if (stamp !== null) {
    const source = await openByteSource(logPath);
    for await (const line of readLines(source.chunks(), logPath)) {
      await pause();
      const result = line.text === null ? NOT_UTF8 : readLabelLine(line.text);
      if (result.event === undefined) bad.push({ line, fault: result.problem });
      else {
        fold.add(result.event);
        lines.set(result.event.eventId, line.line);
      }
    }
  }
  const setAside = bad.length === 0 ? new Set<string>() : await linesSetAside(logPath);
  const problems = bad.map((each) => lineProblem(logPath, each, setAside));
  return { path: logPath, stamp, fold, lines, problems };
}

const NOT_UTF8 = { event: undefined, problem: { message: 'This line is not valid UTF-8.' } };

interface BadLine {
  readonly line: TextLine;
  readonly fault: { readonly key?: string; readonly message: string };
}

/** Where lines are copied to that were cut off in a log. */
function recoveredName(logPath: string): string {
  return `${logPath}.recovered`;
}

/** The lines of `<log>.recovered`, to tell which lines of the log were cut off. */
async function linesSetAside(logPath: string): Promise<ReadonlySet<string>> {
  const file = recoveredName(logPath);
  const found = new Set<string>();
  if ((await fileStamp(file)) === null) return found;
  const source = await openByteSource(file);
  for await (const line of readLines(source.chunks(), file)) found.add(lineKey(line));
  return found;
}

/** Tells lines apart that are not UTF-8 by their length, as well as can be. */
function lineKey({ text, byteLength }: TextLine): string {
  return `${byteLength}:${text ?? ''}`;
}

function lineProblem(
  logPath: string,
  { line, fault: { key, message } }: BadLine,
  setAside: ReadonlySet<string>,
): RecordProblem {
  const file = path.basename(logPath);
  return {
    line: line.line,
    file,
    ...(key === undefined ? {} : { key }),
    message: `${file} line ${line.line}: ${message} ${adviceFor(logPath, line, setAside)}`,
  };
}

/** A line that git leaves in a file it can't merge. */
const CONFLICT_MARK = /^(<{7} |\|{7} |={7}$|>{7} )/;

function adviceFor(logPath: string, line: TextLine, setAside: ReadonlySet<string>): string {
  if (CONFLICT_MARK.test(line.text ?? '')) {
    return (
      'A merge in git left it; the judgements around it count. Delete the line, and run ' +
      '"Reward Lens: Set Up Git" to let label logs merge by themselves.'
    );
  }
  const recordId = recordIdInPart(line.text ?? '');
  const item = recordId === undefined ? 'its item' : `the item ${JSON.stringify(recordId)}`;
  const cutOff = 'The line was cut off (a crash or a full disk?) and is not counted';
  if (!line.terminated) return `${cutOff}; judge ${item} again.`;
  if (setAside.has(lineKey(line))) {
    const copy = path.basename(recoveredName(logPath));
    return `${cutOff}; a copy is in ${copy}. Judge ${item} again and delete the line.`;
  }
  return `It is not counted; judge ${item} again and delete the line.`;
}

/**
 * Appends one event and returns once it is on the disk, as {@link appendLine} says. Nothing in the
 * log is ever removed or overwritten: a cut-off line at its end is copied to `<log>.recovered` and
 * ended.
 * @throws HumanError when it could not be written; the event then does not count
 */
export async function appendLabelEvent(logPath: string, event: LabelEvent): Promise<Appended> {
  const recoveredPath = recoveredName(logPath);
  let recovered = false;
  try {
    const byteLength = await appendLine(logPath, labelEventLine(event).trimEnd(), {
      isWhole: (text) => readLabelLine(text).event !== undefined,
      setAside: async (bytes) => {
        await appendOnNewLine(recoveredPath, bytes);
        recovered = true;
      },
    });
    return { byteLength, ...(recovered ? { recoveredPath } : {}) };
  } catch (error) {
    throw fileError(error, logPath, 'write');
  }
}
