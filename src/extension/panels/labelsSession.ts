import { CancelledError } from '../../core/errors.ts';
import type { AnnotatorReport } from '../../shared/annotators.ts';
import type { LabelsList, LabelsState } from '../../shared/labels.ts';
import type { ErrorView, RankAnswer } from '../../shared/protocol.ts';
import type { DatasetItem } from '../../shared/reports.ts';
import { shownTexts } from '../editors/rankItem.ts';
import { ConflictLoader } from './conflictLoader.ts';
import type { LoadedConflict } from './conflictLoader.ts';
import { DecisionWriter } from './decisionWriter.ts';
import type { DecisionWriterPorts } from './decisionWriter.ts';
import { reasonsOf } from './labelsConflict.ts';
import { QualityLoader } from './qualityLoader.ts';

/** How many conflicts are listed at first, and how many more each time more are asked for. */
export const conflictsPerPage = 100;

/** What a labels session needs from outside. */
export interface LabelsSessionPorts extends DecisionWriterPorts {
  /** Differs when the dataset's text may have changed; its labels do not matter. */
  readonly stamp: () => Promise<string>;
  /** A key no item had before. */
  readonly newKey: () => string;
  /** Draws a state; each replaces the last. */
  readonly push: (state: LabelsState) => void;
  /** The label log changed: lists that count labels are stale. */
  readonly labelsChanged: () => void;
  /** Runs an action a little later, once. */
  readonly later: (action: () => void) => void;
}

interface Shown {
  readonly key: string;
  readonly conflict: LoadedConflict;
  readonly item: DatasetItem;
}

type Ready = Extract<LabelsState, { kind: 'ready' }>;

/**
 * Who labelled a dataset, and one person deciding where they contradict each other. It holds the
 * state, the page only draws it. Steps run one after the other; a decision on a conflict that is no
 * longer shown is dropped.
 */
export class LabelsSession {
  readonly #dataset: Pick<LabelsState, 'dataset' | 'name'>;
  readonly #ports: LabelsSessionPorts;
  readonly #loader: ConflictLoader;
  readonly #decisions: DecisionWriter;
  /** How good the labels are, measured while that is shown. */
  readonly quality: QualityLoader;
  #steps: Promise<void> = Promise.resolve();
  #report: AnnotatorReport | null = null;
  #list: LabelsList = 'open';
  #limit = conflictsPerPage;
  #conflicts: readonly LoadedConflict[] = [];
  #shown: Shown | null = null;
  #wanted: string | null = null;
  #failedStep: (() => Promise<void>) | null = null;
  #notice: string | null = null;
  #error: ErrorView | null = null;
  #following = false;
  #stamp = '';
  #pushed = '';

  constructor(dataset: Pick<LabelsState, 'dataset' | 'name'>, ports: LabelsSessionPorts) {
    this.#dataset = dataset;
    this.#ports = ports;
    this.#loader = new ConflictLoader(ports);
    this.#decisions = new DecisionWriter(ports);
    this.quality = new QualityLoader({ ...ports, changed: () => this.#push() });
  }

  /** Where the conflict on the screen stands in the dataset; null while there is none. */
  get place(): Pick<DatasetItem, 'line' | 'file'> | null {
    return this.#shown?.item ?? null;
  }

  /** Reads the labels and shows the first conflict, or the one shown before. */
  open(): Promise<void> {
    return this.#step(async () => {
      this.#error = null;
      this.#sayNothing();
      this.#loader.forget();
      if (this.#report === null) this.#push();
      this.#stamp = await this.#ports.stamp();
      await this.#reload();
      this.#followReading();
    });
  }

  /** The files changed on the disk: new counts, the same place. */
  refresh(): Promise<void> {
    if (this.#error !== null) return this.open();
    void this.quality.again();
    return this.#step(async () => {
      if (this.#report === null) return;
      const stamp = await this.#ports.stamp();
      if (stamp !== this.#stamp) this.#loader.forget();
      this.#stamp = stamp;
      await this.#reload();
      this.#followReading();
    });
  }

  /** Lists the open conflicts, or what was decided. */
  show(list: LabelsList): Promise<void> {
    return this.#step(async () => {
      if (list === this.#list) return;
      this.#sayNothing();
      this.#turnTo(list);
      await this.#reload();
    });
  }

  /** Lists more conflicts. */
  more(): Promise<void> {
    return this.#step(async () => {
      this.#limit += conflictsPerPage;
      await this.#reload();
    });
  }

  /** Shows a conflict of the list. Of several asked for in a row, only the last. */
  select(key: string): Promise<void> {
    this.#wanted = key;
    return this.#step(async () => {
      const conflict = this.#conflicts.find(({ view }) => view.key === key);
      if (this.#wanted !== key || conflict === undefined) return;
      this.#sayNothing();
      await this.#show(conflict);
      this.#push();
    });
  }

  /** Saves a decision and shows the next conflict. When saving fails the conflict stays. */
  decide(answer: RankAnswer): Promise<void> {
    return this.#step(async () => {
      const shown = this.#shown;
      if (shown?.key !== answer.key || this.#report === null) return;
      this.#sayNothing();
      if (!(await this.#decisions.save(shown.conflict, shown.item, answer))) {
        this.#failedStep = () => this.decide(answer);
        return this.#push();
      }
      const { key } = shown.conflict.view;
      this.#ports.labelsChanged();
      this.#shown = null;
      await this.#reload(this.#list === 'open' ? await this.#takeOff(key, this.#report) : key);
    });
  }

  /** Takes back the last decision made here, and shows its conflict again. */
  undo(): Promise<void> {
    return this.#step(async () => {
      if (!this.#decisions.canUndo) return;
      this.#sayNothing();
      const undone = await this.#decisions.takeBack();
      if (undone === null) {
        this.#failedStep = () => this.undo();
        return this.#push();
      }
      if (!undone.done) {
        this.#notice = 'You have judged since: nothing was taken back';
        return this.#push();
      }
      this.#ports.labelsChanged();
      this.#turnTo('open');
      await this.#reload(undone.key);
    });
  }

  /** Does again what failed: saving the decision, taking one back, or reading the labels. */
  retry(): Promise<void> {
    return this.#failedStep === null ? this.open() : this.#failedStep();
  }

  /** Takes a decided conflict off the list, shows the one in its place and gives its key. */
  async #takeOff(key: string, report: AnnotatorReport): Promise<string | undefined> {
    const at = this.#conflicts.findIndex(({ view }) => view.key === key);
    this.#conflicts = this.#conflicts.filter(({ view }) => view.key !== key);
    const { conflictCount, decided } = report;
    this.#report = { ...report, conflictCount: conflictCount - 1, decided: decided + 1 };
    const next = this.#conflicts[at] ?? this.#conflicts.at(-1);
    if (next !== undefined) {
      await this.#show(next);
      this.#push();
    }
    return next?.view.key;
  }

  /** Reads the list anew and shows the conflict `wanted`, or what is in its place. */
  async #reload(wanted = this.#shown?.conflict.view.key): Promise<void> {
    const isWanted = ({ view }: LoadedConflict): boolean => view.key === wanted;
    const before = Math.max(0, this.#conflicts.findIndex(isWanted));
    const { report, conflicts } = await this.#loader.load(this.#list, this.#limit);
    this.#report = report;
    this.#conflicts = conflicts;
    await this.#show(conflicts.find(isWanted) ?? conflicts[before] ?? conflicts.at(-1));
    this.#push();
  }

  /** Fetches a conflict's item; the same one keeps its key, so that an answer to it still counts. */
  async #show(conflict: LoadedConflict | undefined): Promise<void> {
    const before = this.#shown;
    const item = conflict === undefined ? null : await this.#loader.item(conflict.placed);
    if (conflict === undefined || item === null) {
      this.#shown = null;
      return;
    }
    const isSame =
      before?.conflict.view.key === conflict.view.key &&
      JSON.stringify([before.item.prompt, before.item.shown]) ===
        JSON.stringify([item.prompt, item.shown]);
    this.#shown = { key: isSame ? before.key : this.#ports.newKey(), conflict, item };
  }

  #turnTo(list: LabelsList): void {
    this.#shown = null;
    if (list === this.#list) return;
    this.#list = list;
    this.#limit = conflictsPerPage;
    this.#conflicts = [];
  }

  #sayNothing(): void {
    this.#decisions.forget();
    this.#failedStep = null;
    this.#notice = null;
  }

  /** While a large file is still read, its numbers grow: draws them until they are final. */
  #followReading(): void {
    if (this.#report?.complete !== false || this.#following) return;
    this.#following = true;
    this.#ports.later(() => {
      this.#following = false;
      void this.#step(async () => {
        await this.#reload();
        this.#followReading();
      });
    });
  }

  /** Runs steps in order; a failure becomes the error page with its Retry. */
  #step(step: () => Promise<void>): Promise<void> {
    this.#steps = this.#steps.then(step).catch((error: unknown) => {
      if (error instanceof CancelledError) return;
      this.#failedStep = null;
      this.#error = this.#ports.describe(
        error,
        `The labels of ${this.#dataset.name} cannot be shown`,
      );
      this.#push();
    });
    return this.#steps;
  }

  #push(): void {
    const state = this.#state();
    const text = JSON.stringify(state);
    if (text === this.#pushed) return;
    this.#pushed = text;
    this.#ports.push(state);
  }

  #state(): LabelsState {
    const dataset = this.#dataset;
    if (this.#error !== null) return { ...dataset, kind: 'error', error: this.#error };
    if (this.#report === null) return { ...dataset, kind: 'loading' };
    const { complete, annotators, shared, conflictCount, decided } = this.#report;
    return {
      ...{ ...dataset, kind: 'ready', complete, annotators, shared },
      ...{ openCount: conflictCount, decidedCount: decided, list: this.#list },
      conflicts: this.#conflicts.map(({ view }) => view),
      item: labelsItem(this.#shown),
      ...{ canUndo: this.#decisions.canUndo, saved: this.#decisions.outcome, notice: this.#notice },
      quality: this.quality.view,
    };
  }
}

function labelsItem(shown: Shown | null): Ready['item'] {
  if (shown === null) return null;
  const { key, conflict, item } = shown;
  const reasons = reasonsOf(conflict.placed);
  return {
    key,
    conflict: conflict.view,
    prompt: item.prompt,
    shown: shownTexts(item, false),
    reasons,
  };
}
