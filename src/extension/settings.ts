/** The person's settings, `rewardLens.*` in VS Code; package.json describes each. */
export interface Settings {
  /** The name labels are filed under; '' asks git, then the operating system. */
  readonly annotator: string;
  /** A Hugging Face-layout folder, absolute or relative to the workspace folder; '' = embedded. */
  readonly encoderPath: string;
  /** Decides splits and starting points: the same seed gives the same model. */
  readonly seed: number;
  /** The names of formats chosen for datasets, by path relative to the workspace folder. */
  readonly formats: Readonly<Record<string, string>>;
  /** Patterns of file names that are one dataset each, relative to the workspace folder. */
  readonly shards: readonly string[];
  /** Whether datasets are checked unasked: when they are opened for ranking and when they change. */
  readonly lint: 'onOpen' | 'onDemand';
  /** Whether the ranking page asks how much better the better one of a pair is. */
  readonly strength: boolean;
  /** How many of a hundred judgements are hidden repeats, 0 to 30. */
  readonly repeats: number;
  /** When the ranking page tells who wrote a response, where the row says so. */
  readonly modelNames: 'afterJudging' | 'always' | 'never';
  /** Whether a head is learnt in the background while somebody judges. */
  readonly learnWhileLabelling: 'on' | 'off';
  /** What responses are judged in beside 'overall', each with its own preference. */
  readonly dimensions: readonly string[];
}

/** Every setting with its default, as declared in package.json. */
export const settingDefaults: Settings = {
  annotator: '',
  encoderPath: '',
  seed: 0,
  formats: {},
  shards: [],
  lint: 'onOpen',
  strength: false,
  repeats: 0,
  modelNames: 'afterJudging',
  learnWhileLabelling: 'on',
  dimensions: [],
};

/** Reads the settings; a value of another type than declared counts as not set. */
export function readSettings(get: (key: keyof Settings) => unknown): Settings {
  const text = (key: 'annotator' | 'encoderPath'): string => {
    const value = get(key);
    return typeof value === 'string' ? value.trim() : settingDefaults[key];
  };
  const seed = get('seed');
  return {
    annotator: text('annotator'),
    encoderPath: text('encoderPath'),
    seed: typeof seed === 'number' && Number.isSafeInteger(seed) ? seed : settingDefaults.seed,
    formats: textEntries(get('formats')),
    shards: texts(get('shards')),
    lint: get('lint') === 'onDemand' ? 'onDemand' : settingDefaults.lint,
    strength: get('strength') === true,
    repeats: repeats(get('repeats')),
    modelNames: modelNames(get('modelNames')),
    learnWhileLabelling: get('learnWhileLabelling') === 'off' ? 'off' : 'on',
    dimensions: namesBesideOverall(texts(get('dimensions'))),
  };
}

function namesBesideOverall(names: readonly string[]): readonly string[] {
  const trimmed = names.map((name) => name.trim());
  return [...new Set(trimmed)].filter((name) => name !== '' && name !== 'overall');
}

function repeats(value: unknown): number {
  const known = typeof value === 'number' && Number.isFinite(value);
  return known ? Math.max(0, Math.min(30, value)) : settingDefaults.repeats;
}

function modelNames(value: unknown): Settings['modelNames'] {
  return value === 'always' || value === 'never' ? value : settingDefaults.modelNames;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function textEntries(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}
