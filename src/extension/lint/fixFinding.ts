import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import { fixedText } from './lintText.ts';
import type { QuickFix } from './quickFix.ts';

/** Does what a quick fix says, and tells what was written where. */
export async function fixFinding(
  { lint, log }: Pick<Services, 'lint' | 'log'>,
  { finding, fix }: QuickFix,
): Promise<void> {
  const file = await lint.fix(finding, fix);
  const message = vscode.window.showInformationMessage(fixedText(fix, file), 'Open');
  // It is done; whether the line is looked at is on its own.
  void message.then(async (answer) => {
    if (answer === 'Open') await openAtEnd(vscode.Uri.file(file));
  }, log.error.bind(log));
}

async function openAtEnd(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const end = new vscode.Position(Math.max(0, document.lineCount - 2), 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(end, end) });
}
