import * as vscode from 'vscode';
import { rankKeyCommand, rankKeyNames } from '../../shared/rankKeys.ts';
import type { Services } from '../services.ts';

/** Registers the commands of the ranking page's keys: each is handed to the page in front. */
export function registerRankKeys({ rankEditor }: Services): vscode.Disposable[] {
  return rankKeyNames.map((name) =>
    vscode.commands.registerCommand(rankKeyCommand(name), () => rankEditor.key(name)),
  );
}
