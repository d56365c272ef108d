import type { JSX } from 'preact';
import { ErrorBar } from '../components/ErrorBar.tsx';
import type { HostView } from '../components/useHostState.ts';
import type { LabelsState } from '../../src/shared/labels.ts';
import type { ErrorView } from '../../src/shared/protocol.ts';
import { AnnotatorTable } from './AnnotatorTable.tsx';
import { Conflict } from './Conflict.tsx';
import { ConflictList } from './ConflictList.tsx';
import { LabelsFooter } from './LabelsFooter.tsx';
import { LabelsHeader } from './LabelsHeader.tsx';
import { useLabelsDesk } from './useLabelsDesk.ts';
import { useLabelsKeys } from './useLabelsKeys.ts';

interface LabelsDeskProps {
  readonly state: Extract<LabelsState, { kind: 'ready' }>;
  readonly failure: ErrorView | null;
  readonly call: HostView<LabelsState>['call'];
  readonly plain: boolean;
  readonly onPlain: (plain: boolean) => void;
}

/** The labels page at work: who judged, what they disagree on, and the keys that decide it. */
export function LabelsDesk(props: LabelsDeskProps): JSX.Element {
  const { state, call, plain } = props;
  const { item } = state;
  const desk = useLabelsDesk(props);
  useLabelsKeys(item?.shown.length ?? 0, desk.run);
  const notSaved = state.saved?.kind === 'failed' ? state.saved.error : null;
  return (
    <div class="page">
      <LabelsHeader state={state} onQuality={(open) => void call('labels/quality', { open })} />
      <main class="labels">
        <AnnotatorTable annotators={state.annotators} />
        <div class="desk">
          <ConflictList
            {...state}
            selected={item?.conflict.key ?? null}
            onList={(list) => void call('labels/list', { list })}
            onSelect={(key) => void call('labels/select', { key })}
            onMore={() => void call('labels/more', {})}
          />
          {item === null ? null : (
            <Conflict
              item={item}
              desk={desk}
              plain={plain}
              onOpenLine={() => void call('labels/openLine', {})}
            />
          )}
        </div>
      </main>
      <div class="page-end">
        {notSaved === null ? null : (
          <ErrorBar error={notSaved} onRetry={() => void call('labels/retry', {})} />
        )}
        {props.failure === null ? null : <ErrorBar error={props.failure} />}
        <LabelsFooter state={state} desk={desk} plain={plain} />
      </div>
      <p class="unseen" role="status" aria-live="polite">
        {announcement(state)}
      </p>
    </div>
  );
}

/** What a screen reader is told when another conflict comes up. */
function announcement({ item, openCount, notice }: LabelsDeskProps['state']): string {
  if (notice !== null) return notice;
  const left = `${openCount} ${openCount === 1 ? 'conflict' : 'conflicts'} left.`;
  return item === null ? left : `${left} Line ${item.conflict.line}.`;
}
