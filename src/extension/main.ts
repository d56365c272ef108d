import type * as vscode from 'vscode';
import { registerCommands } from './commands/registerCommands.ts';
import { registerEditors } from './editors/registerEditors.ts';
import { registerRankKeys } from './editors/registerRankKeys.ts';
import { registerLint } from './lint/registerLint.ts';
import { createServices } from './services.ts';
import { registerViews } from './views/registerViews.ts';

/** Called by VS Code on first use: registers the three tables and starts nothing. */
export function activate(context: vscode.ExtensionContext): void {
  const services = createServices(context);
  context.subscriptions.push(
    ...registerCommands(services),
    ...registerViews(services),
    ...registerEditors(services),
    ...registerRankKeys(services),
    ...registerLint(services),
  );
}
