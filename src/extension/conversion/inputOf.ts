import type * as vscode from 'vscode';
import type { ConvertRequest } from '../../shared/conversion.ts';
import type { Services } from '../services.ts';

/** The part of a request that says what is read: the dataset, by the format chosen for it. */
export function inputOf(
  { datasets }: Services,
  uri: vscode.Uri,
): Pick<ConvertRequest, 'input' | 'from'> {
  const { path, format } = datasets.at(uri);
  return { input: path, ...(format === undefined ? {} : { from: format }) };
}
