import type * as vscode from 'vscode';
import { showError } from '../showError.ts';

/** Runs what a page asks for; resolves when it is done, and says on the screen what went wrong. */
export type RunStep = (title: string, step: () => PromiseLike<unknown>) => Promise<null>;

/** The steps of a page: what is a defect goes to the log as well. */
export function stepRunner(log: vscode.LogOutputChannel): RunStep {
  return async (title, step) => {
    try {
      await step();
    } catch (error) {
      showError(error, title, log);
    }
    return null;
  };
}
