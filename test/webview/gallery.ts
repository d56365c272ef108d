// Draws every state of every page in four themes and two widths, as pictures to be looked at.
// Run: npx esbuild test/webview/gallery.ts --bundle --platform=node --packages=external
//        --format=esm --outfile=dist/build/gallery.mjs && node dist/build/gallery.mjs FOLDER [FILTER]
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { bundlePage } from './support/bundlePage.ts';
import { launchBrowser } from './support/openPage.ts';
import { openScene, scenes } from './support/scenes.ts';
import type { ThemeName } from './support/themes.ts';

const themes: readonly ThemeName[] = ['dark', 'light', 'highContrast', 'highContrastLight'];
const [folder = path.join(os.tmpdir(), 'gallery'), filter = ''] = process.argv.slice(2);
await fs.mkdir(folder, { recursive: true });
const bundles = {
  rank: await bundlePage('rank'),
  inspect: await bundlePage('inspect'),
  labels: await bundlePage('labels'),
};
const browser = await launchBrowser();
for (const scene of scenes) {
  for (const theme of themes) {
    for (const width of [1280, 600]) {
      const name = `${scene.name}.${theme}.${width}.png`;
      if (!name.includes(filter)) continue;
      const options = { theme, width, height: 800 };
      const opened = await openScene(browser, bundles[scene.page], scene, options);
      await opened.page.screenshot({ path: path.join(folder, name) });
      for (const violation of opened.violations) console.error(`${name}: ${violation}`);
      await opened.close();
    }
  }
}
await browser.close();
