import { h, type ComponentChildren, type JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** How much a button calls for attention: the one next step, one of several, or a quiet one. */
type Weight = 'primary' | 'secondary' | 'quiet';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick: (event: MouseEvent) => void;
  readonly weight?: Weight;
  readonly disabled?: boolean;
  /** The key that does the same, as shown on the key cap. */
  readonly keyCap?: string;
  /** The same key as `aria-keyshortcuts` names it, where it differs from the key cap. */
  readonly shortcut?: string;
  /** Its name where the text on it is not enough, or is more than text. */
  readonly label?: string;
  readonly title?: string;
  readonly expanded?: boolean;
  readonly class?: string;
}

/** A button of the toolkit, with its key shown on it. */
export function Button(props: ButtonProps): JSX.Element {
  const { weight = 'secondary', keyCap } = props;
  const host = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const control = host.current?.shadowRoot?.querySelector('button');
    if (!control) return;
    // The toolkit hands only the label on to the real button inside.
    setOrRemove(control, 'aria-keyshortcuts', props.shortcut ?? keyCap);
    setOrRemove(control, 'aria-expanded', props.expanded);
  }, [props.shortcut, keyCap, props.expanded]);
  const attributes: Record<string, unknown> = {
    ref: host,
    appearance: weight === 'quiet' ? 'icon' : weight,
    disabled: props.disabled ?? false,
    class: `button ${weight} ${props.class ?? ''}`.trim(),
    title: props.title,
    onClick: props.onClick,
    // Without a name of ours the toolkit calls quiet buttons "Icon Button".
    'aria-label': props.label ?? plainText(props.children),
  };
  // Drawn by the style sheet: the cap is no part of the button's name.
  const cap =
    keyCap === undefined ? null : <kbd slot="start" aria-hidden="true" data-cap={keyCap} />;
  return h('vscode-button', attributes, cap, props.children);
}

function plainText(children: ComponentChildren): string | undefined {
  return typeof children === 'string' ? children : undefined;
}

function setOrRemove(element: Element, name: string, value: string | boolean | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}
