const DATASET_END = /\.jsonl?(\.gz)?$/i;

/** What a label log's name or path ends with. */
export const LABEL_LOG_END = '.labels.jsonl';

/**
 * The label log beside a dataset, by name or path: `x.jsonl`, `x.json` and either with `.gz` have
 * `x.labels.jsonl`.
 */
export function labelLogName(dataset: string): string {
  return dataset.replace(DATASET_END, '') + LABEL_LOG_END;
}

/** What the dataset of a label log can be called, the usual name first; none for other names. */
export function datasetNames(labelLog: string): readonly string[] {
  if (!labelLog.toLowerCase().endsWith(LABEL_LOG_END)) return [];
  const base = labelLog.slice(0, -LABEL_LOG_END.length);
  return [`${base}.jsonl`, `${base}.jsonl.gz`, `${base}.json`, `${base}.json.gz`, base];
}
