import type { ComponentChildren, JSX } from 'preact';
import type { ErrorView } from '../../src/shared/protocol.ts';
import { Button } from './Button.tsx';
import { Message } from './Message.tsx';

interface FailedProps {
  readonly error: ErrorView;
  readonly onRetry: () => void;
  /** Whether nothing else is on the page. */
  readonly alone?: boolean;
  /** Other ways on, beside trying again. */
  readonly children?: ComponentChildren;
}

/** What went wrong instead of what a page shows, and how to go on. */
export function Failed({ error, onRetry, alone = false, children }: FailedProps): JSX.Element {
  return (
    <Message
      kind="error"
      title={error.title}
      alone={alone}
      actions={
        <>
          <Button weight="primary" onClick={onRetry}>
            Retry
          </Button>
          {children}
        </>
      }
    >
      <p>{error.detail}</p>
    </Message>
  );
}
