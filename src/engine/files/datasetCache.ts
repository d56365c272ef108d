import { chosenFormat } from '../../core/formats/registry.ts';
import type { DatasetAt } from '../../shared/engineProtocol.ts';
import { fileError } from './fileErrors.ts';
import { openLabelledDataset } from './labelledDataset.ts';
import type { LabelledDataset } from './labelledDataset.ts';
import { makeRoom } from './makeRoom.ts';

/** Open datasets, each used by one call at a time. */
export interface DatasetCache {
  /**
   * Runs `action` on a dataset file as it is on the disk now, after all earlier calls for it.
   * @throws HumanError when it can't be read or there is no such format
   */
  use<T>(at: DatasetAt, action: (data: LabelledDataset) => Promise<T>): Promise<T>;
}

/**
 * An empty cache. While its datasets have more than `keptRows` rows together, which is what they take
 * memory by, the one used longest ago goes; the one used last stays.
 */
export function createDatasetCache(keptRows: number): DatasetCache {
  const kept = new Map<string, LabelledDataset>();
  const queues = new Map<string, Promise<unknown>>();

  const current = async (key: string, { path, format }: DatasetAt): Promise<LabelledDataset> => {
    const known = kept.get(key);
    kept.delete(key);
    const data = known ?? (await openLabelledDataset(path, chosenFormat(format)));
    if (known !== undefined) await refreshed(known, path);
    kept.set(key, data);
    makeRoom(kept, keptRows, ({ dataset }) => dataset.lines.rows);
    return data;
  };

  return {
    use: (at, action) => {
      const key = JSON.stringify([at.path, at.format]);
      const run = async () => action(await current(key, at));
      // An earlier call's failure is its own caller's; this one starts afresh.
      const result = (queues.get(key) ?? Promise.resolve()).then(run, run);
      queues.set(key, result);
      const forget = (): void => {
        if (queues.get(key) === result) queues.delete(key);
      };
      result.then(forget, forget);
      return result;
    },
  };
}

async function refreshed(data: LabelledDataset, path: string): Promise<void> {
  try {
    await data.refresh();
  } catch (error) {
    throw fileError(error, path, 'read');
  }
}
