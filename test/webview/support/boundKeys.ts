import fs from 'node:fs';
import path from 'node:path';
import type { RankKeyName } from '../../../src/shared/rankKeys.ts';

/** The part of a key event that VS Code looks a binding up by. */
export interface PostedKey {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  /** Whether Ctrl, Alt or Meta was down. */
  readonly modified: boolean;
}

const prefix = 'rewardLens.rankKey.';

/** The ranking page's keybindings of package.json: VS Code's way of writing a key to a name. */
const bindings: ReadonlyMap<string, RankKeyName> = new Map(
  declared().map(({ key, command }) => [key, command.slice(prefix.length) as RankKeyName]),
);

/** The command of the ranking page that package.json binds a key to; null when none. */
export function boundCommand({ key, code, shiftKey, modified }: PostedKey): RankKeyName | null {
  if (modified) return null;
  const shift = shiftKey ? 'shift+' : '';
  const letter = key.toLowerCase().replace('arrow', '');
  const spellings = [`[${code}]`, code.toLowerCase(), letter];
  const found = spellings.map((spelling) => bindings.get(`${shift}${spelling}`));
  return found.find((name) => name !== undefined) ?? null;
}

function declared(): readonly { readonly key: string; readonly command: string }[] {
  // The gallery is bundled into another folder: both are run from the root.
  const file = path.resolve('package.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as {
    contributes: { keybindings: { key: string; command: string }[] };
  };
  return manifest.contributes.keybindings.filter(({ command }) => command.startsWith(prefix));
}
