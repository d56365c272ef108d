import type {
  LabelsConflict,
  LabelsItem,
  LabelsState,
  LabelsVote,
} from '../../../src/shared/labels.ts';
import { rankItem } from './states.ts';

type Ready = Extract<LabelsState, { kind: 'ready' }>;

/** What some people said of a pair: places in shown order. */
export function vote(
  annotators: readonly string[],
  places: LabelsVote['places'],
  more: Partial<LabelsVote> = {},
): LabelsVote {
  return { annotators, places, bothBad: false, strength: null, adjudicated: false, ...more };
}

const questions = [
  'How do I undo my last commit but keep the changes?',
  'Is it safe to force-push to a branch that others have pulled? We are three people, and one of them is on holiday until Monday.',
  'What does "detached HEAD" mean, and did I just lose my work?',
  'Write a haiku about merge conflicts.',
  'Which is better for a small team, rebase or merge?',
];

/** A conflict over a pair, with sensible values; `index` makes it another one. */
export function labelsConflict(
  index: number,
  overrides: Partial<LabelsConflict> = {},
): LabelsConflict {
  const votes =
    index < 2
      ? [vote(['ann'], [0, 1]), vote(['bob'], [1, 0], { strength: 3 })]
      : [vote(['ann', 'cleo'], [0, 1]), vote(['bob'], [0, 0])];
  return {
    key: `conflict-${index}`,
    position: index * 7,
    line: index * 7 + 1,
    question: questions[index % questions.length] ?? '',
    responses: 2,
    dimension: index === 3 ? 'helpfulness' : 'overall',
    kind: index < 2 ? 'opposed' : 'tie',
    votes,
    agreed: index < 2 ? null : [0, 1],
    decidedBy: null,
    ...overrides,
  };
}

/** A conflict on the screen. */
export function labelsItem(overrides: Partial<LabelsItem> = {}): LabelsItem {
  const { prompt, shown } = rankItem();
  const conflict = overrides.conflict ?? labelsConflict(0);
  return { key: `item of ${conflict.key}`, conflict, prompt, shown, reasons: [], ...overrides };
}

/** Three people's labels with five conflicts. */
export function labelsReady(overrides: Partial<Ready> = {}): LabelsState {
  return {
    kind: 'ready',
    dataset: 'file:///workspace/support.jsonl',
    name: 'support.jsonl',
    complete: true,
    annotators: [
      count('ann', 210, 61, 12, '2026-01-31T09:30:00.000Z'),
      count('bob', 148, 58, 14, '2026-01-30T16:05:00.000Z'),
      count('cleo', 1054, 40, 3, '2025-11-02T08:00:00.000Z'),
    ],
    shared: 61,
    openCount: 5,
    decidedCount: 2,
    list: 'open',
    conflicts: [0, 1, 2, 3, 4].map((index) => labelsConflict(index)),
    item: labelsItem(),
    canUndo: true,
    saved: { kind: 'saved', ms: 9 },
    notice: null,
    quality: { kind: 'closed' },
    ...overrides,
  };
}

/** What somebody judged, all counts in the order of the table. */
function count(
  annotator: string,
  judgements: number,
  shared: number,
  contradicted: number,
  latestAt: string,
): Ready['annotators'][number] {
  return { annotator, judgements, records: judgements, shared, contradicted, latestAt };
}

/** Nothing open and nothing decided. */
export function labelsQuiet(overrides: Partial<Ready> = {}): LabelsState {
  const none = { openCount: 0, decidedCount: 0, conflicts: [], item: null, canUndo: false };
  return labelsReady({ ...none, saved: null, ...overrides });
}

/** Four responses that three people put in different orders. */
export function rankedConflict(): LabelsItem {
  const shown = ['soft', 'revert', 'hard', 'ask'].map((id, index) => ({
    id,
    content: `${index + 1}. Use \`git ${id}\`. ${'It keeps what you changed. '.repeat(index * 6)}`,
  }));
  const conflict = labelsConflict(2, {
    key: 'ranked',
    responses: 4,
    kind: 'opposed',
    votes: [vote(['ann'], [0, 1, 2, 3]), vote(['bob'], [1, 0, 1, 2]), vote(['cleo'], [2, 1, 0, 0])],
    agreed: null,
  });
  return labelsItem({
    conflict,
    shown,
    reasons: [{ annotator: 'bob', text: 'The first one forgets that it was pushed.' }],
  });
}
