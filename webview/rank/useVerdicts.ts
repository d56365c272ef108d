import { useState } from 'preact/hooks';
import type { HostView } from '../components/useHostState.ts';
import type { RankAnswer, RankState } from '../../src/shared/protocol.ts';
import { useAnswering, type SentAnswer } from '../components/useAnswering.ts';
import type { RankCommand } from './rankCommand.ts';
import type { Ahead } from './useAhead.ts';
import { useStrength, type StrengthDesk } from './useStrength.ts';

/** Saying verdicts on the item on the screen. */
export interface Verdicts {
  readonly sent: SentAnswer | null;
  /** The item of the last verdict that left the page; null before the first. */
  readonly sentKey: string | null;
  readonly armed: boolean;
  /** How often each card has been chosen. */
  readonly flashes: readonly number[];
  /** The winner of a pair that waits for its strength. */
  readonly growing: StrengthDesk;
  /** `at` is the event's timestamp in ms. */
  readonly say: (verdict: Extract<RankCommand, { kind: 'verdict' }>, at: number) => void;
}

/** Answers to the item on the screen: at once, or when it is said how much better. */
export function useVerdicts(
  { state, leading, leave }: Ahead,
  call: HostView<RankState>['call'],
  /** Whether a reason is being written: a winner that waits goes on waiting. */
  writing: boolean,
): Verdicts {
  const key = state.item?.key ?? null;
  const send = (answer: RankAnswer): Promise<boolean> => {
    const done = call('rank/answer', answer);
    leave(answer.key, done);
    return done;
  };
  const saveFailed = state.saved?.kind === 'failed';
  const answering = useAnswering({ key, saveFailed, leading, send });
  const [flashes, setFlashes] = useState<readonly number[]>([]);
  const answer = (
    { places, bothBad, strength, steps }: Omit<Extract<RankCommand, { kind: 'verdict' }>, 'kind'>,
    at: number,
    sentAt = at,
  ): void => {
    const more = {
      sentAt,
      ...(strength === undefined ? {} : { strength }),
      ...(steps === undefined ? {} : { steps }),
    };
    if (!answering.answer(places, bothBad, at, more)) return;
    setFlashes(places.map((place, card) => (flashes[card] ?? 0) + (place === 0 ? 1 : 0)));
  };
  const growing = useStrength({
    key,
    held: writing,
    save: ({ at, ...said }, sentAt) => {
      answer({ ...said, bothBad: false }, at, sentAt);
    },
  });
  return {
    sent: answering.sent,
    sentKey: answering.sentKey,
    armed: answering.armed,
    flashes,
    growing,
    say: (verdict, at) => {
      const { places, strength } = verdict;
      const won = places.length === 2 && places[0] !== places[1];
      if (state.asksStrength && won && strength === undefined) {
        if (answering.takes(at)) growing.say(places, at);
        return;
      }
      growing.drop();
      answer(verdict, at);
    },
  };
}
