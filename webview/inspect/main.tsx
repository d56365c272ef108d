import '../theme.css';
import '../components/code.css';
import './inspect.css';
import { render, type JSX } from 'preact';
import type { MessageConnection } from 'vscode-jsonrpc';
import { hostConnection, type VsCodeApi } from '../components/hostConnection.ts';
import { registerToolkit } from '../components/toolkit.ts';
import { useHostState } from '../components/useHostState.ts';
import type { InspectState } from '../../src/shared/protocol.ts';
import { InspectPage } from './InspectPage.tsx';

declare function acquireVsCodeApi(): VsCodeApi;

function App(props: { readonly connection: MessageConnection }): JSX.Element {
  return <InspectPage view={useHostState<InspectState>(props.connection)} />;
}

registerToolkit();
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');
render(<App connection={hostConnection(acquireVsCodeApi(), window)} />, root);
