import type { JSX } from 'preact';
import { Button } from '../components/Button.tsx';
import { count } from '../components/numbers.ts';
import type { RankItem } from '../../src/shared/protocol.ts';

interface WhereIsProps {
  readonly name: string;
  readonly item: RankItem;
  /** The jump field stands here instead. */
  readonly hidden: boolean;
  readonly onJump: () => void;
  readonly onOpenLine: (line: number, file?: string) => void;
}

/** The item's number, which leads to others, and its line, which opens as text; as far as they are told. */
export function WhereIs({ name, item, hidden, onJump, onOpenLine }: WhereIsProps): JSX.Element {
  const { index, line, file } = item;
  const number = index === null ? 'Go to an item' : `Item ${count(index + 1)}`;
  return (
    <span class="where" hidden={hidden}>
      <Button
        weight="quiet"
        shortcut="G"
        label={index === null ? number : `${number}, go to another`}
        title="Go to another item (G)"
        onClick={onJump}
      >
        {number}
      </Button>
      {line === null ? null : (
        <>
          <span aria-hidden="true">{'\u00b7'}</span>
          <Button
            weight="quiet"
            title={`Open line ${line} of ${file ?? name}`}
            onClick={() => {
              onOpenLine(line, file);
            }}
          >
            {`${file === undefined ? '' : `${file}, `}line ${count(line)}`}
          </Button>
        </>
      )}
    </span>
  );
}
