import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../components/Button.tsx';

const pairKeys: readonly (readonly [string, string])[] = [
  ['1', 'response 1 is better'],
  ['2', 'response 2 is better'],
  ['0', 'tie'],
  ['B', 'both bad'],
];
const strengthKeys: readonly (readonly [string, string])[] = [
  ['1 1', 'clearly better; once more, much better'],
  ['\u21e7 1', 'much better at once'],
  ['Enter', 'save now'],
  ['Esc', 'take it back before it is saved'],
];
const rankingKeys: readonly (readonly [string, string])[] = [
  ['1 \u2026 9', 'give that response the next place; again takes it back'],
  ['0', 'the same for response 10'],
  ['T', 'the next one shares the place of the last'],
  ['\u2191 \u2193', 'move the response that has the focus up and down'],
  ['Enter', 'save the ranking'],
  ['Esc', 'clear the ranking'],
];
const stepKeys: readonly (readonly [string, string])[] = [
  ['+', 'the step is right'],
  ['0', 'neither right nor wrong'],
  ['\u2212', 'wrong; after the first wrong one no label is needed'],
  ['\u2191 \u2193', 'the step before or after'],
  ['Enter', 'save the labels'],
  ['Esc', 'clear the labels'],
];
const otherKeys: readonly (readonly [string, string])[] = [
  ['S', 'skip'],
  ['U', 'undo the last judgement, and those before; also Ctrl+Z or Cmd+Z'],
  ['F', 'flag, to come back to it'],
  ['O', 'ask about the next dimension, where several are configured'],
  ['R', 'write down the reason'],
  ['\u2190 \u2192', 'previous and next item'],
  ['G', 'go to an item by its number'],
  ['/', 'find a text, also Ctrl+F or Cmd+F; Esc ends it'],
  ['M', 'Markdown or plain text'],
  ['D', 'mark the words in which responses differ'],
  ['Y', 'scroll responses together, or one by one'],
  ['I', 'inspect: which tokens earn the reward'],
  ['?', 'these keys'],
];

/** All keys at a glance; Escape or ? closes it. */
export function KeysOverlay(props: {
  readonly asksStrength: boolean;
  readonly onClose: () => void;
  readonly onChange: () => void;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      class="keys"
      ref={dialog}
      aria-labelledby="keys-title"
      onClose={props.onClose}
      onKeyDown={(event) => {
        if (event.key === '?') dialog.current?.close();
      }}
    >
      <h2 id="keys-title">Keys</h2>
      <div class="keys-columns">
        <KeyTable
          title="Two responses"
          rows={props.asksStrength ? [...pairKeys, ...strengthKeys] : pairKeys}
        />
        <KeyTable title="Three or more" rows={rankingKeys} />
        <KeyTable title="Steps" rows={stepKeys} />
        <KeyTable title="Always" rows={otherKeys} />
      </div>
      <div class="keys-end">
        <Button onClick={() => dialog.current?.close()}>Close</Button>
        <Button weight="quiet" onClick={props.onChange}>
          Change keys…
        </Button>
      </div>
    </dialog>
  );
}

function KeyTable(props: {
  readonly title: string;
  readonly rows: readonly (readonly [string, string])[];
}): JSX.Element {
  return (
    <section>
      <h3>{props.title}</h3>
      <dl>
        {props.rows.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
