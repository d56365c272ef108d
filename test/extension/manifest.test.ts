import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commandIds } from '../../src/extension/commands/commandIds.ts';
import { nextSteps } from '../../src/extension/nextSteps.ts';
import { settingDefaults } from '../../src/extension/settings.ts';
import { rankKeyCommand, rankKeyNames, rankKeys } from '../../src/shared/rankKeys.ts';
import { viewIds } from '../../src/extension/views/viewIds.ts';

const root = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(fileURLToPath(new URL(file, root)), 'utf8');

interface Manifest {
  readonly icon: string;
  readonly keywords: readonly string[];
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly menus: Readonly<Record<string, readonly { command: string; when?: string }[]>>;
    readonly keybindings: readonly { command: string; key: string; when: string }[];
    readonly customEditors: readonly { viewType: string; priority: string }[];
    readonly views: Readonly<Record<string, readonly { id: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { id: string; icon: string }[] };
    readonly viewsWelcome: readonly { view: string; contents: string }[];
    readonly colors: readonly { id: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { default: unknown; description?: string; markdownDescription?: string }>
      >;
    };
  };
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const { contributes } = manifest;

test('every declared command is registered, and the other way round', () => {
  const registered = [...commandIds, ...rankKeyNames.map(rankKeyCommand)];
  expect(contributes.commands.map(({ command }) => command).sort()).toEqual(registered.sort());
});

test('the keys of the ranking page are declared as its table says, for that page alone', () => {
  const keys = rankKeyNames.map((name) => ({ name, ...rankKeys[name] }));
  const isKey = ({ command }: { command: string }): boolean =>
    command.startsWith('rewardLens.rankKey.');
  expect(contributes.commands.filter(isKey)).toEqual(
    keys.map(({ name, title }) => ({
      command: rankKeyCommand(name),
      title: `Rank: ${title}`,
      category: 'Reward Lens',
    })),
  );
  const bound = contributes.keybindings.filter(isKey);
  expect(bound.map(({ command, key }) => ({ command, key }))).toEqual(
    keys.flatMap(({ name, key }) => {
      const command = rankKeyCommand(name);
      const digit = /^\[Digit(\d)\]$/.exec(key)?.[1];
      return [
        { command, key },
        ...(digit === undefined ? [] : [{ command, key: `numpad${digit}` }]),
      ];
    }),
  );
  expect(new Set(bound.map(({ key }) => key)).size).toBe(bound.length);
  for (const { when } of bound)
    expect(when).toMatch(/^activeCustomEditorId == 'rewardLens.rank' && /);
  const hidden = contributes.menus['commandPalette']?.filter(isKey);
  expect(hidden).toEqual(
    rankKeyNames.map((name) => ({ command: rankKeyCommand(name), when: 'false' })),
  );
});

test('each command of the table has a file of its own', () => {
  const table = read('src/extension/commands/index.ts');
  for (const id of commandIds) {
    const name = id.slice('rewardLens.'.length);
    expect(table).toContain(`'${id}': ${name},`);
    expect(read(`src/extension/commands/${name}.ts`)).toContain(`export const ${name}: Command`);
  }
});

test('every command is in the category people search for, with a title of its own', () => {
  expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(
    new Set(['Reward Lens']),
  );
  const titles = contributes.commands.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

describe('what menus, keys, welcome texts and error buttons lead to exists', () => {
  const known = new Set<string>([
    ...commandIds,
    ...rankKeyNames.map(rankKeyCommand),
    'vscode.openFolder',
    'workbench.trust.manage',
  ]);
  const welcome = contributes.viewsWelcome.flatMap(({ contents }) =>
    [...contents.matchAll(/\(command:([^)]+)\)/g)].map((match) => match[1] ?? ''),
  );
  const used = [
    ...Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command)),
    ...contributes.keybindings.map(({ command }) => command),
    ...Object.values(nextSteps).map(({ command }) => command),
    ...welcome,
  ];
  test.each([...new Set(used)])('%s', (command) => {
    expect(known).toContain(command);
  });
});

test('declared views are registered, have welcome texts, and stand in the container', () => {
  const declared = Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id));
  expect(declared.sort()).toEqual(Object.values(viewIds).sort());
  expect(new Set(contributes.viewsWelcome.map(({ view }) => view))).toEqual(new Set(declared));
  expect(Object.keys(contributes.views)).toEqual(
    contributes.viewsContainers.activitybar.map(({ id }) => id),
  );
});

test('declared settings are read, with the same defaults, and described', () => {
  const declared = Object.entries(contributes.configuration.properties);
  expect(Object.fromEntries(declared.map(([key, { default: value }]) => [key, value]))).toEqual(
    Object.fromEntries(
      Object.entries(settingDefaults).map(([key, value]) => [`rewardLens.${key}`, value]),
    ),
  );
  for (const [key, { description, markdownDescription }] of declared) {
    expect(description ?? markdownDescription, key).toBeTruthy();
  }
});

test('the ranking editor and the pages are declared under the ids they register', () => {
  expect(contributes.customEditors).toMatchObject([
    { viewType: /'(.*)'/.exec(lineWith('rankViewType =', 'workspace/activeFile.ts'))?.[1] },
  ]);
  expect(contributes.customEditors[0]?.priority).toBe('option');
  for (const page of ['inspect', 'labels']) {
    const id = /'(.*)'/.exec(lineWith(`${page}ViewType =`, `panels/${page}Panel.ts`))?.[1];
    expect(manifest.activationEvents).toContain(`onWebviewPanel:${id ?? ''}`);
  }
});

test('every colour the decorations use is declared', () => {
  const used = ['adds', 'costs'].flatMap((verb) =>
    ['WeakBackground', 'MediumBackground', 'StrongBackground', 'Underline'].map(
      (part) => `rewardLens.${verb}${part}`,
    ),
  );
  expect(contributes.colors.map(({ id }) => id).sort()).toEqual(used.sort());
});

test('the icon is a PNG of 128 by 128, and the container has its drawing', () => {
  const png = readFileSync(fileURLToPath(new URL(manifest.icon, root)));
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([128, 128]);
  for (const { icon } of contributes.viewsContainers.activitybar) {
    expect(read(icon)).toContain('<svg');
  }
});

test('at most 30 keywords: the marketplace refuses more', () => {
  expect(manifest.keywords.length).toBeLessThanOrEqual(30);
});

function lineWith(text: string, file: string): string {
  return (
    read(`src/extension/${file}`)
      .split('\n')
      .find((line) => line.includes(text)) ?? ''
  );
}
