import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { RankAnswer, Strength } from '../../src/shared/protocol.ts';
import { answerTaken, closedGate, opensAt, painted, reopened } from './answerGate.ts';

/** An answer that has left the page. It stays until another item is on the screen. */
export interface SentAnswer {
  readonly key: string;
  readonly places: readonly number[];
  readonly bothBad: boolean;
  readonly strength: Strength | null;
  /** How far it got: on its way, taken by the host, or not saved and open to another verdict. */
  readonly stage: 'saving' | 'taken' | 'notSaved';
}

/** Answering the item on the screen: once for each item, and only after it has been seen. */
export interface Answering {
  readonly sent: SentAnswer | null;
  /** The item of the last answer that left the page, on the screen or not; null before the first. */
  readonly sentKey: string | null;
  /** Whether an answer would be taken now. */
  readonly armed: boolean;
  /** `at` is the event's timestamp in ms. False when the answer was dropped. */
  readonly answer: (
    places: readonly number[],
    bothBad: boolean,
    at: number,
    more?: AnswerMore,
  ) => boolean;
  /** Whether an answer decided at this event's timestamp would be taken. */
  readonly takes: (at: number) => boolean;
}

/** What an answer may carry beside its places. */
interface AnswerMore {
  readonly strength?: Strength;
  readonly steps?: NonNullable<RankAnswer['steps']>;
  /** When it leaves, where that is later than `at`: both are event timestamps in ms. */
  readonly sentAt?: number;
}

interface AnsweringInput {
  /** The item on the screen; null when there is none. */
  readonly key: string | null;
  /** The host says that the last verdict could not be saved. */
  readonly saveFailed: boolean;
  /** Whether the item is drawn before the host shows it: no answer is taken yet. */
  readonly leading?: boolean;
  /** Hands an answer to the host: true when it was taken. */
  readonly send: (answer: RankAnswer) => Promise<boolean>;
}

/** Answers to the item on the screen. */
export function useAnswering(input: AnsweringInput): Answering {
  const { key, saveFailed, leading = false, send } = input;
  const gate = useRef(closedGate);
  const [sent, setSent] = useState<SentAnswer | null>(null);
  const [armed, setArmed] = useState(false);

  // Effects run after the paint: what they note is when the item was first seen.
  useEffect(() => {
    if (key === null) return undefined;
    const now = performance.now();
    gate.current = painted(gate.current, key, now);
    const opens = opensAt(gate.current, key) ?? now;
    const timer = setTimeout(
      () => {
        setArmed(true);
      },
      Math.max(0, opens - now),
    );
    return () => {
      clearTimeout(timer);
      setArmed(false);
    };
  }, [key]);

  // The host says what came of a verdict before it says that it took it.
  const reopens = saveFailed && sent?.key === key && sent.stage === 'taken';
  useEffect(() => {
    if (!reopens || key === null) return;
    gate.current = reopened(gate.current, key);
    setSent((now) => (now?.key === key ? { ...now, stage: 'notSaved' } : now));
    setArmed(true);
  }, [reopens, key]);

  const answer = useCallback<Answering['answer']>(
    (places, bothBad, at, { strength, steps, sentAt } = {}) => {
      const taken = key === null || leading ? null : answerTaken(gate.current, key, at, sentAt);
      if (key === null || taken === null) return false;
      gate.current = taken.gate;
      setArmed(false);
      setSent({ key, places, bothBad, strength: strength ?? null, stage: 'saving' });
      const { durationMs } = taken;
      const settled = send({
        key,
        places,
        ...(bothBad ? { bothBad } : {}),
        ...(strength === undefined ? {} : { strength }),
        ...(steps === undefined ? {} : { steps }),
        durationMs,
      });
      void settled.then((taken) => {
        if (!taken) gate.current = reopened(gate.current, key);
        // Once it was taken, the next item can be on the screen already, and open.
        setArmed((now) => now || !taken);
        setSent((now) => (now?.key === key ? (taken ? { ...now, stage: 'taken' } : null) : now));
      });
      return true;
    },
    [key, leading, send],
  );

  const takes = useCallback(
    (at: number) => key !== null && !leading && answerTaken(gate.current, key, at) !== null,
    [key, leading],
  );

  const [shown, sentKey] = [sent?.key === key ? sent : null, sent?.key ?? null];
  return { sent: shown, sentKey, armed: armed && !leading, answer, takes };
}
