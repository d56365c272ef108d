import path from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { HumanError } from '../core/errors.ts';

/** Option values as given: a text, several, or whether a flag stands there. */
export type OptionValues = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

/**
 * Reads `--name value` options; no other arguments are taken.
 * @throws HumanError for an unknown option or a missing value, in Node's words.
 */
export function readOptions(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): { readonly values: OptionValues; readonly rest: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
    });
    return { values, rest: positionals };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new HumanError(`${message.split('\n')[0] ?? ''} Try --help.`, { cause });
  }
}

/** A text option, undefined when it is not given. */
export function textOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** A text option that must be given. */
export function requiredOption(values: OptionValues, name: string): string {
  const value = textOption(values, name);
  if (value === undefined) throw new HumanError(`--${name} is needed. Try --help.`);
  return value;
}

/** A file or folder option, made absolute. */
export function pathOption(
  values: OptionValues,
  name: string,
  workingDir: string,
): string | undefined {
  const value = textOption(values, name);
  return value === undefined ? undefined : path.resolve(workingDir, value);
}

/** A file or folder option that must be given, made absolute. */
export function requiredPathOption(values: OptionValues, name: string, workingDir: string): string {
  return path.resolve(workingDir, requiredOption(values, name));
}

/** `--cache-dir`, where encoded texts are kept: made absolute, beside the caller when not given. */
export function cacheDirOption(values: OptionValues, workingDir: string): string {
  return (
    pathOption(values, 'cache-dir', workingDir) ?? path.join(workingDir, '.reward-lens', 'cache')
  );
}

/** A whole number option. */
export function integerOption(values: OptionValues, name: string): number | undefined {
  const value = textOption(values, name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(number)) {
    throw new HumanError(`--${name} takes a whole number, not '${value}'.`);
  }
  return number;
}
