import { datasetNames } from '../../core/store/labelLogName.ts';
import { fileStamp } from './fileStamp.ts';

/** The dataset a label log is of, by its name; of several that could be, the one that is there. */
export async function datasetOfLabelLog(logPath: string): Promise<string | null> {
  const candidates = datasetNames(logPath);
  for (const candidate of candidates) {
    if ((await fileStamp(candidate)) !== null) return candidate;
  }
  return candidates[0] ?? null;
}
