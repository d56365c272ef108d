import esbuild from 'esbuild';

/** A page's script and style sheet. */
export interface PageBundle {
  readonly js: string;
  readonly css: string;
}

/** Bundles a page as the build does, minified as it ships. Runs in the project's root. */
export async function bundlePage(page: 'rank' | 'inspect' | 'labels'): Promise<PageBundle> {
  const result = await esbuild.build({
    absWorkingDir: process.cwd(),
    entryPoints: [`webview/${page}/main.tsx`],
    outdir: 'unused',
    bundle: true,
    write: false,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
  });
  const output = (extension: string): string => {
    const file = result.outputFiles.find((one) => one.path.endsWith(extension));
    if (file === undefined) throw new Error(`The ${page} page has no ${extension} output.`);
    return file.text;
  };
  return { js: output('.js'), css: output('.css') };
}
