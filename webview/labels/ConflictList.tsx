import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../components/Button.tsx';
import { count } from '../components/numbers.ts';
import type { LabelsConflict, LabelsList } from '../../src/shared/labels.ts';
import { peopleWords, placesWords, verdictWords } from './verdictWords.ts';

interface ConflictListProps {
  readonly list: LabelsList;
  readonly openCount: number;
  readonly decidedCount: number;
  readonly conflicts: readonly LabelsConflict[];
  /** The key of the one on the screen. */
  readonly selected: string | null;
  readonly onList: (list: LabelsList) => void;
  readonly onSelect: (key: string) => void;
  readonly onMore: () => void;
}

/** The conflicts, those without a majority first; or what was decided. */
export function ConflictList(props: ConflictListProps): JSX.Element {
  const { list, conflicts, selected } = props;
  const rows = useRef<HTMLDivElement>(null);
  const at = conflicts.findIndex(({ key }) => key === selected);
  useEffect(() => {
    const row = rows.current?.querySelector('[aria-selected="true"]');
    if (rows.current && row) bringIntoSight(row, rows.current);
  }, [selected, at]);
  const hidden = (list === 'open' ? props.openCount : props.decidedCount) - conflicts.length;
  return (
    <section class="conflicts" aria-labelledby="conflicts-title">
      <header class="conflicts-head">
        <h2 id="conflicts-title">Conflicts</h2>
        <div class="lists" role="group" aria-label="Which conflicts">
          <ListButton {...props} which="open" text={`Open ${count(props.openCount)}`} />
          <ListButton {...props} which="decided" text={`Decided ${count(props.decidedCount)}`} />
        </div>
      </header>
      <div class="conflict-rows" ref={rows}>
        {conflicts.length === 0 ? (
          <p class="quiet-text nothing">
            {list === 'open'
              ? 'All conflicts are decided. Training and exports use what was decided.'
              : 'Nothing is decided yet.'}
          </p>
        ) : (
          <div
            role="listbox"
            tabIndex={0}
            aria-label={list === 'open' ? 'Open conflicts' : 'Decided conflicts'}
            {...(at < 0 ? {} : { 'aria-activedescendant': `conflict-${at}` })}
          >
            {conflicts.map((conflict, index) => (
              <Row
                key={conflict.key}
                conflict={conflict}
                id={`conflict-${index}`}
                selected={conflict.key === selected}
                onSelect={props.onSelect}
              />
            ))}
          </div>
        )}
        {hidden > 0 ? (
          <Button weight="quiet" class="more" onClick={props.onMore}>
            {`Show more (${count(hidden)} left)`}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

/** Scrolls a list as little as it takes, and nothing around it: somebody may be reading below. */
function bringIntoSight(row: Element, list: Element): void {
  const [inner, outer] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top) list.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) list.scrollTop += inner.bottom - outer.bottom;
}

function ListButton(
  props: ConflictListProps & { readonly which: LabelsList; readonly text: string },
): JSX.Element {
  return (
    <button
      type="button"
      aria-pressed={props.list === props.which}
      onClick={() => {
        props.onList(props.which);
      }}
    >
      {props.text}
    </button>
  );
}

function Row(props: {
  readonly conflict: LabelsConflict;
  readonly id: string;
  readonly selected: boolean;
  readonly onSelect: (key: string) => void;
}): JSX.Element {
  const { conflict } = props;
  return (
    <div
      role="option"
      id={props.id}
      class="conflict-row"
      aria-selected={props.selected}
      onClick={() => {
        props.onSelect(conflict.key);
      }}
    >
      <p class="question" dir="auto">
        {conflict.question === '' ? 'No prompt' : conflict.question}
      </p>
      <p class="said">
        {conflict.votes.map((vote, index) => (
          <span key={index}>
            <span class="people">{peopleWords(vote.annotators)}</span>
            {`: ${verdictWords(vote)}`}
          </span>
        ))}
      </p>
      <p class="conflict-meta">
        <span>{`${conflict.file ?? 'line'} ${count(conflict.line)}`}</span>
        {conflict.kind === 'none' ? null : <span>{conflict.kind}</span>}
        {conflict.dimension === 'overall' ? null : <span>{conflict.dimension}</span>}
        <span>{outcomeWords(conflict)}</span>
      </p>
    </div>
  );
}

function outcomeWords({ agreed, decidedBy }: LabelsConflict): string {
  if (agreed === null) return 'no majority';
  const said = placesWords(agreed);
  return decidedBy === null ? `majority: ${said}` : `${decidedBy} decided: ${said}`;
}
