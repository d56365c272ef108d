import '../theme.css';
import '../components/code.css';
import '../components/judging.css';
import '../components/differences.css';
import './rank.css';
import './verdicts.css';
import { render, type JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { MessageConnection } from 'vscode-jsonrpc';
import { hostConnection, type VsCodeApi } from '../components/hostConnection.ts';
import { registerToolkit } from '../components/toolkit.ts';
import { useHostState } from '../components/useHostState.ts';
import type { RankState } from '../../src/shared/protocol.ts';
import { RankPage } from './RankPage.tsx';
import { keptReading } from './reading.ts';

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

function App(props: { readonly connection: MessageConnection }): JSX.Element {
  const view = useHostState<RankState>(props.connection);
  const [reading, setReading] = useState(() => keptReading(api.getState()));
  return (
    <RankPage
      connection={props.connection}
      view={view}
      reading={reading}
      onReading={(change) => {
        const next = { ...reading, ...change };
        setReading(next);
        api.setState(next);
      }}
    />
  );
}

registerToolkit();
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');
render(<App connection={hostConnection(api, window)} />, root);
