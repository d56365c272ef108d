import { useRef, useState } from 'preact/hooks';
import type { RankItem } from '../../src/shared/protocol.ts';
import type { RankCommand } from './rankCommand.ts';
import { isAfterError, isComplete, labelStep, moveStep, startDraft } from './stepDraft.ts';
import type { StepDraft, StepLabel } from './stepDraft.ts';
import type { Desk } from './useDesk.ts';

/** Labelling the steps of the item on the screen. */
export interface StepDesk extends StepDraft {
  /** Whether a label was given that is not saved yet. */
  readonly started: boolean;
  readonly complete: boolean;
}

/** The page with its steps, where the item has some. */
export interface DeskWithSteps extends Desk {
  readonly steps: StepDesk | null;
}

/** What a label is called. */
const stepWords = { '1': 'right', '0': 'neutral', '-1': 'wrong' } as const;

interface Draft {
  readonly key: string;
  readonly now: StepDraft;
  /** What was before each label given, the latest last. */
  readonly before: readonly StepDraft[];
}

/**
 * The page's commands where the item has steps: labels are made here, one after the other, and saved
 * together. U takes them back one by one, and then what was saved.
 */
export function useSteps(desk: Desk, item: RankItem | null, leading: boolean): DeskWithSteps {
  // Several commands can come before the page is drawn anew: each goes on from the one before.
  const kept = useRef<Draft | null>(null);
  const [, redraw] = useState({});
  if (item === null || item.steps === null) return { ...desk, steps: null };
  const fresh: Draft = { key: item.key, now: startDraft(item.steps), before: [] };
  const draftNow = (): Draft => (kept.current?.key === item.key ? kept.current : fresh);
  const open = !leading && (desk.sent === null || desk.sent.stage === 'notSaved');
  const run: Desk['run'] = (command, at) => {
    const draft = draftNow();
    const goesBack = command.kind === 'undo' || command.kind === 'clearRanking';
    if (!isStepCommand(command) || (goesBack && draft.before.length === 0)) {
      return desk.run(command, at);
    }
    if (!open) return;
    if (command.kind === 'saveRanking') {
      const { labels } = draft.now;
      const verdict = { kind: 'verdict', places: [], bothBad: false } as const;
      if (isComplete(labels)) desk.run({ ...verdict, steps: labels }, at);
      return;
    }
    kept.current = changed(draft, fresh, command);
    redraw({});
  };
  const { now, before } = draftNow();
  const [started, complete] = [before.length > 0, isComplete(now.labels)];
  const told = desk.told ?? (kept.current?.key === item.key ? toldOf(now, started) : null);
  return { ...desk, run, told, steps: { ...now, started, complete } };
}

type StepCommand = Extract<
  RankCommand,
  { kind: 'stepLabel' | 'stepMove' | 'undo' | 'clearRanking' | 'saveRanking' }
>;

function isStepCommand(command: RankCommand): command is StepCommand {
  const kinds = ['stepLabel', 'stepMove', 'undo', 'clearRanking', 'saveRanking'];
  return kinds.includes(command.kind);
}

function changed(
  draft: Draft,
  fresh: Draft,
  command: Exclude<StepCommand, { kind: 'saveRanking' }>,
): Draft {
  const { now, before } = draft;
  switch (command.kind) {
    case 'stepLabel': {
      const next = labelStep(now, command.label, command.step);
      return { ...draft, now: next, before: [...before, now] };
    }
    case 'stepMove':
      return { ...draft, now: moveStep(now, command.step) };
    case 'undo':
      return { ...draft, now: before.at(-1) ?? now, before: before.slice(0, -1) };
    case 'clearRanking':
      return fresh;
  }
}

/** 'Step 2 of 4: wrong, the first error. All labelled: Enter saves.' */
function toldOf({ labels, at }: StepDraft, started: boolean): string {
  const label = labels[at] ?? null;
  const after = isAfterError(labels, at);
  const first = label === -1 && !after ? ', the first error' : '';
  const said = label !== null ? labelWord(label) : after ? 'after the first error' : 'no label yet';
  const end = started && isComplete(labels) ? ' All labelled: Enter saves.' : '';
  return `Step ${at + 1} of ${labels.length}: ${said}${first}.${end}`;
}

/** What a label is called. */
export function labelWord(label: Exclude<StepLabel, null>): string {
  return stepWords[label];
}
