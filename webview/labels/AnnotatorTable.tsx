import type { JSX } from 'preact';
import { count, percent } from '../components/numbers.ts';
import type { AnnotatorCount } from '../../src/shared/annotators.ts';

const columns = [
  ['Judgements', 'All that stand, over all dimensions'],
  ['Rows', 'Rows with at least one of them'],
  ['Shared', 'Judgements of what somebody else judged too'],
  ['Contradicted', "Shared ones that contradict somebody else's"],
  ['Latest', 'When the latest was made'],
] as const;

/** Who judged how much, most first. */
export function AnnotatorTable(props: {
  readonly annotators: readonly AnnotatorCount[];
}): JSX.Element {
  return (
    <div class="annotators" tabIndex={0} role="region" aria-label="Annotators">
      <table>
        <thead>
          <tr>
            <th scope="col">Annotator</th>
            {columns.map(([name, meaning]) => (
              <th scope="col" key={name} title={meaning}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.annotators.map((each) => (
            <Row key={each.annotator} {...each} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(each: AnnotatorCount): JSX.Element {
  const { annotator, judgements, records, shared, contradicted, latestAt } = each;
  return (
    <tr>
      <th scope="row" title={annotator}>
        {annotator}
      </th>
      <td>{count(judgements)}</td>
      <td>{count(records)}</td>
      <td>{count(shared)}</td>
      <td>
        {`${count(contradicted)} `}
        <span class="share">{shared === 0 ? '' : percent(contradicted / shared)}</span>
      </td>
      <td title={latestAt}>{dayOf(latestAt)}</td>
    </tr>
  );
}

/** The day of a time where the person is: '2026-01-31'. */
function dayOf(iso: string): string {
  const date = new Date(iso);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
