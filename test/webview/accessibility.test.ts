/** Every state of every page in every theme, as axe-core sees it. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePage, type PageBundle } from './support/bundlePage.ts';
import { launchBrowser } from './support/openPage.ts';
import { openScene, scenes } from './support/scenes.ts';
import type { ThemeName } from './support/themes.ts';

const themes: readonly ThemeName[] = ['dark', 'light', 'highContrast', 'highContrastLight'];
const report = path.resolve(import.meta.dirname, '..', '..', 'dist', 'axe.json');

interface Finding {
  readonly scene: string;
  readonly theme: ThemeName;
  readonly rule: string;
  readonly impact: string;
  readonly elements: readonly string[];
}

describe('axe-core', () => {
  let browser: Browser;
  let bundles: Readonly<Record<'rank' | 'inspect' | 'labels', PageBundle>>;
  const findings: Finding[] = [];
  beforeAll(async () => {
    const [opened, rank, inspect, labels] = await Promise.all([
      launchBrowser(),
      ...(['rank', 'inspect', 'labels'] as const).map((name) => bundlePage(name)),
    ]);
    if (rank === undefined || inspect === undefined || labels === undefined) return;
    [browser, bundles] = [opened, { rank, inspect, labels }];
  });
  afterAll(async () => {
    await browser.close();
    await mkdir(path.dirname(report), { recursive: true });
    await writeFile(report, `${JSON.stringify(findings, null, 2)}\n`);
  });

  it.each(scenes)('finds nothing: $name', async (scene) => {
    for (const theme of themes) {
      const opened = await openScene(browser, bundles[scene.page], scene, {
        theme,
        reducedMotion: true,
      });
      await opened.page.evaluate(axe.source);
      const { violations } = await opened.page.evaluate(() =>
        (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      );
      await opened.close();
      for (const { id, impact, nodes } of violations) {
        const elements = nodes.map(
          ({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`,
        );
        findings.push({ scene: scene.name, theme, rule: id, impact: impact ?? '', elements });
      }
    }
    expect(findings.filter((finding) => finding.scene === scene.name)).toEqual([]);
  });
});
