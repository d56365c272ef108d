import type { JSX } from 'preact';
import type { MessageConnection } from 'vscode-jsonrpc';
import { useState } from 'preact/hooks';
import { PromptCard } from '../components/PromptCard.tsx';
import { Responses } from '../components/Responses.tsx';
import type { HostView } from '../components/useHostState.ts';
import type { ErrorView, RankItem, RankState } from '../../src/shared/protocol.ts';
import { FindPanel } from './FindPanel.tsx';
import { Finished } from './Finished.tsx';
import { KeysOverlay } from './KeysOverlay.tsx';
import { ProblemList } from './ProblemList.tsx';
import { useReason } from './useReason.ts';
import { RankEnd } from './RankEnd.tsx';
import { RankHeader } from './RankHeader.tsx';
import type { Reading } from './reading.ts';
import { useAhead } from './useAhead.ts';
import { useAnnouncement } from './useAnnouncement.ts';
import { useDesk } from './useDesk.ts';
import { useFind } from './useFind.ts';
import { useKeys } from './useKeys.ts';
import { usePart } from './usePart.ts';
import { Steps } from './Steps.tsx';
import { useSteps } from './useSteps.ts';

interface RankDeskProps {
  readonly connection: MessageConnection;
  readonly state: Extract<RankState, { kind: 'ready' }>;
  readonly failure: ErrorView | null;
  readonly call: HostView<RankState>['call'];
  readonly reading: Reading;
  readonly onReading: (change: Partial<Reading>) => void;
}

/** The ranking page at work: header, prompt, responses, and the keys below. */
export function RankDesk(props: RankDeskProps): JSX.Element {
  const { call } = props;
  const ahead = useAhead(props.state);
  const { state } = ahead;
  const [problemsOpen, setProblemsOpen] = useState(false);
  const find = useFind(state.search, call);
  const jumping = usePart();
  const reason = useReason(state.item?.key ?? null);
  const responding = useDesk({ ...props, ahead, find, onJump: jumping.show, reason });
  const desk = useSteps(responding, state.item, ahead.leading);
  // That it is saved can't be told before it is: of the host's state, not of what is drawn ahead.
  const announcement = useAnnouncement(props.state, desk.sentKey);
  const responses = state.item?.shown.length ?? 0;
  const hasSteps = desk.steps !== null;
  useKeys(props.connection, responses, hasSteps, state.asksStrength, !desk.keysOpen, desk.run);
  const openLine = (line: number, file?: string): void =>
    void call('rank/openLine', { line, ...(file === undefined ? {} : { file }) });
  return (
    <div class="page">
      <RankHeader
        state={state}
        problemsOpen={problemsOpen}
        onToggleProblems={() => setProblemsOpen(!problemsOpen)}
        onOpenLine={openLine}
        onChooseFormat={() => void call('rank/chooseFormat', {})}
        jumping={jumping}
        onJump={(index) => void call('rank/jump', { index })}
      />
      {find.open ? <FindPanel find={find} row={state.item?.row ?? null} /> : null}
      <div class="desk">
        {problemsOpen ? (
          <ProblemList problems={state.problems} total={state.problemCount} onOpenLine={openLine} />
        ) : null}
        {state.item === null ? (
          <Finished
            state={state}
            onShowProblems={() => setProblemsOpen(true)}
            onTrain={() => void call('rank/train', {})}
          />
        ) : (
          <Item item={state.item} reading={props.reading} desk={desk} />
        )}
      </div>
      <RankEnd {...props} state={state} desk={desk} reason={reason} />
      <p class="unseen" role="status" aria-live="polite">
        {desk.told ?? announcement}
      </p>
      {desk.keysOpen ? (
        <KeysOverlay
          asksStrength={state.asksStrength}
          onClose={desk.closeKeys}
          onChange={() => void call('rank/changeKeys', {})}
        />
      ) : null}
    </div>
  );
}

function Item(props: {
  readonly item: RankItem;
  readonly reading: Reading;
  readonly desk: ReturnType<typeof useSteps>;
}): JSX.Element {
  const { item, reading, desk } = props;
  const { plain, differences, together } = reading;
  return (
    <main class="item" data-armed={String(desk.armed)} data-key={item.key}>
      <PromptCard prompt={item.prompt} plain={plain} itemKey={item.key} />
      {item.steps === null || desk.steps === null ? (
        <Responses
          shown={item.shown}
          itemKey={item.key}
          {...{ plain, differences, together }}
          verdictOf={desk.verdictOf}
          isBest={desk.isBest}
          flashes={desk.flashes}
          enterPicks={desk.ranking.places === null}
          onPick={(card) => {
            desk.run({ kind: 'pick', card }, performance.now());
          }}
        />
      ) : (
        <Steps
          steps={item.steps}
          itemKey={item.key}
          draft={desk.steps}
          plain={plain}
          run={desk.run}
        />
      )}
    </main>
  );
}
