import type { JSX } from 'preact';
import { count } from '../../components/numbers.ts';
import type { KappaReport } from '../../../src/shared/quality.ts';
import { coefficient } from './qualityWords.ts';

/** Kappa of each two annotators: a table, darker where they agree more. */
export function KappaMatrix(props: { readonly kappa: readonly KappaReport[] }): JSX.Element {
  const names = [...new Set(props.kappa.flatMap(({ annotators }) => annotators))].sort();
  const of = (a: string, b: string): KappaReport | undefined =>
    props.kappa.find(({ annotators }) => annotators.includes(a) && annotators.includes(b));
  return (
    <div class="matrix" tabIndex={0} role="group" aria-label="Cohen's kappa of each two annotators">
      <table>
        <thead>
          <tr>
            <td />
            {names.map((name) => (
              <th scope="col" key={name} title={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row" title={name}>
                {name}
              </th>
              {names.map((other) => (
                <Cell key={other} kappa={name === other ? null : of(name, other)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** null is on the diagonal, undefined where two share nothing. */
function Cell({ kappa }: { readonly kappa: KappaReport | null | undefined }): JSX.Element {
  if (kappa === null) return <td class="self" />;
  if (kappa === undefined) return <td class="quiet-text">none shared</td>;
  const { nominal } = kappa;
  const level = nominal.value === null ? 0 : Math.max(0, Math.ceil(nominal.value * 5) - 1);
  return (
    <td class={`level-${level}`}>
      <strong>{nominal.value === null ? 'undefined' : nominal.value.toFixed(2)}</strong>
      <span class="under">
        {nominal.value === null
          ? ''
          : `${coefficient(nominal.low)} to ${coefficient(nominal.high)}`}
      </span>
      <span class="under">{`${count(nominal.n)} ${nominal.n === 1 ? 'pair' : 'pairs'}`}</span>
    </td>
  );
}
