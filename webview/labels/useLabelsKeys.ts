import { useEffect, useRef } from 'preact/hooks';
import { keyPress } from '../components/keyPress.ts';
import { goesOn, labelsCommand, type LabelsCommand } from './labelsCommand.ts';

/** Listens to the page's keys; `run` gets the command and the press's timestamp in ms. */
export function useLabelsKeys(
  responses: number,
  run: (command: LabelsCommand, at: number) => void,
): void {
  const latest = useRef({ responses, run });
  latest.current = { responses, run };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const pressed = keyPress(event);
      // Texts that have the focus are scrolled by the arrows.
      const scrolls =
        event.target instanceof HTMLElement && event.target.closest('.card-body') !== null;
      const command = labelsCommand(
        {
          ...pressed,
          focus: scrolls ? 'scroller' : pressed.focus,
          repeat: pressed.repeat && !goesOn(pressed),
        },
        latest.current.responses,
      );
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
