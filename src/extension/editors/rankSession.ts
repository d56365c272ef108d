import { CancelledError } from '../../core/errors.ts';
import type { Caller } from '../../shared/connection.ts';
import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { ErrorView, RankAnswer, RankNote, RankState } from '../../shared/protocol.ts';
import type { DatasetItem, DatasetSummary } from '../../shared/reports.ts';
import { DatasetSearch } from './datasetSearch.ts';
import { ItemSource } from './itemSource.ts';
import { ItemNotes, ownJudgement, withNote } from './itemNotes.ts';
import type { Settings } from '../settings.ts';
import { judgementOf, type ItemView } from './rankItem.ts';
import { LabelWriter } from './labelWriter.ts';
import { rankState } from './rankState.ts';
import type { ShownItem } from './rankState.ts';

/** What a ranking session needs from outside. */
export interface RankSessionPorts {
  readonly engine: Caller<EngineCalls>;
  /** The dataset, by the settings of now. */
  readonly at: () => DatasetAt;
  /** Whose labels these are. */
  readonly annotator: () => Promise<string>;
  /** A key no item had before. */
  readonly newKey: () => string;
  /** Draws a state; each replaces the last. */
  readonly push: (state: RankState) => void;
  /** The label log changed: lists that count labels are stale. */
  readonly labelsChanged: () => void;
  /** Whether strength is asked for, by the settings of now. */
  readonly asksStrength: () => boolean;
  /** How many of all judgements shall be hidden repeats, 0 to one half, by the settings of now. */
  readonly repeats: () => number;
  /** When it is told who wrote a response, by the settings of now. */
  readonly modelNames: () => Settings['modelNames'];
  /** Words for an error; logs what is a defect. */
  readonly describe: (error: unknown, title: string) => ErrorView;
  /** Runs an action a little later, once. */
  readonly later: (action: () => void) => void;
}

/**
 * One person ranking one dataset: which item is shown, what was judged, what comes next. It holds
 * the state, the page only draws it. Steps run one after the other; a step for an item that is no
 * longer shown is dropped.
 */
export class RankSession {
  readonly #name: string;
  readonly #ports: RankSessionPorts;
  readonly #items: ItemSource;
  readonly #labels: LabelWriter;
  readonly #search: DatasetSearch;
  readonly #notes = new ItemNotes();
  #at: DatasetAt;
  /** Whose labels these are; null before it was asked. */
  #me: string | null = null;
  #steps: Promise<void> = Promise.resolve();
  #summary: DatasetSummary | null = null;
  #shown: ShownItem | null = null;
  /** What comes after the item shown, under the key it will have; null while it is not known. */
  #ahead: ShownItem | null = null;
  #canUndo = false;
  #notice: string | null = null;
  #error: ErrorView | null = null;
  #following = false;

  constructor(name: string, ports: RankSessionPorts) {
    this.#name = name;
    this.#ports = ports;
    this.#at = ports.at();
    const parts = { ...ports, at: (): DatasetAt => this.#at, changed: () => this.#push() };
    this.#items = new ItemSource(parts);
    this.#labels = new LabelWriter(parts);
    this.#search = new DatasetSearch(parts);
  }

  /** The item on the screen; null while there is none. */
  get item(): DatasetItem | null {
    return this.#shown?.item ?? null;
  }

  /** Reads the dataset and shows the first item to judge, or the one shown before. */
  open(): Promise<void> {
    return this.#step(async () => {
      this.#error = null;
      this.#labels.forget();
      this.#items.forget();
      this.#at = this.#ports.at();
      if (this.#summary === null) this.#push();
      this.#summary = await this.#read();
      this.#canUndo = this.#hasJudged(this.#summary.labelled);
      const before = this.#shown?.item;
      const isRepeat = before?.repeatOf !== undefined;
      const same =
        before === undefined || isRepeat ? null : await this.#items.neighbour(before.index, 1);
      this.#show(same ?? (await this.#items.firstUnlabelled()));
      this.#followReading();
      void this.#search.again();
    });
  }

  /** The settings changed: opens the dataset anew if they say something else of it now. */
  async reconsider(): Promise<void> {
    if (JSON.stringify(this.#ports.at()) !== JSON.stringify(this.#at)) await this.open();
  }

  /** The settings of the page changed: draws it anew. */
  redraw(): void {
    this.#push();
  }

  /** Ends what runs by itself: the page is closed. */
  close(): void {
    this.#search.stop();
  }

  async #read(): Promise<DatasetSummary> {
    this.#me = await this.#ports.annotator();
    return this.#ports.engine.call('dataset/open', { ...this.#at, annotator: this.#me });
  }

  /** Whether there may be a judgement to take back: of several dimensions one is no label yet. */
  #hasJudged(labelled: number): boolean {
    return labelled > 0 || this.#at.dimensions !== undefined;
  }

  /** While a large file is still read, its numbers grow: draws them until they are final. */
  #followReading(): void {
    if (this.#summary?.complete !== false || this.#following) return;
    this.#following = true;
    this.#ports.later(() => {
      this.#following = false;
      void this.#step(async () => {
        const before = this.#summary;
        this.#summary = await this.#read();
        this.#canUndo ||= this.#summary.labelled > 0;
        this.#followReading();
        if (this.#shown === null) {
          const item = await this.#items.firstUnlabelled();
          if (item !== null) return this.#show(item);
        } else {
          // What comes next may only now have been found.
          this.#items.forget();
          this.#lookAhead();
        }
        if (JSON.stringify(before) !== JSON.stringify(this.#summary)) this.#push();
      });
    });
  }

  /** Saves a verdict and shows the next unlabelled item. When saving fails the item stays. */
  answer(answer: RankAnswer): Promise<void> {
    return this.#step(async () => {
      const shown = this.#shown;
      if (shown?.key !== answer.key || this.#summary === null) return;
      const { item } = shown;
      const judgement = withNote(judgementOf(item, answer), this.#notes.of(item, this.#me));
      const labelled = await this.#labels.save(item, judgement, answer);
      if (labelled === null) return this.#say(null);
      this.#notes.saved(item);
      this.#canUndo = true;
      this.#summary = { ...this.#summary, labelled };
      this.#ports.labelsChanged();
      const next = await this.#items.nextAfter(item);
      // The item itself may still be open in a dimension that was passed over.
      const passed = next === null && item.asked !== undefined;
      this.#show(passed ? await this.#items.firstUnlabelled() : next);
    });
  }

  /**
   * Notes something beside the verdict. On an item that was judged it is saved with the verdict said
   * again, else it waits for the verdict.
   */
  note(note: RankNote): Promise<void> {
    return this.#step(async () => {
      const shown = this.#shown;
      if (shown?.key !== note.key || this.#summary === null) return;
      const { item } = shown;
      if (!this.#notes.keep(item, this.#me, note)) return;
      const own = ownJudgement(item, this.#me);
      if (own === null) return this.#say(null);
      const noted = withNote(own, this.#notes.of(item, this.#me));
      const labelled = await this.#labels.save(item, noted, note);
      if (labelled === null) return this.#say(null);
      this.#notes.saved(item);
      this.#canUndo = true;
      this.#ports.labelsChanged();
      this.#shown = {
        key: note.key,
        item: await this.#items.at(item.index, item.asked?.dimension),
      };
      this.#say(null);
    });
  }

  /** Shows the next unlabelled item and leaves this one as it is. */
  skip(key: string): Promise<void> {
    return this.#step(async () => {
      if (this.#shown?.key !== key) return;
      const next = await this.#items.nextAfter(this.#shown.item);
      if (next !== null) return this.#replace(next);
      this.#lookAhead();
      this.#say('No other item is left to judge');
    });
  }

  /** Asks about the item shown in another dimension. */
  askAbout(key: string, dimension: string): Promise<void> {
    return this.#step(async () => {
      const shown = this.#shown;
      if (shown?.key !== key || this.#at.dimensions?.includes(dimension) !== true) return;
      this.#replace(await this.#items.at(shown.item.index, dimension));
    });
  }

  /** Shows the previous or next item of all, labelled or not. */
  move(step: 1 | -1): Promise<void> {
    return this.#step(async () => {
      if (this.#summary === null) return;
      const end = step === 1 ? 0 : this.#summary.rows - 1;
      const from = this.#shown === null ? end : this.#placeBeside(this.#shown.item, step);
      if (from < 0 || from >= this.#summary.rows) return;
      const next = await this.#items.neighbour(from, step);
      if (next !== null) this.#replace(next);
    });
  }

  /** The row beside an item. A hidden repeat stands between the item before it and the one after. */
  #placeBeside(item: DatasetItem, step: 1 | -1): number {
    return this.#items.placeOf(item) + (item.repeatOf !== undefined && step === -1 ? 0 : step);
  }

  /** Shows the item of this number, 0-based among the items. */
  jump(position: number): Promise<void> {
    return this.#step(async () => {
      const item = await this.#items.atPosition(position);
      if (item !== null) return this.#replace(item);
      const number = (position + 1).toLocaleString('en-US');
      const when = this.#summary?.complete === false ? ' yet' : '';
      this.#say(`No item ${number} was found${when}`);
    });
  }

  /** Searches for a text and draws what is found as it is found; an empty text ends the search. */
  async search(text: string): Promise<void> {
    if (text.trim() !== '') return this.#search.start(text);
    this.#search.stop();
    this.#push();
  }

  /** Shows the item that a search found in this row. */
  openMatch(row: number): Promise<void> {
    return this.#step(async () => {
      const item = await this.#items.neighbour(row, 1);
      if (item?.index === row) return this.#replace(item);
      this.#say('That row is gone. Search again');
    });
  }

  /** Takes back one's latest judgement and shows its item. */
  undo(): Promise<void> {
    return this.#step(async () => {
      if (this.#summary === null) return;
      const undone = await this.#labels.takeBack();
      if (undone === null) return this.#say(null);
      this.#summary = { ...this.#summary, labelled: undone.labelled };
      this.#canUndo = undone.index !== null && this.#hasJudged(undone.labelled);
      if (undone.index === null) return this.#say('Nothing of yours is left to take back');
      this.#ports.labelsChanged();
      const { index, repeatOf, dimension } = undone;
      const again = repeatOf === undefined ? null : await this.#items.repeat(index, repeatOf);
      this.#replace(again ?? (await this.#items.at(index, dimension)));
    });
  }

  /** Does again what failed: saving the verdict or the note, or opening the dataset. */
  retry(): Promise<void> {
    const { unsaved } = this.#labels;
    if (unsaved === null) return this.open();
    return 'places' in unsaved ? this.answer(unsaved) : this.note(unsaved);
  }

  /** The files changed on the disk: new counts, the same place. */
  refresh(): Promise<void> {
    if (this.#error !== null) return this.open();
    return this.#step(async () => {
      const before = this.#summary;
      if (before === null) return;
      this.#summary = await this.#read();
      this.#followReading();
      if (before.complete && before.rows !== this.#summary.rows) void this.#search.again();
      this.#items.forget();
      const shown = this.#shown;
      const fresh = await this.#items.freshOf(shown?.item ?? null, this.#summary.rows);
      if (fresh?.recordId !== shown?.item.recordId) return this.#replace(fresh);
      this.#shown = shown === null || fresh === null ? null : { key: shown.key, item: fresh };
      this.#lookAhead();
      const same = JSON.stringify([before, shown]) === JSON.stringify([this.#summary, this.#shown]);
      if (!same) this.#push();
    });
  }

  /** Shows another item without having judged: what was said of the last verdict goes. */
  #replace(item: DatasetItem | null): void {
    this.#labels.forget();
    this.#show(item);
  }

  #show(item: DatasetItem | null): void {
    this.#error = null;
    this.#notice = null;
    // The page may have drawn it already, under this key.
    const key = isSame(this.#ahead?.item, item) ? this.#ahead?.key : undefined;
    this.#shown = item === null ? null : { key: key ?? this.#ports.newKey(), item };
    this.#ahead = null;
    this.#push();
    this.#lookAhead();
  }

  /** Fetches what comes after the item shown, and tells the page when it is there. */
  #lookAhead(): void {
    const shown = this.#shown;
    if (shown === null) return;
    void this.#items.prefetchAfter(shown.item).then((found) => {
      if (found === null || this.#shown?.key !== shown.key) return;
      const { item } = found;
      if (isSame(this.#ahead?.item, item)) return;
      this.#ahead = item === null ? null : { key: this.#ports.newKey(), item };
      this.#push();
    });
  }

  /** Stays where it is, and says why in a few words where the page doesn't say it already. */
  #say(notice: string | null): void {
    this.#notice = notice;
    this.#push();
  }

  /** Runs steps in order; a failure becomes the error page with its Retry. */
  #step(step: () => Promise<void>): Promise<void> {
    this.#steps = this.#steps.then(step).catch((error: unknown) => {
      if (error instanceof CancelledError) return;
      this.#error = this.#ports.describe(error, `${this.#name} cannot be shown`);
      this.#push();
    });
    return this.#steps;
  }

  #push(): void {
    const [name, summary, shown] = [this.#name, this.#summary, this.#shown];
    const said = {
      canUndo: this.#canUndo,
      asksStrength: this.#ports.asksStrength(),
      saved: this.#labels.outcome,
      notice: this.#notice,
      dimensions: this.#at.dimensions ?? [],
    };
    const items = { shown, ahead: this.#ahead, search: this.#search.found };
    const viewOf = (item: DatasetItem): ItemView => this.#viewOf(item);
    const state = rankState(name, { error: this.#error, summary, ...items, viewOf, ...said });
    this.#ports.push(state);
  }

  #viewOf(item: DatasetItem): ItemView {
    const when = this.#ports.modelNames();
    const judged = ownJudgement(item, this.#me) !== null;
    const named = when === 'always' || (when === 'afterJudging' && judged);
    // Where items come again unmarked, the place of one would tell.
    const placed = judged || this.#ports.repeats() === 0;
    return { ...this.#notes.of(item, this.#me), named, placed };
  }
}

/** Whether an item is as it was: the same record in the same place, with the same judgement. */
function isSame(before: DatasetItem | null | undefined, now: DatasetItem | null): boolean {
  return JSON.stringify(before ?? null) === JSON.stringify(now);
}
