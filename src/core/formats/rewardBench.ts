import { asString } from '../records/fields.ts';
import type { JsonObject } from '../records/fields.ts';
import { asPrompt } from '../records/messages.ts';
import type { PreferenceRecord } from '../records/types.ts';
import { chosenRejected, withModels, writtenPair } from './chosenRejected.ts';
import type { Format, RecordDraft } from './format.ts';

/**
 * RewardBench: a pair of texts with the models that wrote them. The id is an integer; written, an id
 * that is none stays a text.
 * Source: Lambert et al. 2024, arXiv:2403.13787, and the dataset's card.
 */
export const rewardBench: Format = {
  name: 'rewardbench',
  title: 'RewardBench',
  example:
    '{"prompt": "…", "chosen": "…", "chosen_model": "GPT4-Turbo", "rejected": "…", ' +
    '"rejected_model": "alpaca-7b", "subset": "alpacaeval-easy", "id": 0}',
  detect: (row: JsonObject) => {
    const named = ['chosen_model', 'rejected_model'].find((key) => row[key] !== undefined);
    const key = ['chosen', 'rejected'].find((each) => typeof row[each] === 'string');
    const lists = Array.isArray(row['chosen']) || Array.isArray(row['rejected']);
    if (named === undefined || key === undefined || lists || row['prompt'] === undefined) {
      return null;
    }
    return `"${key}" is a text beside "${named}"`;
  },
  read: (row: JsonObject): RecordDraft => {
    const chosen = asString(row['chosen'], 'chosen');
    const rejected = asString(row['rejected'], 'rejected');
    const prompt = asPrompt(row['prompt'], 'prompt');
    return withModels(chosenRejected(row, prompt, chosen, rejected), row);
  },
  writer: {
    holds: new Set(['pair', 'model name', 'id', 'split', 'subset']),
    dimensions: ['overall'],
    write: (record: PreferenceRecord) =>
      writtenPair(record, ({ prompt, chosen, rejected }) => ({
        id: writeId(record.id),
        prompt: prompt[0]?.content ?? '',
        chosen: chosen.content,
        chosen_model: chosen.model ?? null,
        rejected: rejected.content,
        rejected_model: rejected.model ?? null,
        subset: null,
      })),
  },
};

/** The integer an id spells, unless another text spells it too ("007"). */
function writeId(id: string): string | number {
  return /^(0|[1-9]\d{0,14})$/u.test(id) ? Number(id) : id;
}
