import * as vscode from 'vscode';
import { HumanError } from '../../core/errors.ts';
import { checkedText, checkingText } from '../lint/lintText.ts';
import { isDataset } from '../workspace/isDataset.ts';
import type { Command } from './command.ts';
import { datasetOf } from './datasetOf.ts';
import { pickDatasets } from './pickDatasets.ts';

const title = 'Check Dataset';

/**
 * Checks datasets together and shows what is found in the Problems panel: those the command was
 * called on, else those that are ticked.
 */
export const checkDataset: Command = async (services, target, selection) => {
  const given = targets(target, selection);
  const datasets = given.length > 0 ? given : await pickDatasets(services, title);
  const elsewhere = datasets.find(({ scheme }) => scheme !== 'file');
  if (elsewhere !== undefined) {
    throw new HumanError(
      `${elsewhere.path} is not on this machine (${elsewhere.scheme}:). Save it in a folder here first.`,
    );
  }
  const doing = checkingText(datasets.map(({ fsPath }) => fsPath));
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: doing, cancellable: true },
    (_, token) => services.lint.check(datasets, token),
  );
  const found = report.diagnostics.length > 0;
  if (found) await vscode.commands.executeCommand('workbench.panel.markers.view.focus');
  const text = checkedText(report);
  services.log.info(`${doing}: ${text}`);
  // The command is done; the message goes when it is read.
  void vscode.window.showInformationMessage(text);
};

/** The datasets a command was called on; the explorer gives all files that are selected beside the one. */
function targets(target: unknown, selection: unknown): readonly vscode.Uri[] {
  const one = datasetOf(target);
  if (one === undefined || !Array.isArray(selection)) return one === undefined ? [] : [one];
  const others = selection.map(datasetOf).filter((uri) => uri !== undefined);
  const more = others.filter((uri) => isDataset(uri.path) && uri.path !== one.path);
  return [one, ...more];
}
