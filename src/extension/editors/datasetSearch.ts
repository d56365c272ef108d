import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { CancelledError } from '../../core/errors.ts';
import type { Caller } from '../../shared/connection.ts';
import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { ErrorView, RankSearch } from '../../shared/protocol.ts';
import type { SearchMatch } from '../../shared/reports.ts';

/** So many matches are kept: nobody reads more, and all of them travel to the page. */
const KEPT = 1_000;

/** What a search needs from outside. */
export interface DatasetSearchPorts {
  readonly engine: Caller<EngineCalls>;
  readonly at: () => DatasetAt;
  /** What was found has changed. */
  readonly changed: () => void;
  readonly describe: (error: unknown, title: string) => ErrorView;
}

/** Searches one dataset for one text at a time, part by part, and keeps what was found. */
export class DatasetSearch {
  readonly #ports: DatasetSearchPorts;
  #found: RankSearch | null = null;
  #running: CancellationTokenSource | null = null;

  constructor(ports: DatasetSearchPorts) {
    this.#ports = ports;
  }

  /** What was found so far; null when no search is open. */
  get found(): RankSearch | null {
    return this.#found;
  }

  /**
   * Searches for a text in place of the last one; resolves when it ended or another took its place.
   * What the last search found stays until there is something to show instead.
   */
  async start(text: string): Promise<void> {
    this.#running?.cancel();
    const token = (this.#running = new CancellationTokenSource());
    const draw = (found: RankSearch): void => {
      if (this.#running !== token) return;
      this.#found = found;
      this.#ports.changed();
    };
    if (this.#found === null) draw({ ...nothing, text });
    try {
      for await (const part of this.#parts(text, token)) draw(part);
    } catch (error) {
      if (error instanceof CancelledError) return;
      const words = this.#ports.describe(error, 'Not searched to the end.');
      const before = this.#found?.text === text ? this.#found : { ...nothing, text };
      draw({ ...before, done: true, error: words });
    } finally {
      token.dispose();
    }
  }

  /** Searches for the same text again: the dataset changed. */
  async again(): Promise<void> {
    if (this.#found !== null) await this.start(this.#found.text);
  }

  /** Ends the search and forgets what it found. */
  stop(): void {
    this.#running?.cancel();
    this.#running = null;
    this.#found = null;
  }

  /** What was found in all, after each part of the dataset. */
  async *#parts(text: string, { token }: CancellationTokenSource): AsyncIterable<RankSearch> {
    const { engine, at } = this.#ports;
    const matches: SearchMatch[] = [];
    let from: number | null = 0;
    while (from !== null && matches.length <= KEPT && !token.isCancellationRequested) {
      // One more than is kept tells whether there are more.
      const limit = KEPT + 1 - matches.length;
      const params: EngineCalls['dataset/search']['params'] = { ...at(), text, from, limit };
      const part: EngineCalls['dataset/search']['result'] = await engine.call(
        'dataset/search',
        params,
        token,
      );
      matches.push(...part.matches);
      from = part.next;
      const more = matches.length > KEPT;
      const kept = matches.slice(0, KEPT);
      yield { text, matches: kept, done: more || from === null, more, error: null };
    }
  }
}

const nothing: Omit<RankSearch, 'text'> = { matches: [], done: false, more: false, error: null };
