import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect } from 'vitest';

export const root = path.resolve(import.meta.dirname, '..', '..', '..');

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as it ships, called in a folder. */
export interface ShippedCli {
  readonly run: (...args: readonly string[]) => Outcome;
  /** What it prints with `--json`; it must go well, with nothing to complain about. */
  readonly json: <Report>(...args: readonly string[]) => Report;
}

/** Calls the built command line; `folder` is asked for at each call. */
export function shippedCli(folder: () => string): ShippedCli {
  const run = (...args: readonly string[]): Outcome =>
    spawnSync(process.execPath, [path.join(root, 'dist', 'cli.cjs'), ...args], {
      cwd: folder(),
      encoding: 'utf8',
    });
  return {
    run,
    json: <Report>(...args: readonly string[]): Report => {
      const { status, stdout, stderr } = run(...args, '--json');
      expect(stderr).toBe('');
      expect(status).toBe(0);
      return JSON.parse(stdout) as Report;
    },
  };
}
