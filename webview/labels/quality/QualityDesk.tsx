import type { ComponentChildren, JSX } from 'preact';
import { Failed } from '../../components/Failed.tsx';
import { Loading } from '../../components/Loading.tsx';
import { count } from '../../components/numbers.ts';
import type { HostView } from '../../components/useHostState.ts';
import type { LabelsState } from '../../../src/shared/labels.ts';
import type { OddDuration, QualityReport } from '../../../src/shared/quality.ts';
import { Intervals, type IntervalRow } from './Intervals.tsx';
import { KappaMatrix } from './KappaMatrix.tsx';
import { Person } from './Person.tsx';
import { coefficient, estimateText, shareText } from './qualityWords.ts';

interface QualityDeskProps {
  readonly quality: Extract<LabelsState, { kind: 'ready' }>['quality'];
  readonly call: HostView<LabelsState>['call'];
}

/** How good the labels are: how people agree, and how each judges. */
export function QualityDesk({ quality, call }: QualityDeskProps): JSX.Element | null {
  switch (quality.kind) {
    case 'closed':
      return null;
    case 'reading':
      return <Loading what="Measuring the labels…" />;
    case 'failed':
      return (
        <Failed error={quality.error} onRetry={() => void call('labels/quality', { open: true })} />
      );
    case 'ready':
      return (
        <main class="quality">
          <Report
            report={quality.report}
            onOpen={({ line, file }) =>
              void call('labels/openRow', { line, ...(file === undefined ? {} : { file }) })
            }
          />
        </main>
      );
  }
}

function Report(props: {
  readonly report: QualityReport;
  readonly onOpen: (row: OddDuration) => void;
}): JSX.Element {
  const { report } = props;
  const { people } = report;
  return (
    <>
      <Agreement report={report} />
      <Section title="Left side preferred" note="half where sides don't matter">
        <Intervals mark={0.5} rows={people.map((p) => shareRow(p.annotator, p.habits.left))} />
      </Section>
      <Section title="Ties">
        <Intervals rows={people.map((p) => shareRow(p.annotator, p.habits.ties))} />
      </Section>
      {people.every(({ retest }) => retest.n === 0) ? null : (
        <Section
          title="The same when asked again"
          note="hidden repeats with sides swapped; pairs judged the same"
        >
          <Intervals rows={people.map((p) => shareRow(p.annotator, p.retest.same))} />
        </Section>
      )}
      {people.map((person) => (
        <Person key={person.annotator} person={person} onOpen={props.onOpen} />
      ))}
    </>
  );
}

function Agreement({ report }: { readonly report: QualityReport }): JSX.Element {
  const { agreement, reliability } = report;
  if (agreement.kappa.length === 0) {
    return (
      <Section title="Agreement">
        <p>{noAgreement(report)}</p>
      </Section>
    );
  }
  const { nominal, ordinal } = agreement.alpha;
  return (
    <>
      <Section title="Agreement" note="Cohen's kappa; 1 is full agreement, 0 what chance gives">
        <KappaMatrix kappa={agreement.kappa} />
      </Section>
      <Section title="Krippendorff's alpha" note={`${count(agreement.n)} pairs judged by several`}>
        <Intervals
          rows={[
            { label: 'nominal', ...nominal, text: estimateText(nominal) },
            { label: 'ordinal', ...ordinal, text: estimateText(ordinal) },
          ]}
        />
      </Section>
      {reliability.length === 0 ? null : (
        <Section
          title="Reliability"
          note="how often each prefers what is better, by all votes (Crowd-BT); too far from half for everybody, so compare them"
        >
          <Intervals
            mark={0.5}
            rows={reliability.map((each) => ({
              ...each,
              label: each.annotator,
              text: `${coefficient(each.value)} (${coefficient(each.low)} to ${coefficient(each.high)}), ${count(each.n)} votes`,
            }))}
          />
        </Section>
      )}
    </>
  );
}

function noAgreement({ people }: QualityReport): string {
  if (people.length === 0) return 'Nobody has labelled this yet: nothing to measure.';
  if (people.length === 1) return 'Only one annotator: no agreement to measure.';
  return 'No pair was judged by two people: no agreement to measure.';
}

function shareRow(label: string, share: Parameters<typeof shareText>[0]): IntervalRow {
  const nothing = { value: null, low: null, high: null };
  return { label, ...(share.n === 0 ? nothing : share), text: shareText(share) };
}

/** A part with its heading; nothing where it has nothing to show. */
function Section(props: {
  readonly title: string;
  readonly note?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section class="quality-part" aria-label={props.title}>
      <h2>{props.title}</h2>
      {props.note === undefined ? null : <p class="quiet-text">{props.note}</p>}
      {props.children}
    </section>
  );
}
