import type { JsonObject } from '../records/fields.ts';
import { asMessages, asPrompt, sameMessage } from '../records/messages.ts';
import type { ChatMessage, PreferenceRecord } from '../records/types.ts';
import { chosenRejected, withModels, writtenPair } from './chosenRejected.ts';
import { anyPrompt, type Feature } from './features.ts';
import type { Format } from './format.ts';
import { splitConversations } from './splitConversations.ts';

/**
 * TRL's preference rows with an explicit prompt and responses as messages. A response that repeats
 * the prompt before its last message (as UltraFeedback's binarised rows do) is read as well, and so
 * are the names of models beside them (as Tulu 3's preference rows have them).
 * Source: TRL documentation, "Dataset formats and types".
 */
export const trlConversational: Format = {
  name: 'trl-conversational',
  title: 'TRL, conversational',
  example:
    '{"prompt": [{"role": "user", "content": "…"}], ' +
    '"chosen": [{"role": "assistant", "content": "…"}], ' +
    '"rejected": [{"role": "assistant", "content": "…"}]}',
  detect: (row: JsonObject) => {
    const key = ['chosen', 'rejected'].find((each) => isMessageList(row[each]));
    if (row['prompt'] === undefined || key === undefined) return null;
    return `"${key}" is a list of messages beside "prompt"`;
  },
  read: (row: JsonObject) => {
    const prompt = asPrompt(row['prompt'], 'prompt');
    const { shared, chosen, rejected } = splitConversations(
      asMessages(row['chosen'], 'chosen'),
      asMessages(row['rejected'], 'rejected'),
    );
    return withModels(chosenRejected(row, joinPrompt(prompt, shared), chosen, rejected), row);
  },
  writer: {
    holds: new Set<Feature>([
      'pair',
      'margin',
      'model name',
      'id',
      'split',
      'subset',
      ...anyPrompt,
    ]),
    dimensions: ['overall'],
    write: (record: PreferenceRecord) =>
      writtenPair(record, ({ prompt, chosen, rejected }) => ({
        prompt,
        chosen: [{ role: 'assistant', content: chosen.content }],
        rejected: [{ role: 'assistant', content: rejected.content }],
        ...(chosen.model === undefined ? {} : { chosen_model: chosen.model }),
        ...(rejected.model === undefined ? {} : { rejected_model: rejected.model }),
      })),
  },
};

/** Whether a value is a list whose first entry is no text: a list of messages, well formed or not. */
export function isMessageList(value: unknown): boolean {
  return Array.isArray(value) && typeof value[0] !== 'string';
}

/** The prompt followed by what the conversations share, unless that already holds the prompt. */
function joinPrompt(
  prompt: readonly ChatMessage[],
  shared: readonly ChatMessage[],
): readonly ChatMessage[] {
  const tail = shared.slice(-prompt.length);
  const repeated =
    prompt.length > 0 && prompt.every((each, index) => sameMessage(each, tail[index]));
  return repeated ? shared : [...prompt, ...shared];
}
