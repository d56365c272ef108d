import { useEffect, useRef } from 'preact/hooks';
import { cardAt } from './cardAt.ts';
import { keyPress } from '../components/keyPress.ts';
import { rankCommand, type RankCommand } from './rankCommand.ts';

/** Listens to the page's keys; `run` gets the command and the press's timestamp in ms. */
export function useKeys(
  responses: number,
  asksStrength: boolean,
  enabled: boolean,
  run: (command: RankCommand, at: number) => void,
): void {
  const latest = useRef({ responses, asksStrength, enabled, run });
  latest.current = { responses, asksStrength, enabled, run };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { responses, asksStrength, enabled } = latest.current;
      if (!enabled || event.defaultPrevented) return;
      const command = rankCommand(keyPress(event), responses, {
        asksStrength,
        card: cardAt(event.target),
      });
      if (command === null) return;
      event.preventDefault();
      latest.current.run(command, event.timeStamp);
    };
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
    };
  }, []);
}
