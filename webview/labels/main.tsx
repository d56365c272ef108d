import '../theme.css';
import '../components/code.css';
import '../components/judging.css';
import './labels.css';
import './quality/quality.css';
import { render, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { MessageConnection } from 'vscode-jsonrpc';
import { hostConnection, type VsCodeApi } from '../components/hostConnection.ts';
import { registerToolkit } from '../components/toolkit.ts';
import { useHostState } from '../components/useHostState.ts';
import type { LabelsState } from '../../src/shared/labels.ts';
import { LabelsPage } from './LabelsPage.tsx';

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

function App(props: { readonly connection: MessageConnection }): JSX.Element {
  const view = useHostState<LabelsState>(props.connection);
  const [plain, setPlain] = useState(() => keptPlain(api.getState()));
  const dataset = view.state?.dataset;
  useEffect(() => {
    // The host asks for it after the window was reloaded.
    if (dataset !== undefined) api.setState({ dataset, plain });
  }, [dataset, plain]);
  return <LabelsPage view={view} plain={plain} onPlain={setPlain} />;
}

function keptPlain(kept: unknown): boolean {
  return typeof kept === 'object' && kept !== null && 'plain' in kept && kept.plain === true;
}

registerToolkit();
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');
render(<App connection={hostConnection(api, window)} />, root);
