import type { Caller } from '../../shared/connection.ts';
import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { DatasetItem } from '../../shared/reports.ts';

/** Which dataset, and whose labels count as one's own. */
export interface ItemSourceOptions {
  readonly engine: Caller<EngineCalls>;
  readonly at: () => DatasetAt;
  readonly annotator: () => Promise<string>;
}

/** What was fetched ahead; the item is null when no other one is unlabelled. */
interface Ahead {
  readonly item: DatasetItem | null;
}

/** Fetches items of one dataset, and the next unlabelled one ahead of time so that it is there at once. */
export class ItemSource {
  readonly #options: ItemSourceOptions;
  #ahead: { readonly after: number; readonly answer: Promise<Ahead | null> } | null = null;

  constructor(options: ItemSourceOptions) {
    this.#options = options;
  }

  /** The item at an index, always fresh. */
  async at(index: number): Promise<DatasetItem> {
    const { engine, at, annotator } = this.#options;
    return engine.call('dataset/item', { ...at(), index, annotator: await annotator() });
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

  /**
   * What to show after the files changed: the same record at its old row or at most fifty rows from
   * it, else the first to judge.
   */
  async freshOf(item: DatasetItem | null, rows: number): Promise<DatasetItem | null> {
    const found = item === null ? null : await this.#nearby(item, rows);
    return found ?? this.firstUnlabelled();
  }

  async #nearby(item: DatasetItem, rows: number): Promise<DatasetItem | null> {
    for (const index of placesAround(item.index, rows)) {
      // A row that holds no record has another one at the next place.
      const found = await this.#find(index, 1, 'all');
      if (found?.recordId === item.recordId) return found;
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

  /** The next unlabelled item after `index`, from the top again at the end; never `index` itself. */
  async unlabelledAfter(index: number): Promise<DatasetItem | null> {
    const ahead = this.#ahead;
    this.#ahead = null;
    const answer = ahead?.after === index ? await ahead.answer : null;
    return answer === null ? this.#unlabelledAfter(index) : answer.item;
  }

  /**
   * Starts fetching what `unlabelledAfter(index)` will be asked for. Resolves to it; to null when it
   * is not known: fetching failed, or something else was fetched ahead meanwhile.
   */
  async prefetchAfter(index: number): Promise<Ahead | null> {
    const answer = this.#unlabelledAfter(index).then(
      (item) => ({ item }),
      // What failed ahead of time is asked for again when it is needed, and fails then if it must.
      () => null,
    );
    const ahead = { after: index, answer };
    this.#ahead = ahead;
    const found = await answer;
    return this.#ahead === ahead ? found : null;
  }

  /** Drops what was fetched ahead: the dataset changed. */
  forget(): void {
    this.#ahead = null;
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

/** `centre` and up to fifty places on each side of it, nearest first, within 0 to `total`. */
function placesAround(centre: number, total: number): number[] {
  const places = [centre];
  for (let distance = 1; distance <= 50; distance += 1) {
    places.push(centre + distance, centre - distance);
  }
  return places.filter((place) => place >= 0 && place < total);
}
