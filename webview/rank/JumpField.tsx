import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { count } from '../components/numbers.ts';
import { jumpTarget, type JumpTarget } from './jumpTarget.ts';

interface JumpFieldProps {
  /** Grows each time the field is asked for. */
  readonly asked: number;
  /** The number of the item on the screen; null when there is none. */
  readonly now: number | null;
  /** How many items there are, so far while the file is still read. */
  readonly total: number;
  readonly reading: boolean;
  readonly onJump: (index: number) => void;
  readonly onClose: () => void;
}

/** Takes the number of an item, as the page shows it, and goes there. */
export function JumpField(props: JumpFieldProps): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const targetOf = (text: string): JumpTarget => jumpTarget(text, props.total, props.reading);
  // While the file is read on, what is wrong with a number may change.
  const problem = refused === null ? null : problemOf(targetOf(refused));
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [props.asked]);
  const go = (): void => {
    const text = field.current?.value ?? '';
    const target = targetOf(text);
    if ('problem' in target) {
      setRefused(text);
      field.current?.select();
      return;
    }
    props.onJump(target.index);
    props.onClose();
  };
  return (
    <span
      class="jump"
      onKeyDown={(event) => {
        if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.preventDefault();
        if (event.key === 'Enter') go();
        else props.onClose();
      }}
    >
      {problem === null ? null : (
        <span id="jump-problem" class="jump-problem" role="alert">
          {problem}
        </span>
      )}
      <label>
        Item{' '}
        <input
          class="field jump-field"
          ref={field}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          defaultValue={props.now === null ? '' : String(props.now)}
          aria-invalid={problem !== null}
          {...(problem === null ? {} : { 'aria-describedby': 'jump-problem' })}
          onInput={() => {
            setRefused(null);
          }}
        />
      </label>
      {props.reading ? null : <span>{`of ${count(props.total)}`}</span>}
    </span>
  );
}

function problemOf(target: JumpTarget): string | null {
  return 'problem' in target ? target.problem : null;
}
