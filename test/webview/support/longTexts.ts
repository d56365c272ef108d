/** Thirty paragraphs. */
export const paragraphs = Array.from(
  { length: 30 },
  (_, index) =>
    `${index + 1}. Commits are snapshots, not differences. When you reset, the branch moves to another snapshot, and what you do with the files in the working tree is a separate question that the flags answer.`,
).join('\n\n');

/** A table, a quote, lists and code. */
export const codeAndMarkdown = `## Three ways

| command | branch | index | files |
|---|:-:|:-:|:-:|
| \`reset --soft\` | moves | stays | stay |
| \`reset\` | moves | **resets** | stay |
| \`reset --hard\` | moves | resets | *lost* |

> Check \`git reflog\` first: nothing is lost for 30 days.

1. Look: \`git log --oneline -3\`
2. Reset:
   \`\`\`ts
   // Keeps what you did since: '3' steps at most.
   export function undo(repository: Repository, options: { keep: boolean } = { keep: true }): Promise<Commit> {
     return repository.reset(options.keep ? 'soft' : 'hard', 'HEAD~1');
   }
   \`\`\`
It takes $n + 1$ steps in all, $O(n \\log n)$ at most:

$$\\sum_{i=1}^{n} \\frac{1}{i^2} \\le \\frac{\\pi^2}{6}$$

- [x] tried
- [ ] pushed, see [the manual](https://git-scm.com/docs/git-reset)`;
