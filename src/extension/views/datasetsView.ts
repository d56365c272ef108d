import * as vscode from 'vscode';
import { CancelledError, HumanError } from '../../core/errors.ts';
import type { Services } from '../services.ts';
import { describeError } from '../describeError.ts';
import { isOpenForRanking } from '../workspace/activeFile.ts';
import { datasetLimits } from '../workspace/datasets.ts';
import { DatasetNode } from './datasetNode.ts';

/** The Datasets view: every dataset of the workspace with how much of it is labelled. */
export class DatasetsView implements vscode.TreeDataProvider<DatasetNode> {
  readonly #services: Services;
  readonly #changes = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changes.event;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Reads everything anew; files that did not change cost next to nothing. */
  refresh(): void {
    this.#changes.fire(undefined);
  }

  getTreeItem(node: DatasetNode): vscode.TreeItem {
    return node.toTreeItem();
  }

  async getChildren(parent?: DatasetNode): Promise<DatasetNode[]> {
    if (parent !== undefined) return [];
    const nodes = (await this.#services.datasets.find()).map((file) => new DatasetNode(file));
    // One after the other: the engine reads files, and several at once would not be faster.
    for (const node of nodes) await this.#read(node);
    return nodes;
  }

  async #read(node: DatasetNode): Promise<void> {
    // A large file is read when it is used; by then asking about it costs nothing.
    if (node.bytes > datasetLimits.bytes && !isOpenForRanking(node.uri)) return;
    try {
      node.summary = await this.#services.datasets.summary(node.uri);
    } catch (error) {
      if (error instanceof CancelledError) return;
      node.problem =
        error instanceof HumanError
          ? error.message
          : describeError(error, 'Not read', this.#services.log).detail;
    }
  }
}
