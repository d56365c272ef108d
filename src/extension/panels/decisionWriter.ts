import { CancelledError } from '../../core/errors.ts';
import { ADJUDICATED } from '../../core/records/adjudication.ts';
import type { LabelsState } from '../../shared/labels.ts';
import type { ErrorView, RankAnswer } from '../../shared/protocol.ts';
import type { DatasetItem } from '../../shared/reports.ts';
import { judgementOf } from '../editors/rankItem.ts';
import type { ConflictLoaderPorts, LoadedConflict } from './conflictLoader.ts';

/** Whose decisions go where, and how an error is told. */
export interface DecisionWriterPorts extends ConflictLoaderPorts {
  /** Words for an error; logs what is a defect. */
  readonly describe: (error: unknown, title: string) => ErrorView;
}

/** Writes decisions to the label log, takes them back, and knows how the last step fared. */
export class DecisionWriter {
  readonly #ports: DecisionWriterPorts;
  /** What was decided here, the latest last. */
  #made: { readonly eventId: string; readonly key: string }[] = [];
  #outcome: Extract<LabelsState, { kind: 'ready' }>['saved'] = null;

  constructor(ports: DecisionWriterPorts) {
    this.#ports = ports;
  }

  /** How the last step fared; null when there is nothing to say of it. */
  get outcome(): Extract<LabelsState, { kind: 'ready' }>['saved'] {
    return this.#outcome;
  }

  get canUndo(): boolean {
    return this.#made.length > 0;
  }

  /** What was said of the last step goes. */
  forget(): void {
    this.#outcome = null;
  }

  /** Whether the decision is on the disk; else `outcome` says why it is not. */
  async save(
    { placed, view }: LoadedConflict,
    item: DatasetItem,
    answer: RankAnswer,
  ): Promise<boolean> {
    const said = judgementOf(item, answer);
    const flags = [...(said.flags ?? []), ADJUDICATED];
    const judgement = { ...said, dimension: placed.dimension, flags };
    const saved = await this.#try('Not saved', async () => {
      const { engine, at, annotator } = this.#ports;
      const { index, recordId } = item;
      const params = { ...at(), index, recordId, annotator: await annotator(), judgement };
      return engine.call('dataset/judge', params);
    });
    if (saved === null) return false;
    this.#outcome = { kind: 'saved', ms: saved.savedMs };
    this.#made.push({ eventId: saved.eventId, key: view.key });
    return true;
  }

  /**
   * Takes back the last decision, with the key of its conflict, unless its annotator judged anything
   * since; null when there is none or the label log could not be written.
   */
  async takeBack(): Promise<{ readonly key: string; readonly done: boolean } | null> {
    const last = this.#made.at(-1);
    if (last === undefined) return null;
    const { key, eventId } = last;
    const undone = await this.#try('Not taken back', async () => {
      const { engine, at, annotator } = this.#ports;
      const params = { ...at(), annotator: await annotator(), eventId };
      return engine.call('dataset/undo', params);
    });
    if (undone === null) return null;
    const done = undone.index !== null;
    // Only the latest judgement can be taken back: earlier decisions stay where this one does.
    this.#made = done ? this.#made.slice(0, -1) : [];
    this.#outcome = null;
    return { key, done };
  }

  async #try<T>(title: string, write: () => Promise<T>): Promise<T | null> {
    try {
      return await write();
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      this.#outcome = { kind: 'failed', error: this.#ports.describe(error, title) };
      return null;
    }
  }
}
