import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { CancelledError } from '../../core/errors.ts';
import type { Caller } from '../../shared/connection.ts';
import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { QualityView } from '../../shared/labels.ts';
import type { ErrorView } from '../../shared/protocol.ts';

/** What measuring labels needs from outside. */
export interface QualityLoaderPorts {
  readonly engine: Caller<EngineCalls>;
  readonly at: () => DatasetAt;
  /** What is known has changed. */
  readonly changed: () => void;
  readonly describe: (error: unknown, title: string) => ErrorView;
}

/** Measures the labels of one dataset while somebody looks at what comes of it. */
export class QualityLoader {
  readonly #ports: QualityLoaderPorts;
  #view: QualityView = { kind: 'closed' };
  #running: CancellationTokenSource | null = null;

  constructor(ports: QualityLoaderPorts) {
    this.#ports = ports;
  }

  /** What is drawn of it. */
  get view(): QualityView {
    return this.#view;
  }

  /** Ends the measuring; nothing of it is drawn. */
  close(): void {
    this.#running?.cancel();
    this.#running = null;
    this.#view = { kind: 'closed' };
    this.#ports.changed();
  }

  /** Measures anew if somebody looks at it: the labels changed. */
  async again(): Promise<void> {
    if (this.#view.kind !== 'closed') await this.open();
  }

  /** Measures; what was known before stays until there is something new. */
  async open(): Promise<void> {
    const { engine, at, changed, describe } = this.#ports;
    this.#running?.cancel();
    const running = (this.#running = new CancellationTokenSource());
    const draw = (view: QualityView): void => {
      if (this.#running !== running) return;
      this.#view = view;
      changed();
    };
    if (this.#view.kind !== 'ready') draw({ kind: 'reading' });
    try {
      const report = await engine.call('dataset/quality', at(), running.token);
      draw({ kind: 'ready', report });
    } catch (error) {
      if (error instanceof CancelledError) return;
      draw({ kind: 'failed', error: describe(error, 'The labels could not be measured') });
    } finally {
      running.dispose();
    }
  }
}
