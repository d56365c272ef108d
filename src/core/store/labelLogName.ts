const DATASET_END = /\.jsonl(\.gz)?$|\.gz$/i;

/** What a label log's name or path ends with. */
export const LABEL_LOG_END = '.labels.jsonl';

/**
 * The label log beside a dataset, by name or path: `x.jsonl` has `x.labels.jsonl`, any other keeps its
 * ending, so that `x.json` beside it has a log of its own, `x.json.labels.jsonl`. `.gz` is left out: it
 * is the same data.
 */
export function labelLogName(dataset: string): string {
  return dataset.replace(DATASET_END, '') + LABEL_LOG_END;
}

/** What the dataset of a label log can be called, the usual name first; none for other names. */
export function datasetNames(labelLog: string): readonly string[] {
  if (!labelLog.toLowerCase().endsWith(LABEL_LOG_END)) return [];
  const base = labelLog.slice(0, -LABEL_LOG_END.length);
  const names = [`${base}.jsonl`, base];
  return names.flatMap((name) => [name, `${name}.gz`]);
}
