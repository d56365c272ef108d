/** A command of the ranking page that has a key people can change. */
interface RankKey {
  /** What the Keyboard Shortcuts editor calls it. */
  readonly title: string;
  /** Its key as VS Code writes keys, for all keyboards. */
  readonly key: string;
}

/**
 * The commands of the ranking page whose keys are contributed keybindings, by the name that stands
 * behind `rewardLens.rankKey.` in package.json. Digits are keys by their place on the keyboard. Keys
 * that open a field are not among them: what is typed next must find the field open.
 */
export const rankKeys = {
  digit1: { title: 'Response 1 Is Better, or Comes Next', key: '[Digit1]' },
  digit2: { title: 'Response 2 Is Better, or Comes Next', key: '[Digit2]' },
  digit3: { title: 'Response 3 Comes Next', key: '[Digit3]' },
  digit4: { title: 'Response 4 Comes Next', key: '[Digit4]' },
  digit5: { title: 'Response 5 Comes Next', key: '[Digit5]' },
  digit6: { title: 'Response 6 Comes Next', key: '[Digit6]' },
  digit7: { title: 'Response 7 Comes Next', key: '[Digit7]' },
  digit8: { title: 'Response 8 Comes Next', key: '[Digit8]' },
  digit9: { title: 'Response 9 Comes Next', key: '[Digit9]' },
  digit0: { title: 'Tie, or Response 10 Comes Next', key: '[Digit0]' },
  much1: { title: 'Response 1 Is Much Better', key: 'shift+[Digit1]' },
  much2: { title: 'Response 2 Is Much Better', key: 'shift+[Digit2]' },
  bothBad: { title: 'Both Bad', key: 'b' },
  tieNext: { title: 'Next Response Ties With the Last', key: 't' },
  skip: { title: 'Skip', key: 's' },
  undo: { title: 'Undo the Last Judgement', key: 'u' },
  flag: { title: 'Flag', key: 'f' },
  dimension: { title: 'Ask About the Next Dimension', key: 'o' },
  previous: { title: 'Previous Item', key: 'left' },
  next: { title: 'Next Item', key: 'right' },
  togglePlain: { title: 'Markdown or Plain Text', key: 'm' },
  inspect: { title: 'Inspect', key: 'i' },
  save: { title: 'Save', key: 'enter' },
  back: { title: 'Clear, or End the Search', key: 'escape' },
  up: { title: 'Move Response Up', key: 'up' },
  down: { title: 'Move Response Down', key: 'down' },
} as const satisfies Readonly<Record<string, RankKey>>;

/** The name of a command with a key that can be changed. */
export type RankKeyName = keyof typeof rankKeys;

/** All names, in the order of the table. */
export const rankKeyNames = Object.keys(rankKeys) as readonly RankKeyName[];

/** The command that VS Code runs for a key of the ranking page. */
export function rankKeyCommand(name: RankKeyName): `rewardLens.rankKey.${RankKeyName}` {
  return `rewardLens.rankKey.${name}`;
}
