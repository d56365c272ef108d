import { CancelledError } from '../../core/errors.ts';
import type { LearnReport } from '../../shared/learning.ts';
import { learningText, learningTooltip, type LearningPoint } from './learningText.ts';

/** What a session needs from outside; datasets are named by their uri. */
export interface LearningPorts {
  readonly isOn: (dataset: string) => boolean;
  /** null where it can't be learnt; rejects when the signal is aborted. */
  readonly learn: (dataset: string, signal: AbortSignal) => Promise<LearnReport | null>;
  /** Shows a line, and what it means. */
  readonly show: (text: string, tooltip: string) => void;
  readonly hide: () => void;
  /** What an error comes to, for the person. */
  readonly describe: (error: unknown) => string;
  /** The curve of a dataset, kept over sessions. */
  readonly points: (dataset: string) => readonly LearningPoint[];
  readonly keepPoints: (dataset: string, points: readonly LearningPoint[]) => void;
}

/** How long nothing must have been judged before it is learnt, in milliseconds. */
const PAUSE_MS = 1500;

/** Points kept of a curve, the latest. */
const MOST_POINTS = 100;

/**
 * Learns from what was judged whenever the person pauses, and says how well. The next judgement
 * cancels it, so that it is never in the way of one.
 */
export class LearningSession {
  readonly #ports: LearningPorts;
  #waiting: NodeJS.Timeout | undefined;
  #running: AbortController | undefined;

  constructor(ports: LearningPorts) {
    this.#ports = ports;
  }

  /** Somebody judged, or took a judgement back. */
  labelsChanged(dataset: string): void {
    this.stop();
    if (!this.#ports.isOn(dataset)) return this.#ports.hide();
    this.#waiting = setTimeout(() => void this.#learn(dataset), PAUSE_MS);
  }

  /** Learns nothing until the next judgement. */
  stop(): void {
    clearTimeout(this.#waiting);
    this.#running?.abort();
    this.#running = undefined;
  }

  async #learn(dataset: string): Promise<void> {
    const { learn, show, describe } = this.#ports;
    const running = new AbortController();
    this.#running = running;
    const { signal } = running;
    try {
      const report = await learn(dataset, signal);
      if (report === null || signal.aborted) return;
      const points = this.#addPoint(dataset, report);
      show(`$(graph-line) ${learningText(report)}`, learningTooltip(report, points));
    } catch (error) {
      if (error instanceof CancelledError || signal.aborted) return;
      show('$(warning) not learnt', describe(error));
    }
  }

  #addPoint(dataset: string, { labels, learnt }: LearnReport): readonly LearningPoint[] {
    const before = this.#ports.points(dataset);
    if (learnt === null) return before;
    const point = { labels, accuracy: learnt.accuracy.value };
    // What was learnt from more labels before does not count once some were taken back.
    const points = [...before.filter((each) => each.labels < labels), point].slice(-MOST_POINTS);
    this.#ports.keepPoints(dataset, points);
    return points;
  }
}
