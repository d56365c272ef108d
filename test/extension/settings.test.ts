import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { annotatorName } from '../../src/extension/annotator.ts';
import { readSettings, settingDefaults } from '../../src/extension/settings.ts';

test('settings are read as they are, and fall back when they have another type', () => {
  const set: Record<string, unknown> = {
    annotator: ' ada ',
    encoderPath: 'enc',
    seed: 7,
    formats: { 'a.jsonl': 'hh-rlhf', 'b.jsonl': 3 },
    shards: ['train-*.jsonl', null],
    lint: 'onDemand',
    strength: true,
    repeats: 12.5,
    modelNames: 'always',
    learnWhileLabelling: 'off',
    dimensions: [' safety ', 'overall', '', 'safety', 3],
  };
  expect(readSettings((key) => set[key])).toEqual({
    annotator: 'ada',
    encoderPath: 'enc',
    seed: 7,
    formats: { 'a.jsonl': 'hh-rlhf' },
    shards: ['train-*.jsonl'],
    lint: 'onDemand',
    strength: true,
    repeats: 12.5,
    modelNames: 'always',
    learnWhileLabelling: 'off',
    dimensions: ['safety'],
  });
  expect(readSettings(() => undefined)).toEqual(settingDefaults);
  expect(readSettings(() => 1.5).seed).toBe(settingDefaults.seed);
  expect(readSettings(() => null)).toEqual(settingDefaults);
  expect(readSettings(() => 'never')).toMatchObject({ lint: 'onOpen', modelNames: 'never' });
  expect(readSettings(() => 'ever').modelNames).toBe('afterJudging');
});

// Set while a git hook runs; they would point git at another repository.
for (const name of ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE']) delete process.env[name];

test('the annotator is the setting, else the name git knows in that folder', async (context) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'annotator-'));
  try {
    execFileSync('git', ['init', '--quiet', folder]);
  } catch (error) {
    context.skip(`git is not installed: ${String(error)}`);
  }
  execFileSync('git', ['-C', folder, 'config', 'user.name', 'Grace Hopper']);
  const sources = { configured: '', folder, trusted: true };
  expect(await annotatorName(sources)).toBe('Grace Hopper');
  expect(await annotatorName({ ...sources, configured: 'ada' })).toBe('ada');
  // In Restricted Mode the folder's own configuration does not count.
  expect(await annotatorName({ ...sources, trusted: false })).not.toBe('Grace Hopper');
  await rm(folder, { recursive: true, force: true });
});

test('where git cannot run, the login name serves', async () => {
  const folder = path.join(os.tmpdir(), 'no-such-folder-for-the-annotator');
  expect(await annotatorName({ configured: '', folder, trusted: true })).toBe(
    os.userInfo().username,
  );
});
