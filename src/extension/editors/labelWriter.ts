import { CancelledError } from '../../core/errors.ts';
import type { Caller } from '../../shared/connection.ts';
import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { ErrorView, RankAnswer, RankNote, RankState } from '../../shared/protocol.ts';
import type { DatasetItem, JudgementInput } from '../../shared/reports.ts';

type Step = RankAnswer | RankNote;
type Outcome = Extract<RankState, { kind: 'ready' }>['saved'];

/** Whose labels go where, and how an error is told. */
export interface LabelWriterPorts {
  readonly engine: Caller<EngineCalls>;
  readonly at: () => DatasetAt;
  readonly annotator: () => Promise<string>;
  readonly describe: (error: unknown, title: string) => ErrorView;
}

/** Writes verdicts to the label log of one dataset, takes them back, and knows how the last one fared. */
export class LabelWriter {
  readonly #ports: LabelWriterPorts;
  #outcome: Outcome = null;
  #unsaved: Step | null = null;

  constructor(ports: LabelWriterPorts) {
    this.#ports = ports;
  }

  /** How the last step fared; null when there is nothing to say of it. */
  get outcome(): Outcome {
    return this.#outcome;
  }

  /** The verdict or note that could not be saved; null when there is none. */
  get unsaved(): Step | null {
    return this.#unsaved;
  }

  /** What was said of the last verdict goes: another item is shown. */
  forget(): void {
    this.#outcome = null;
    this.#unsaved = null;
  }

  /**
   * The number labelled once the judgement is on the disk; null when it could not be saved. `step`
   * is what was asked for, to be asked for again.
   */
  async save(item: DatasetItem, judgement: JudgementInput, step: Step): Promise<number | null> {
    const { engine, at, annotator } = this.#ports;
    const { index, recordId } = item;
    try {
      const params = { ...at(), index, recordId, annotator: await annotator(), judgement };
      const saved = await engine.call('dataset/judge', params);
      this.#outcome = { kind: 'saved', ms: saved.savedMs };
      this.#unsaved = null;
      return saved.labelled;
    } catch (error) {
      this.#unsaved = step;
      return this.#failed(error, 'Not saved');
    }
  }

  /** Takes the latest judgement back; null when the label log could not be written. */
  async takeBack(): Promise<EngineCalls['dataset/undo']['result'] | null> {
    const { engine, at, annotator } = this.#ports;
    try {
      return await engine.call('dataset/undo', { ...at(), annotator: await annotator() });
    } catch (error) {
      return this.#failed(error, 'Not taken back');
    }
  }

  #failed(error: unknown, title: string): null {
    if (error instanceof CancelledError) throw error;
    this.#outcome = { kind: 'failed', error: this.#ports.describe(error, title) };
    return null;
  }
}
