import { expect, it } from 'vitest';
import type { LabelsState } from '../../../src/shared/labels.ts';
import { labelsQuiet, labelsReady } from '../support/labelsStates.ts';
import { pagesOf } from '../support/pagesOf.ts';
import { oneAnnotator, qualityReport } from '../support/qualityStates.ts';

const open = pagesOf<LabelsState>('labels');

it('asks for it, and goes back to the conflicts', async () => {
  const { page, host } = await open(labelsReady());
  await page.getByRole('button', { name: 'Quality' }).click();
  await expect.poll(() => host.callsOf('labels/quality')).toEqual([{ open: true }]);
  await host.push(labelsReady({ quality: { kind: 'ready', report: qualityReport() } }));
  await page.getByRole('button', { name: 'Conflicts' }).click();
  await expect
    .poll(() => host.callsOf('labels/quality'))
    .toEqual([{ open: true }, { open: false }]);
});

it('shows agreement, habits and time in numbers beside the plots', async () => {
  const { page, host } = await open(
    labelsReady({ quality: { kind: 'ready', report: qualityReport() } }),
  );
  const cells = await page.locator('.matrix tbody tr').allInnerTexts();
  expect(cells[0]).toMatch(/ann\s+0.86\s+0.82 to 0.89\s+58 pairs\s+0.34/);
  expect(cells[2]).toContain('none shared');
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  expect(await part('Left side preferred').innerText()).toMatch(/ann\s+58.0\s%.*n = 190/s);
  expect(await part('The same when asked again').innerText()).toMatch(/bob\s+none yet/);
  expect(await part('ann').innerText()).toContain(
    'the left side rose by 18 points (2 to 33); a judgement takes 0.62 times (0.50 to 0.77) as long',
  );
  const plots = await page.locator('svg[role="img"]').all();
  expect(plots.length).toBe(4);
  for (const plot of plots) expect(await plot.getAttribute('aria-label')).toMatch(/: .+/);
  await page.getByRole('button', { name: /^line 67: / }).click();
  await expect.poll(() => host.callsOf('labels/openRow')).toEqual([{ line: 67 }]);
});

it('says that one annotator alone has nothing to agree with', async () => {
  const { page } = await open(labelsQuiet({ quality: { kind: 'ready', report: oneAnnotator } }));
  expect(await page.locator('.quality').innerText()).toContain(
    'Only one annotator: no agreement to measure.',
  );
});

it('says what went wrong, and asks again', async () => {
  const error = { title: 'The labels could not be measured', detail: 'The disk is gone.' };
  const { page, host } = await open(labelsReady({ quality: { kind: 'failed', error } }));
  expect(await page.getByRole('alert').innerText()).toContain('The disk is gone.');
  await page.getByRole('button', { name: /retry/i }).click();
  await expect.poll(() => host.callsOf('labels/quality')).toEqual([{ open: true }]);
});
