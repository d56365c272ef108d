import type * as vscode from 'vscode';
import { datasetFile } from '../workspace/datasets.ts';
import type { DatasetFile } from '../workspace/datasets.ts';

/** Datasets to choose from, with one in front that counts even when it is outside the workspace. */
export async function withDataset(
  files: readonly DatasetFile[],
  dataset: vscode.Uri | undefined,
): Promise<readonly DatasetFile[]> {
  const known = files.some(({ uri }) => uri.toString() === dataset?.toString());
  if (dataset?.scheme !== 'file' || known) return files;
  const file = await datasetFile(dataset);
  return file === null ? files : [file, ...files];
}
