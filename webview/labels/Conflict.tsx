import type { JSX } from 'preact';
import { Button } from '../components/Button.tsx';
import { PromptCard } from '../components/PromptCard.tsx';
import { Responses } from '../components/Responses.tsx';
import { isFirstClick } from '../components/isFirstClick.ts';
import { count } from '../components/numbers.ts';
import type { LabelsItem, LabelsVote } from '../../src/shared/labels.ts';
import type { LabelsDesk } from './useLabelsDesk.ts';
import { placesWords, verdictWords } from './verdictWords.ts';

interface ConflictProps {
  readonly item: LabelsItem;
  readonly desk: LabelsDesk;
  readonly plain: boolean;
  readonly onOpenLine: () => void;
}

/** The conflict on the screen: who said what, the prompt, and the responses side by side. */
export function Conflict(props: ConflictProps): JSX.Element {
  const { item, desk, plain } = props;
  return (
    <section
      class="conflict"
      aria-label="Conflict"
      data-key={item.key}
      data-armed={String(desk.armed)}
    >
      <Votes {...props} />
      <PromptCard prompt={item.prompt} plain={plain} itemKey={item.key} />
      <Responses
        shown={item.shown}
        itemKey={item.key}
        plain={plain}
        verdictOf={desk.verdictOf}
        isBest={desk.isBest}
        enterPicks={desk.ranking === null}
        onPick={(card) => {
          desk.run({ kind: 'pick', card }, performance.now());
        }}
      />
    </section>
  );
}

function Votes({ item, desk, onOpenLine }: ConflictProps): JSX.Element {
  const { votes, agreed, decidedBy, dimension, file, line } = item.conflict;
  const where = `${file === undefined ? '' : `${file} `}line ${count(line)}`;
  return (
    <section class="votes" aria-label="Who said what">
      <dl>
        {votes.map((vote, index) => (
          <div key={index}>
            <dt>{verdictWords(vote)}</dt>
            <dd>
              <span class="people">{vote.annotators.join(', ')}</span>
              {vote.adjudicated ? <span class="quiet-text">decided</span> : null}
              <UseRanking vote={vote} desk={desk} />
            </dd>
          </div>
        ))}
        {decidedBy !== null || agreed === null ? null : (
          <div>
            <dt class="quiet-text">{placesWords(agreed)}</dt>
            <dd class="quiet-text">majority</dd>
          </div>
        )}
        {item.reasons.map(({ annotator, text }, index) => (
          <div class="reason" key={`reason-${index}`}>
            <dt class="quiet-text">reason</dt>
            <dd dir="auto">
              <span class="people">{annotator}</span>
              {`: ${text}`}
            </dd>
          </div>
        ))}
      </dl>
      <p class="place">
        {dimension === 'overall' ? null : <span>{`dimension: ${dimension}`}</span>}
        <Button weight="quiet" class="where" label={`Open ${where}`} onClick={onOpenLine}>
          {where}
        </Button>
      </p>
    </section>
  );
}

/** Of three or more responses somebody's whole ranking can be taken over, ties and all. */
function UseRanking(props: {
  readonly vote: LabelsVote;
  readonly desk: LabelsDesk;
}): JSX.Element | null {
  const { places, adjudicated } = props.vote;
  if (places === null || places.length < 3 || adjudicated) return null;
  return (
    <Button
      weight="quiet"
      class="use"
      label={`Use this ranking: ${placesWords(places)}`}
      onClick={(event) => {
        if (isFirstClick(event)) {
          props.desk.run({ kind: 'verdict', places, bothBad: false }, event.timeStamp);
        }
      }}
    >
      Use this ranking
    </Button>
  );
}
