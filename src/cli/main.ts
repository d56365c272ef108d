import { fileURLToPath } from 'node:url';
import { CancelledError, HumanError } from '../core/errors.ts';
import { createEngine } from '../engine/engine.ts';
import { agreement } from './agreement.ts';
import type { Command } from './command.ts';
import { convert } from './convert.ts';
import { evaluate } from './evaluate.ts';
import { indexFile } from './indexFile.ts';
import { inspect } from './inspect.ts';
import { lint } from './lint.ts';
import { queue } from './queue.ts';
import { score } from './score.ts';
import { simulate } from './simulate.ts';
import { train } from './train.ts';

declare const REWARD_LENS_VERSION: string;

const commands: Readonly<Record<string, Command>> = {
  train,
  score,
  inspect,
  eval: evaluate,
  convert,
  index: indexFile,
  lint,
  queue,
  simulate,
  agreement,
};

const usage = `reward-lens COMMAND [options]

Reward models from preference data, offline, without Python.

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(9)} ${summary}`)
  .join('\n')}

reward-lens COMMAND --help tells more; --version prints the version.`;

// A defect ends as an unhandled rejection: Node prints its stack and exits with 1.
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

async function main([name, ...args]: string[]): Promise<number> {
  if (name === '--version') return say(REWARD_LENS_VERSION);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    return say(usage);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    return complain(
      `There is no command '${name}'. Commands: ${Object.keys(commands).join(', ')}.`,
    );
  }
  if (args.includes('--help') || args.includes('-h')) return say(command.help);
  return run(command, args);
}

async function run(command: Command, args: readonly string[]): Promise<number> {
  const engine = createEngine({
    encoderDir: fileURLToPath(new URL('encoder', import.meta.url)),
    wasmDir: fileURLToPath(new URL('wasm', import.meta.url)),
    version: REWARD_LENS_VERSION,
  });
  const status = statusLine();
  try {
    return await command.run(
      {
        engine,
        workingDir: process.cwd(),
        now: () => new Date(),
        print: say,
        status: (line) => {
          status.show(line);
        },
      },
      args,
    );
  } catch (error) {
    status.clear();
    if (error instanceof HumanError || error instanceof CancelledError) {
      return complain(error.message);
    }
    throw error;
  } finally {
    status.clear();
    await engine.release();
  }
}

function say(line: string): number {
  process.stdout.write(`${line}\n`);
  return 0;
}

/** One readable line on stderr. */
function complain(message: string): number {
  process.stderr.write(`reward-lens: ${message.replace(/\s*\n\s*/g, ' ')}\n`);
  return 1;
}

/** A line that overwrites itself; nothing when stderr is not a terminal. */
function statusLine(): { show(line: string): void; clear(): void } {
  const { stderr } = process;
  let shown = false;
  return {
    show: (line) => {
      if (!stderr.isTTY) return;
      stderr.write(`\r\x1b[K${line}`);
      shown = true;
    },
    clear: () => {
      if (shown) stderr.write('\r\x1b[K');
      shown = false;
    },
  };
}
