import path from 'node:path';
import * as vscode from 'vscode';
import type { DatasetSummary } from '../../shared/reports.ts';
import { countText } from '../reportText.ts';
import type { DatasetFile } from '../workspace/datasets.ts';

function formatText(format: DatasetSummary['format']): string {
  return format === null ? 'Format not recognised' : `${format.title}, because ${format.reason}`;
}

/** A row of the Datasets view. */
export class DatasetNode {
  readonly uri: vscode.Uri;
  readonly bytes: number;
  readonly #shards: number | null;
  /** What reading it found; null before, and for large files until they are used. */
  summary: DatasetSummary | null = null;
  /** Why it could not be read. */
  problem: string | null = null;

  constructor({ uri, bytes, shards }: DatasetFile) {
    this.uri = uri;
    this.bytes = bytes;
    this.#shards = shards;
  }

  /** How the row looks now. */
  toTreeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(path.posix.basename(this.uri.path));
    item.id = this.uri.toString();
    item.resourceUri = this.uri;
    item.contextValue = 'dataset';
    item.description = this.#description();
    item.tooltip = this.#tooltip();
    item.iconPath = new vscode.ThemeIcon(this.#hasProblems() ? 'warning' : 'list-ordered');
    item.command = {
      command: 'rewardLens.rankResponses',
      title: 'Rank Responses',
      arguments: [this],
    };
    return item;
  }

  #hasProblems(): boolean {
    return this.problem !== null || (this.summary?.problemCount ?? 0) > 0;
  }

  #description(): string {
    if (this.problem !== null) return 'cannot be read';
    if (this.summary === null) return `${Math.round(this.bytes / 1024 / 1024)} MB`;
    return `${countText(this.summary.labelled)} / ${countText(this.summary.total)}`;
  }

  #tooltip(): string {
    const files = this.#shards === null ? '' : ` (${countText(this.#shards)} files)`;
    const where = this.uri.fsPath + files;
    if (this.problem !== null) return `${where}\n${this.problem}`;
    if (this.summary === null) return `${where}\nLarge: read when it is ranked or trained on.`;
    const { format, labelled, total, problemCount, problems } = this.summary;
    const lines = [
      where,
      formatText(format),
      `${countText(labelled)} of ${countText(total)} labelled`,
    ];
    if (problemCount > 0) lines.push(`${countText(problemCount)} problems:`);
    for (const { file, line, message } of problems.slice(0, 5)) {
      lines.push(`${file === undefined ? '' : `${file} `}line ${line}: ${message}`);
    }
    return lines.join('\n');
  }
}
