import type { ComponentChildren, JSX } from 'preact';

interface MessageProps {
  readonly kind: 'error' | 'empty' | 'done';
  readonly title: string;
  /** Whether nothing else is on the page: the title is then the page's. */
  readonly alone?: boolean;
  readonly children?: ComponentChildren;
  /** Buttons: the next steps, the likeliest first. */
  readonly actions?: ComponentChildren;
}

/** A page that has nothing to show but what happened and what to do next. */
export function Message(props: MessageProps): JSX.Element {
  return (
    <main class={`message ${props.kind}`}>
      <div class="message-box" role={props.kind === 'error' ? 'alert' : 'status'}>
        {props.alone === true ? <h1>{props.title}</h1> : <h2>{props.title}</h2>}
        <div class="message-detail">{props.children}</div>
      </div>
      {props.actions === undefined ? null : <div class="message-actions">{props.actions}</div>}
    </main>
  );
}
