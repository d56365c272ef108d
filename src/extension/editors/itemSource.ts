import type { Caller } from '../../shared/connection.ts';
import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { DatasetItem } from '../../shared/reports.ts';

/** Which dataset, and whose labels count as one's own. */
export interface ItemSourceOptions {
  readonly engine: Caller<EngineCalls>;
  readonly at: () => DatasetAt;
  readonly annotator: () => Promise<string>;
  /** How many of all judgements shall be hidden repeats, 0 to one half, by the settings of now. */
  readonly repeats: () => number;
}

/** What was fetched ahead; the item is null when no other one is unlabelled. */
interface Ahead {
  readonly item: DatasetItem | null;
}

/** Fetches items of one dataset, and the next unlabelled one ahead of time so that it is there at once. */
export class ItemSource {
  readonly #options: ItemSourceOptions;
  #ahead: { readonly after: DatasetItem; readonly answer: Promise<Ahead | null> } | null = null;
  /** Hidden repeats given so far, by the judgement they repeat: the place they were given at. */
  readonly #repeats = new Map<string, number>();

  constructor(options: ItemSourceOptions) {
    this.#options = options;
  }

  /** The item at an index, always fresh; asked about in a dimension, or in the first that is open. */
  async at(index: number, dimension?: string): Promise<DatasetItem> {
    const { engine, at, annotator } = this.#options;
    const asked = dimension === undefined ? {} : { dimension };
    return engine.call('dataset/item', { ...at(), index, annotator: await annotator(), ...asked });
  }

  /**
   * The item that has so many before it; null at the end. While a large file is still read, those
   * before it are counted as far as they are known.
   */
  async atPosition(position: number): Promise<DatasetItem | null> {
    let item = await this.neighbour(position, 1);
    // Rows that hold no record stand before it: no fewer rows on than items are missing.
    while (item !== null && item.position < position) {
      item = await this.neighbour(item.index + position - item.position, 1);
    }
    return item;
  }

  /** The next item of all in a direction; null at the end. */
  async neighbour(from: number, step: 1 | -1): Promise<DatasetItem | null> {
    return this.#find(from, step, 'all');
  }

  /** The item that a judgement was of, to be judged again unknowingly. */
  async repeat(index: number, repeatOf: string): Promise<DatasetItem> {
    const { engine, at, annotator } = this.#options;
    return engine.call('dataset/item', { ...at(), index, annotator: await annotator(), repeatOf });
  }

  /** Where a person is among the rows: a hidden repeat doesn't move them to where it comes from. */
  placeOf({ index, repeatOf }: DatasetItem): number {
    return (repeatOf === undefined ? undefined : this.#repeats.get(repeatOf)) ?? index;
  }

  /**
   * What to show after the files changed: the same record at its old row or at most fifty rows from
   * it, else the first to judge.
   */
  async freshOf(item: DatasetItem | null, rows: number): Promise<DatasetItem | null> {
    if (item?.repeatOf !== undefined) {
      const again = item.index < rows ? await this.repeat(item.index, item.repeatOf) : null;
      return again?.recordId === item.recordId && again.repeatOf === item.repeatOf
        ? again
        : this.firstUnlabelled();
    }
    const found = item === null ? null : await this.#nearby(item, rows);
    return found ?? this.firstUnlabelled();
  }

  async #nearby(item: DatasetItem, rows: number): Promise<DatasetItem | null> {
    const dimension = item.asked?.dimension;
    for (const index of placesAround(item.index, rows)) {
      // A row that holds no record has another one at the next place.
      const found = await this.#find(index, 1, 'all');
      if (found?.recordId !== item.recordId) continue;
      return found.asked?.dimension === dimension ? found : this.at(found.index, dimension);
    }
    return null;
  }

  /**
   * The first unlabelled item of the file; null when all are labelled. Of a large file that is still
   * read and in which none was found yet, the first item.
   */
  async firstUnlabelled(): Promise<DatasetItem | null> {
    return this.#find(0, 1, 'unlabelled');
  }

  /**
   * What comes after an item: the same in the next dimension it is open in, else the next unlabelled
   * one, from the top again at the end, and never the item itself as it is asked about; or now and
   * then one to judge again unknowingly.
   */
  async nextAfter(item: DatasetItem): Promise<DatasetItem | null> {
    const ahead = this.#ahead;
    this.#ahead = null;
    const answer = isFrom(ahead?.after, item) ? await ahead?.answer : null;
    const next = answer?.item === undefined ? await this.#nextAfter(item) : answer.item;
    if (next?.repeatOf !== undefined) this.#repeats.set(next.repeatOf, this.placeOf(item));
    return next;
  }

  /**
   * Starts fetching what `nextAfter(item)` will be asked for. Resolves to it; to null when it is not
   * known: fetching failed, or something else was fetched ahead meanwhile.
   */
  async prefetchAfter(item: DatasetItem): Promise<Ahead | null> {
    const answer = this.#nextAfter(item).then(
      (item) => ({ item }),
      // What failed ahead of time is asked for again when it is needed, and fails then if it must.
      () => null,
    );
    const ahead = { after: item, answer };
    this.#ahead = ahead;
    const found = await answer;
    return this.#ahead === ahead ? found : null;
  }

  /** Drops what was fetched ahead: the dataset changed. */
  forget(): void {
    this.#ahead = null;
  }

  async #nextAfter(item: DatasetItem): Promise<DatasetItem | null> {
    const open = nextOpen(item);
    if (open !== undefined) return this.at(item.index, open);
    const next = await this.#unlabelledAfter(this.placeOf(item));
    // At the end nothing hides a repeat, and two in a row would be easily recalled.
    if (next === null || item.repeatOf !== undefined) return next;
    return (await this.#dueRepeat(item)) ?? next;
  }

  async #dueRepeat({ recordId }: DatasetItem): Promise<DatasetItem | null> {
    const { engine, at, annotator, repeats } = this.#options;
    const share = repeats();
    if (share === 0) return null;
    const due = await engine.call('dataset/repeat', {
      ...at(),
      annotator: await annotator(),
      share,
    });
    // One that was skipped is not asked for again.
    if (due === null || this.#repeats.has(due.repeatOf)) return null;
    const item = await this.repeat(due.index, due.repeatOf);
    return item.repeatOf === undefined || item.recordId === recordId ? null : item;
  }

  async #unlabelledAfter(index: number): Promise<DatasetItem | null> {
    const below = await this.#find(index + 1, 1, 'unlabelled');
    if (below !== null) return below;
    const above = await this.firstUnlabelled();
    return above === null || above.index >= index ? null : above;
  }

  async #find(from: number, step: 1 | -1, only: 'unlabelled' | 'all'): Promise<DatasetItem | null> {
    const { engine, at } = this.#options;
    const annotator = await this.#options.annotator();
    const found = await engine.call('dataset/next', { ...at(), from, step, only, annotator });
    if (found.index !== null) return this.at(found.index);
    // Nothing unlabelled so far in a file that is still read: any item is better than none.
    return found.complete || only === 'all' ? null : this.#find(from, step, 'all');
  }
}

/** The next dimension an item is open in, behind the one it is asked about in. */
function nextOpen({ asked }: DatasetItem): string | undefined {
  return asked?.open[asked.open.indexOf(asked.dimension) + 1];
}

/** `centre` and up to fifty places on each side of it, nearest first, within 0 to `total`. */
function placesAround(centre: number, total: number): number[] {
  const places = [centre];
  for (let distance = 1; distance <= 50; distance += 1) {
    places.push(centre + distance, centre - distance);
  }
  return places.filter((place) => place >= 0 && place < total);
}

/** Whether an item is the one that was fetched ahead of, shown for the same reason. */
function isFrom(before: DatasetItem | undefined, { index, repeatOf, asked }: DatasetItem): boolean {
  const same = before?.index === index && before.repeatOf === repeatOf;
  return same && before.asked?.dimension === asked?.dimension;
}
