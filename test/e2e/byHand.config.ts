/**
 * For what is run by hand, not with the tests: `npx vitest run --config test/e2e/byHand.config.ts`,
 * then the name of a `take*.ts` beside this: `takeScreenshots` and `takeFindScreenshots` for pictures,
 * `takeTimes`, `takeLargeTimes` and `takeSession` for durations in the packed extension.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'test/support/build.ts',
    include: ['test/e2e/take*.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
