/** A piece of work under way: it always settles without an error, soon after it is cancelled. */
export interface Running {
  readonly done: Promise<void>;
  cancel(): void;
}

/** What a schedule needs from outside. */
export interface SchedulePorts<Job> {
  /** Begins a job. */
  readonly start: (job: Job) => Running;
  /** Runs an action once it has been quiet for a while, unless the returned function is called first. */
  readonly whenQuiet: (action: () => void) => () => void;
}

/**
 * Runs jobs one at a time. A job asked for by `soon` waits until it is quiet, and one that runs under
 * the same key is cancelled in its favour. What a person asks for by `now` goes before: it has a
 * running job cancelled, which is done again afterwards.
 */
export class CheckSchedule<Job> {
  readonly #ports: SchedulePorts<Job>;
  readonly #waiting = new Map<string, Job>();
  #running: (Running & { readonly key: string; readonly job: Job }) | null = null;
  #stopWaiting: (() => void) | null = null;
  /** The end of the last piece of work asked for by `now`, and how many there are. */
  #asked: Promise<unknown> = Promise.resolve();
  #askedCount = 0;
  #disposed = false;

  constructor(ports: SchedulePorts<Job>) {
    this.#ports = ports;
  }

  /** Asks for a job in a while; a later one of the same key takes its place. */
  soon(key: string, job: Job): void {
    if (this.#disposed) return;
    this.#waiting.set(key, job);
    if (this.#running?.key === key) this.#running.cancel();
    this.#stopWaiting?.();
    this.#stopWaiting = this.#ports.whenQuiet(() => {
      this.#stopWaiting = null;
      this.#next();
    });
  }

  /** Does a piece of work as soon as nothing else is done, and settles as it does. */
  async now<T>(work: () => Promise<T>): Promise<T> {
    this.#askedCount += 1;
    const mine = this.#asked.then(() => this.#clear()).then(work);
    this.#asked = mine.catch(() => undefined); // who asked hears of the error
    try {
      return await mine;
    } finally {
      this.#askedCount -= 1;
      this.#next();
    }
  }

  /** Forgets what waits and cancels what runs. */
  dispose(): void {
    this.#disposed = true;
    this.#waiting.clear();
    this.#stopWaiting?.();
    this.#running?.cancel();
  }

  /** Cancels what runs, to be done again later. */
  async #clear(): Promise<void> {
    const running = this.#running;
    if (running === null) return;
    if (!this.#waiting.has(running.key)) this.#waiting.set(running.key, running.job);
    running.cancel();
    await running.done;
  }

  #next(): void {
    const busy = this.#running !== null || this.#askedCount > 0 || this.#stopWaiting !== null;
    const [first] = this.#waiting;
    if (busy || first === undefined || this.#disposed) return;
    const [key, job] = first;
    this.#waiting.delete(key);
    const running = { ...this.#ports.start(job), key, job };
    this.#running = running;
    void running.done.then(() => {
      this.#running = null;
      this.#next();
    });
  }
}
