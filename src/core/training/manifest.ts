import { z } from 'zod';
import { HumanError } from '../errors.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');
const count = z.int().nonnegative();

const proportion = z.strictObject({
  n: count,
  value: z.number().min(0).max(1),
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
});

const accuracyReport = z.strictObject({ accuracy: proportion, longerWins: proportion });

const encoder = z.strictObject({
  /** 'embedded', or the folder of the encoder. */
  source: z.string().min(1),
  /** Of model.onnx. */
  sha256,
  /** Of tokenizer.json. */
  tokenizerSha256: sha256,
  /** Width of the token states. */
  hiddenSize: z.int().positive(),
  /** Tokens in one window, prompt and response together. */
  maxTokens: z.int().positive(),
  /** Tokens of the prompt's tail given to each window. */
  promptTokens: count,
});

const head = z.strictObject({
  kind: z.literal('linear'),
  /** Features in, one weight each. */
  features: z.int().positive(),
  /** Strength of L2 in units of the mean loss on standardised features. */
  l2: z.number().positive(),
  /** Folds of the cross-validation that chose `l2`; 0 when there was one prompt only. */
  folds: count,
  /** Optimiser steps in all fits. */
  iterations: count,
});

const backend = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  /** Why this backend and not another. */
  reason: z.string().min(1),
});

const dataset = z.strictObject({
  path: z.string().min(1),
  /** The format it was read by, where one was chosen. */
  format: z.string().min(1).optional(),
  sha256,
  /** null without a label log. */
  labelLogSha256: sha256.nullable(),
  /** Pairs it gave. */
  pairs: count,
});

const metrics = z.strictObject({
  /** null when there was nothing to hold out. */
  heldOut: accuracyReport.nullable(),
  /** On all training pairs, each rated by the head of the fold it is held out of. */
  validation: accuracyReport.nullable(),
  heldOutSource: z.enum(['split', 'file']).nullable(),
});

const headFile = z.strictObject({ bytes: z.int().positive(), sha256 });

const manifestSchema = z.strictObject({
  version: z.literal(1),
  /** The run's name: its folder's name. */
  name: z.string().min(1),
  createdAt: z.iso.datetime(),
  extensionVersion: z.string().min(1),
  encoder,
  /** Name of the template that turns prompt and response into text. */
  template: z.string().min(1),
  /** Name of the way token states become features. */
  pooling: z.string().min(1),
  head,
  backend,
  seed: z.int(),
  datasets: z.array(dataset),
  /** The test file; null when a part of `datasets` was held out. */
  testDataset: dataset.nullable(),
  /** Pairs fitted and pairs held out. */
  counts: z.strictObject({ train: count, test: count }),
  leftOut: z.array(z.strictObject({ reason: z.string().min(1), count, example: z.string() })),
  metrics,
  /** Rewards of the training responses at 0 %, 1 % … 100 %, ascending. */
  rewardQuantiles: z.array(z.number()).length(101).refine(ascends, 'must ascend'),
  files: z.strictObject({ 'head.safetensors': headFile, 'head.onnx': headFile }),
});

/** manifest.json of a model folder: everything needed to use the model again and to say where it came from. */
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * Checks the contents of a manifest.json. Unknown keys are refused, since a manifest from a later
 * version may mean something this one can't do.
 *
 * @param file how the file is called in messages.
 * @throws HumanError naming the file, the first key at fault and its value.
 */
export function parseManifest(contents: unknown, file: string): Manifest {
  const result = manifestSchema.safeParse(contents);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path ?? [];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = [...place, ...(unknown === undefined ? [] : [unknown])];
  const complaint =
    unknown === undefined ? (issue?.message ?? '') : 'is not a key this version knows';
  throw new HumanError(
    `${file}: ${keyPath(path)} ${complaint} (found ${shown(valueAt(contents, path))}). ` +
      'Restore the file from version control, or train the model again.',
  );
}

function ascends(values: readonly number[]): boolean {
  return values.every((value, i) => i === 0 || value >= (values[i - 1] ?? value));
}

function keyPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the whole file';
  const steps = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return `'${steps.join('').replace(/^\./, '')}'`;
}

function valueAt(contents: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
      : undefined;
  }, contents);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 80 ? text : `${text.slice(0, 77)}…`;
}
