import type { JSX } from 'preact';
import type { Strength } from '../../src/shared/protocol.ts';
import { strengthWords } from '../components/verdictLabel.ts';

interface StrengthDotsProps {
  /** Whether it is asked for: then its keys stand beside the dots. */
  readonly asked: boolean;
  readonly strength: Strength | null;
}

const strengths = [1, 2, 3] as const;

/** How much better the better one is: one, two or three dots, and the keys that say it. */
export function StrengthDots({ asked, strength }: StrengthDotsProps): JSX.Element {
  return (
    <p class="strength">
      strength
      <span
        class="strength-dots"
        role="img"
        aria-label={strength === null ? 'not said' : strengthWords[strength]}
      >
        {strengths.map((each) => (
          <span key={each} class={strength !== null && each <= strength ? 'on' : ''} />
        ))}
      </span>
      {asked ? (
        <span class="strength-keys">
          again: stronger, <kbd>{'\u21e7'}</kbd> much, <kbd>{'\u21b5'}</kbd> save
        </span>
      ) : null}
    </p>
  );
}
