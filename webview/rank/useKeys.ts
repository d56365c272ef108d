import type { MessageConnection } from 'vscode-jsonrpc';
import { useEffect, useRef } from 'preact/hooks';
import { onNotice } from '../../src/shared/connection.ts';
import type { RankPushes } from '../../src/shared/protocol.ts';
import { keyPress } from '../components/keyPress.ts';
import { cardAt } from './cardAt.ts';
import { keyOrder } from './keyOrder.ts';
import { rankCommand, type RankCommand } from './rankCommand.ts';

/** Listens to the page's keys; `run` gets the command and the press's timestamp in ms. */
export function useKeys(
  connection: MessageConnection,
  responses: number,
  steps: boolean,
  asksStrength: boolean,
  enabled: boolean,
  run: (command: RankCommand, at: number) => void,
): void {
  const latest = useRef({ responses, steps, asksStrength, enabled, run });
  latest.current = { responses, steps, asksStrength, enabled, run };
  useEffect(() => {
    const order = keyOrder({
      commandOf: (press) => {
        const { responses, steps, asksStrength, enabled } = latest.current;
        const card = cardAt(document.activeElement);
        return enabled ? rankCommand(press, responses, { asksStrength, card, steps }) : null;
      },
      run: (command, at) => latest.current.run(command, at),
      now: () => performance.now(),
    });
    const pressed = (event: KeyboardEvent): void => {
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
      const taken = event.defaultPrevented || !latest.current.enabled;
      if (order.pressed(keyPress(event), taken, event.timeStamp)) event.preventDefault();
    };
    const listening = onNotice<RankPushes, 'key'>(connection, 'key', ({ name }) => order.ran(name));
    document.addEventListener('keydown', pressed);
    return () => {
      order.end();
      listening.dispose();
      document.removeEventListener('keydown', pressed);
    };
  }, [connection]);
}
