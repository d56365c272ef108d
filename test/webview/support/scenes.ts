import type { Browser, Page } from 'playwright-core';
import type { PageBundle } from './bundlePage.ts';
import { openPage, type OpenPage } from './openPage.ts';
import { oneAnnotator, qualityReport } from './qualityStates.ts';
import {
  labelsConflict,
  labelsItem,
  labelsQuiet,
  labelsReady,
  rankedConflict,
  vote,
} from './labelsStates.ts';
import type { PageState } from './pageHost.ts';
import { codeAndMarkdown, paragraphs } from './longTexts.ts';
import {
  inspectedResponse,
  inspectReady,
  rankItem,
  rankReady,
  rankSearch,
  rankSteps,
} from './states.ts';

/** A state of a page, and what is done there before it is looked at. */
export interface Scene {
  readonly name: string;
  readonly page: 'rank' | 'inspect' | 'labels';
  readonly state: PageState;
  readonly then?: (page: Page) => Promise<void>;
}

const conversation = [
  { role: 'system', content: 'You are a patient git tutor. Answer in at most five sentences.' },
  { role: 'user', content: 'What is a commit?' },
  { role: 'assistant', content: 'A snapshot of your files with a message and a parent.' },
  { role: 'user', content: 'How do I undo my last commit but keep the changes?' },
] as const;

const saveFailed = {
  kind: 'failed',
  error: {
    title: 'Not saved.',
    detail:
      'support.labels.jsonl cannot be written: the folder /workspace/data is read-only. Make it writable, then retry.',
  },
} as const;

const answers = [
  'Use `git reset --soft HEAD~1`. Your changes stay staged.',
  'You can use `git revert HEAD`, which makes a new commit that takes the last one back. Your history stays as it is, which is what you want when others have pulled it.',
  'Run `git reset --hard HEAD~1`.',
  "It depends. Have you pushed? If not, `git reset HEAD~1` is what you're looking for; if you have, talk to the others first, because you would be rewriting what they have.",
].map((content, index) => ({ id: String(index), content }));

const problems = [
  { line: 12, message: 'This line is not JSON: it ends after "chosen". Complete or remove it.' },
  { line: 31, key: 'responses[1].text', message: 'Expected text, found null. Write the response.' },
  { line: 88, key: 'chosen', message: 'Missing. A pair needs chosen and rejected.' },
];

/** Every state of every page. */
export const scenes: readonly Scene[] = [
  { name: 'rank-pair', page: 'rank', state: rankReady() },
  {
    name: 'rank-long',
    page: 'rank',
    state: rankReady({
      item: rankItem({
        prompt: conversation,
        shown: [{ content: paragraphs }, { content: 'Use `git reset --soft HEAD~1`.' }],
      }),
    }),
    then: async (page) => {
      await page.getByRole('button', { name: 'system' }).click();
      await page.getByRole('button', { name: '2 turns' }).click();
    },
  },
  {
    name: 'rank-model-names',
    page: 'rank',
    state: rankReady({
      item: rankItem({
        places: [1, 0],
        shown: [
          { content: paragraphs, model: 'gpt-4-1106-preview' },
          {
            content: 'Use `git reset --soft HEAD~1`.',
            model: `org/${'a-very-long-name-'.repeat(6)}7b`,
          },
        ],
      }),
    }),
  },
  {
    name: 'rank-markdown',
    page: 'rank',
    state: rankReady({
      item: rankItem({
        shown: [
          { content: codeAndMarkdown },
          {
            content:
              '</script><img src=x onerror="alert(1)">\n\nاستخدم الأمر `git reset --soft` للتراجع عن آخر إيداع.',
          },
        ],
        places: [0, 1],
      }),
    }),
  },
  {
    name: 'rank-differences',
    page: 'rank',
    state: rankReady({
      item: rankItem({
        shown: [
          {
            content: `To undo the last commit, use a soft reset.\n\n${paragraphs}\n\nThat is all.`,
          },
          {
            content: `To undo a commit, use a hard reset!\n\n${paragraphs}\n\nThat is it, really.`,
          },
        ],
      }),
    }),
    then: (page) => page.keyboard.press('d'),
  },
  {
    name: 'rank-places-untold',
    page: 'rank',
    state: rankReady({ item: rankItem({ index: null, row: null, line: null }) }),
  },
  {
    name: 'rank-problems',
    page: 'rank',
    state: rankReady({ problemCount: 3, problems }),
    then: (page) => page.getByRole('button', { name: 'problems' }).click(),
  },
  {
    name: 'rank-four',
    page: 'rank',
    state: rankReady({ item: rankItem({ shown: answers }), saved: null }),
    then: async (page) => {
      await page.keyboard.press('2');
      await page.keyboard.press('4');
    },
  },
  {
    name: 'rank-verdict-strength',
    page: 'rank',
    state: rankReady({
      asksStrength: true,
      item: rankItem({
        flagged: true,
        rationale: 'It keeps the changes, and says when it is safe.',
      }),
    }),
    then: async (page) => {
      await page.keyboard.press('1');
      await page.keyboard.press('1');
      await page.keyboard.press('r');
    },
  },
  {
    name: 'rank-steps',
    page: 'rank',
    state: rankReady({ item: rankSteps() }),
    then: async (page) => {
      for (const key of ['+', '0', '-']) await page.keyboard.press(key);
    },
  },
  {
    name: 'rank-verdict-dimensions',
    page: 'rank',
    state: rankReady({
      item: rankItem({ dimension: { name: 'safety', all: ['overall', 'helpfulness', 'safety'] } }),
    }),
  },
  {
    name: 'rank-verdict-seen',
    page: 'rank',
    state: rankReady({
      item: rankItem({
        ...{ places: [0, 1], strength: 3, flagged: true },
        rationale: 'It keeps the changes, and says when it is safe.',
      }),
    }),
  },
  {
    name: 'rank-verdict-tie',
    page: 'rank',
    state: rankReady({ item: rankItem({ shown: answers }) }),
    then: async (page) => {
      for (const key of ['2', '4', 't']) await page.keyboard.press(key);
      await page.locator('.chip').nth(1).focus();
    },
  },
  {
    name: 'rank-keys',
    page: 'rank',
    state: rankReady(),
    then: (page) => page.keyboard.press('?'),
  },
  {
    name: 'rank-find',
    page: 'rank',
    state: rankReady({ search: rankSearch() }),
    then: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'rank-find-shards',
    page: 'rank',
    state: rankReady({
      name: 'train-*.jsonl',
      item: rankItem({ file: 'train-00002.jsonl' }),
      search: rankSearch({
        matches: rankSearch().matches.map((match, at) => ({
          ...match,
          file: `train-0000${at}.jsonl`,
        })),
        done: false,
      }),
    }),
  },
  {
    name: 'rank-find-failed',
    page: 'rank',
    state: rankReady({
      search: rankSearch({
        error: {
          title: 'Not searched to the end.',
          detail: 'The engine stopped (exit code 1). Try again; it starts anew.',
        },
      }),
    }),
  },
  {
    name: 'rank-jump',
    page: 'rank',
    state: rankReady(),
    then: async (page) => {
      await page.keyboard.press('g');
      await page.keyboard.type('200');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'rank-format',
    page: 'rank',
    state: rankReady(),
    then: (page) => page.locator('.format').hover(),
  },
  {
    name: 'rank-reading',
    page: 'rank',
    state: rankReady({ reading: 412_000, total: 913_441, format: null, problemCount: 3, problems }),
    then: (page) => page.locator('.format').hover(),
  },
  { name: 'rank-done', page: 'rank', state: rankReady({ item: null, labelled: 150 }) },
  {
    name: 'rank-error',
    page: 'rank',
    state: {
      kind: 'error',
      name: 'support.jsonl',
      error: {
        title: 'support.jsonl cannot be read',
        detail:
          'Line 1 is not a row of any known format: it has the keys "foo", "bar". Expected for instance prompt, chosen and rejected. Correct the file, then retry.',
      },
    },
  },
  { name: 'rank-save-failed', page: 'rank', state: rankReady({ saved: saveFailed }) },
  { name: 'rank-loading', page: 'rank', state: { kind: 'loading', name: 'support.jsonl' } },
  {
    name: 'inspect-pair',
    page: 'inspect',
    state: inspectReady(),
    then: async (page) => {
      await page.locator('[data-span="3"]').first().hover();
    },
  },
  {
    name: 'inspect-single',
    page: 'inspect',
    state: inspectReady({
      sides: [{ label: 'A', response: inspectedResponse(paragraphs.slice(0, 900), 1) }],
      probability: null,
    }),
  },
  { name: 'inspect-empty', page: 'inspect', state: { kind: 'empty' } },
  {
    name: 'inspect-error',
    page: 'inspect',
    state: {
      kind: 'error',
      error: {
        title: 'There is no model yet',
        detail: 'Nothing under .reward-lens/models. Train one, then inspect again.',
      },
    },
  },
  {
    name: 'labels-quality',
    page: 'labels',
    state: labelsReady({ quality: { kind: 'ready', report: qualityReport() } }),
  },
  {
    name: 'labels-quality-alone',
    page: 'labels',
    state: labelsQuiet({ quality: { kind: 'ready', report: oneAnnotator } }),
  },
  { name: 'labels-pair', page: 'labels', state: labelsReady() },
  {
    name: 'labels-ranking',
    page: 'labels',
    state: labelsReady({
      conflicts: [rankedConflict().conflict, ...[3, 4].map((index) => labelsConflict(index))],
      item: rankedConflict(),
    }),
    then: (page) => page.keyboard.press('2'),
  },
  {
    name: 'labels-decided',
    page: 'labels',
    state: labelsReady({
      list: 'decided',
      conflicts: [0, 2].map((index) => decidedConflict(index)),
      item: labelsItem({
        conflict: decidedConflict(0),
        prompt: conversation,
        reasons: [{ annotator: 'bob', text: 'Shorter, and it does not scare a beginner.' }],
      }),
    }),
  },
  {
    name: 'labels-many',
    page: 'labels',
    state: labelsReady({
      complete: false,
      openCount: 1000,
      annotators: Array.from({ length: 12 }, (_, index) => ({
        annotator:
          index === 4 ? 'annotator-with-a-rather-long-name@example.org' : `person-${index}`,
        ...{ judgements: 12_000 - index * 700, records: 11_000 - index * 700, shared: 900 },
        ...{ contradicted: 30 * index, latestAt: '2026-01-31T09:30:00.000Z' },
      })),
      conflicts: Array.from({ length: 100 }, (_, index) => labelsConflict(index)),
      item: labelsItem({ conflict: labelsConflict(2), shown: answers.slice(0, 2) }),
    }),
  },
  { name: 'labels-save-failed', page: 'labels', state: labelsReady({ saved: saveFailed }) },
  {
    name: 'labels-all-decided',
    page: 'labels',
    state: labelsReady({ openCount: 0, decidedCount: 7, conflicts: [], item: null }),
  },
  { name: 'labels-nobody', page: 'labels', state: labelsQuiet({ annotators: [], shared: 0 }) },
  { name: 'labels-agreed', page: 'labels', state: labelsQuiet() },
  {
    name: 'labels-loading',
    page: 'labels',
    state: { kind: 'loading', dataset: 'file:///w/support.jsonl', name: 'support.jsonl' },
  },
];

function decidedConflict(index: number): ReturnType<typeof labelsConflict> {
  const { votes } = labelsConflict(index);
  return labelsConflict(index, {
    votes: [...votes, vote(['dora'], [0, 1], { adjudicated: true })],
    ...{ agreed: [0, 1], decidedBy: 'dora' },
  });
}

/** Opens a page and brings it to a scene; what moves has come to rest. */
export async function openScene(
  browser: Browser,
  bundle: PageBundle,
  scene: Scene,
  options: Parameters<typeof openPage>[2],
): Promise<OpenPage> {
  const opened = await openPage(browser, bundle, options);
  await opened.host.push(scene.state);
  await opened.page.waitForTimeout(300);
  await scene.then?.(opened.page);
  await opened.page.waitForTimeout(100);
  return opened;
}
