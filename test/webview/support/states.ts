import type {
  InspectState,
  RankItem,
  RankSearch,
  RankState,
} from '../../../src/shared/protocol.ts';
import type { InspectedResponse, ModelSummary } from '../../../src/shared/reports.ts';

type Ready = Extract<RankState, { kind: 'ready' }>;
type Inspected = Extract<InspectState, { kind: 'ready' }>;

const keepTheChanges = `Use \`git reset --soft HEAD~1\`. Your changes stay staged, and the last commit is gone from the branch.

If you want them back in the working tree, not staged, leave out \`--soft\`:

\`\`\`bash
git reset HEAD~1
\`\`\`

Both are safe as long as the commit has **not been pushed**.`;

const cannotUndo =
  "You can't undo commits in git once they are made. The usual way is to make a new commit that changes things back by hand.\n\nAnother option is to delete the folder and clone the repository again.";

const hhReason = '"chosen" and "rejected" are dialogues with "\\n\\nAssistant:" turns';

/** A pair to judge, with sensible values. */
export function rankItem(overrides: Partial<RankItem> = {}): RankItem {
  return {
    key: 'item-42',
    index: 42,
    row: 42,
    line: 57,
    prompt: [{ role: 'user', content: 'How do I undo my last commit but keep the changes?' }],
    shown: [{ content: keepTheChanges }, { content: cannotUndo }],
    steps: null,
    places: null,
    bothBad: false,
    strength: null,
    dimension: null,
    flagged: false,
    rationale: '',
    ...overrides,
  };
}

/** An answer in steps, none labelled. */
export function rankSteps(): RankItem {
  const steps = [
    'Ann has 3 · 4 = **12** pens.',
    'We write this down:\n\n```\npens = 3 * 4\n```',
    'She gives 5 away, so 12 − 5 = 6 pens are left.',
    'The answer is 6.',
  ];
  const question = 'Ann has 3 boxes of 4 pens. She gives 5 away. How many are left?';
  return rankItem({
    prompt: [{ role: 'user', content: question }],
    shown: [],
    steps: steps.map((content) => ({ content, label: null })),
  });
}

/** A dataset in the middle of being labelled. */
export function rankReady(overrides: Partial<Ready> = {}): Ready {
  return {
    kind: 'ready',
    name: 'support.jsonl',
    format: { name: 'hh-rlhf', title: 'HH-RLHF', reason: hhReason, chosen: false },
    total: 150,
    labelled: 42,
    reading: null,
    problemCount: 0,
    problems: [],
    item: rankItem(),
    ahead: null,
    canUndo: true,
    asksStrength: false,
    saved: { kind: 'saved', ms: 12 },
    notice: null,
    search: null,
    ...overrides,
  };
}

/** A search that found four rows, the third of them on the screen. */
export function rankSearch(overrides: Partial<RankSearch> = {}): RankSearch {
  const match = (index: number, line: number, excerpt: string): RankSearch['matches'][number] => ({
    index,
    line,
    excerpt,
  });
  return {
    text: 'commit',
    matches: [
      match(3, 4, 'What is a commit?'),
      match(
        17,
        21,
        '…and then the branch moves to another Commit, while the one before it stays in the reflog for thirty days or until it is collected.',
      ),
      match(42, 57, 'How do I undo my last commit but keep the changes?'),
      match(
        1_120,
        1_204,
        '…as the hook runs before each commit; a commit with --no-verify goes around it…',
      ),
    ],
    done: true,
    more: false,
    error: null,
    ...overrides,
  };
}

/** Splits a text into words with their leading space, each with a made-up contribution. */
export function inspectedResponse(content: string, lean: number): InspectedResponse {
  const bias = -0.12;
  const tokens = [...content.matchAll(/\s*\S+?(?=[.,`!?]|\s|$)|[.,`!?]/gu)].map((match, index) => {
    const wave = Math.sin(index * 12.9898) * Math.cos(index * 4.1414);
    return {
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
      contribution: wave ** 3 * 0.4 + lean / 40,
    };
  });
  const reward = tokens.reduce((sum, token) => sum + token.contribution, bias);
  return {
    content,
    tokens,
    bias,
    reward,
    percentile: lean > 0 ? 92 : 31,
    completenessError: 3.1e-7,
  };
}

/** A trained model. */
export const model: ModelSummary = {
  name: 'support-2025-11-22',
  path: '/workspace/.reward-lens/models/support-2025-11-22',
  createdAt: '2025-11-22T10:00:00.000Z',
  heldOut: {
    accuracy: { n: 1025, value: 0.631, low: 0.601, high: 0.66 },
    longerWins: { n: 1025, value: 0.565, low: 0.534, high: 0.595 },
  },
  pairsUsed: 5089,
  encoder: 'embedded',
  problem: null,
};

/** A pair taken apart. */
export function inspectReady(overrides: Partial<Inspected> = {}): Inspected {
  return {
    kind: 'ready',
    model,
    prompt: rankItem().prompt,
    sides: [
      { label: 'A', response: inspectedResponse(keepTheChanges, 1) },
      { label: 'B', response: inspectedResponse(cannotUndo, -1) },
    ],
    probability: 0.847,
    ...overrides,
  };
}
