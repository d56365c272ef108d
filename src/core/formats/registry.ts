import { HumanError } from '../errors.ts';
import { describeValue } from '../records/fields.ts';
import type { JsonObject } from '../records/fields.ts';
import { arena } from './arena.ts';
import { argilla } from './argilla.ts';
import type { Format } from './format.ts';
import { helpSteer2 } from './helpSteer2.ts';
import { helpSteer2Preference } from './helpSteer2Preference.ts';
import { helpSteer3 } from './helpSteer3.ts';
import { hhRlhf } from './hhRlhf.ts';
import { labelStudio } from './labelStudio.ts';
import { mathShepherd } from './mathShepherd.ts';
import { nectar } from './nectar.ts';
import { nemoRank } from './nemoRank.ts';
import { openaiPreference } from './openaiPreference.ts';
import { prm800k } from './prm800k.ts';
import { rewardBench } from './rewardBench.ts';
import { rewardBench2 } from './rewardBench2.ts';
import { rewardLens } from './rewardLens.ts';
import { rmBench } from './rmBench.ts';
import { safeRlhf } from './safeRlhf.ts';
import { shp } from './shp.ts';
import { tldr } from './tldr.ts';
import { trlConversational } from './trlConversational.ts';
import { trlExplicit } from './trlExplicit.ts';
import { trlImplicit } from './trlImplicit.ts';
import { trlStepwise } from './trlStepwise.ts';
import { trlUnpaired } from './trlUnpaired.ts';
import { ultraFeedback } from './ultraFeedback.ts';

/** Every format that can be read. No row is of two of them. */
export const formats: readonly Format[] = [
  rewardLens,
  openaiPreference,
  nemoRank,
  nectar,
  ultraFeedback,
  safeRlhf,
  helpSteer2,
  helpSteer2Preference,
  helpSteer3,
  shp,
  tldr,
  arena,
  prm800k,
  mathShepherd,
  rewardBench,
  rewardBench2,
  rmBench,
  trlConversational,
  trlExplicit,
  hhRlhf,
  trlImplicit,
  trlUnpaired,
  trlStepwise,
  labelStudio,
  argilla,
];

/**
 * The format a row is of, by its shape. A row of no format that has a prompt (or a `kind` of ours)
 * is taken for a row of our own that lacks something, so that its reader can say what.
 */
export function detectFormat(row: JsonObject): DetectedFormat | undefined {
  for (const format of formats) {
    const reason = format.detect(row);
    if (reason !== null) return { format, reason };
  }
  const key = ['prompt', 'kind'].find((each) => row[each] !== undefined);
  return key === undefined ? undefined : { format: rewardLens, reason: `it has "${key}"` };
}

/** The format of a name. @throws HumanError naming the formats there are */
export function formatNamed(name: string): Format {
  const format = formats.find((each) => each.name === name);
  if (format !== undefined) return format;
  const names = formats.map((each) => each.name).join(', ');
  throw new HumanError(`There is no format "${name}". Formats: ${names}.`);
}

/** The format of a name that may be left out; none then. @throws HumanError naming the formats there are */
export function chosenFormat(name: string | undefined): Format | undefined {
  return name === undefined ? undefined : formatNamed(name);
}

/** A format and why a row is taken for it. */
export interface DetectedFormat {
  readonly format: Format;
  /** Completes a sentence: 'HH-RLHF, because …'. */
  readonly reason: string;
}

/** What a row can look like: an example of our own format and of the commonest other. */
export const rowAdvice = `A row looks like ${rewardLens.example} or ${trlExplicit.example}`;

/** What to say of a row that fits no format: the keys it has, and what a row looks like. */
export function unknownFormat(row: JsonObject): string {
  const keys = Object.keys(row);
  const found = keys.length === 0 ? 'no keys' : `the keys ${describeValue(keys).slice(1, -1)}`;
  return `No known format has ${found}. ${rowAdvice}`;
}
