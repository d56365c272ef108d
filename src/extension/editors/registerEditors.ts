import * as vscode from 'vscode';
import { inspectViewType } from '../panels/inspectPanel.ts';
import { labelsViewType } from '../panels/labelsPanel.ts';
import type { Services } from '../services.ts';
import { rankViewType } from '../workspace/activeFile.ts';

/** What opens in an editor's place: view type to how it is registered. */
const editorTable: Readonly<Record<string, (services: Services) => vscode.Disposable>> = {
  [rankViewType]: ({ rankEditor }) =>
    vscode.window.registerCustomEditorProvider(rankViewType, rankEditor, {
      supportsMultipleEditorsPerDocument: false,
    }),
  [inspectViewType]: ({ inspectPanel }) =>
    vscode.window.registerWebviewPanelSerializer(inspectViewType, inspectPanel),
  [labelsViewType]: ({ labelsPanel }) =>
    vscode.window.registerWebviewPanelSerializer(labelsViewType, labelsPanel),
};

/** Registers every editor and page. */
export function registerEditors(services: Services): vscode.Disposable[] {
  return Object.values(editorTable).map((register) => register(services));
}
