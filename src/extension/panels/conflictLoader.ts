import type { Caller } from '../../shared/connection.ts';
import type { AnnotatorReport, PlacedConflict } from '../../shared/annotators.ts';
import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { LabelsConflict, LabelsList } from '../../shared/labels.ts';
import type { DatasetItem } from '../../shared/reports.ts';
import { itemLine, labelsConflict } from './labelsConflict.ts';
import type { ItemLine } from './labelsConflict.ts';

/** Which dataset, and to whom its responses are shown. */
export interface ConflictLoaderPorts {
  readonly engine: Caller<EngineCalls>;
  readonly at: () => DatasetAt;
  readonly annotator: () => Promise<string>;
}

/** A conflict with what is listed of it. */
export interface LoadedConflict {
  readonly placed: PlacedConflict;
  readonly view: LabelsConflict;
}

/** Reads conflicts with the items they are about. What is listed of an item is read once. */
export class ConflictLoader {
  readonly #ports: ConflictLoaderPorts;
  readonly #lines = new Map<string, ItemLine>();

  constructor(ports: ConflictLoaderPorts) {
    this.#ports = ports;
  }

  /** The report, and the first `limit` conflicts of a list. */
  async load(
    list: LabelsList,
    limit: number,
  ): Promise<{ report: AnnotatorReport; conflicts: readonly LoadedConflict[] }> {
    const { engine, at } = this.#ports;
    const asked = { ...at(), from: 0, limit, decided: list === 'decided' };
    const report = await engine.call('dataset/annotators', asked);
    const loaded = await Promise.all(report.conflicts.map((placed) => this.#withLine(placed)));
    return { report, conflicts: loaded.filter((conflict) => conflict !== null) };
  }

  /** The item of a conflict, always fresh; null when another record is in its row by now. */
  async item({ index, recordId }: PlacedConflict): Promise<DatasetItem | null> {
    const { engine, at, annotator } = this.#ports;
    const params = { ...at(), index, annotator: await annotator() };
    const item = await engine.call('dataset/item', params);
    return item.recordId === recordId ? item : null;
  }

  /** Drops what was read: the dataset may have changed. */
  forget(): void {
    this.#lines.clear();
  }

  async #withLine(placed: PlacedConflict): Promise<LoadedConflict | null> {
    const annotator = await this.#ports.annotator();
    const key = JSON.stringify([placed.index, placed.recordId, annotator]);
    const known = this.#lines.get(key);
    if (known !== undefined) return { placed, view: labelsConflict(placed, known) };
    const item = await this.item(placed);
    if (item === null) return null;
    const line = itemLine(item);
    this.#lines.set(key, line);
    return { placed, view: labelsConflict(placed, line) };
  }
}
