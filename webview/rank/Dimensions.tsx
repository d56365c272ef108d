import type { JSX } from 'preact';
import { Button } from '../components/Button.tsx';
import type { RankDimension } from '../../src/shared/protocol.ts';
import type { Desk } from './useDesk.ts';

interface DimensionsProps {
  readonly dimension: RankDimension;
  readonly run: Desk['run'];
}

/** What the responses are judged in now, and what else they are judged in; O goes to the next. */
export function Dimensions({ dimension, run }: DimensionsProps): JSX.Element {
  const { name, all } = dimension;
  return (
    <div class="dimensions" role="group" aria-label="Judged in">
      <span class="quiet-text">Which is better in</span>
      {all.map((each) =>
        each === name ? (
          <strong key={each} class="dimension-now" aria-current="true">
            {each}
          </strong>
        ) : (
          <Button
            key={each}
            weight="quiet"
            label={`Ask about ${each}`}
            title={`Ask about ${each} (O goes to the next)`}
            onClick={(event) => {
              run({ kind: 'dimension', name: each }, event.timeStamp);
            }}
          >
            {each}
          </Button>
        ),
      )}
    </div>
  );
}
