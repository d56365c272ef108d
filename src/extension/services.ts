import * as vscode from 'vscode';
import { annotatorName } from './annotator.ts';
import { ScoreDecorations } from './decorations/scoreDecorations.ts';
import { RankEditor } from './editors/rankEditor.ts';
import { EngineProcess } from './engineProcess.ts';
import { DatasetLint } from './lint/datasetLint.ts';
import { InspectPanel } from './panels/inspectPanel.ts';
import { LabelsPanel } from './panels/labelsPanel.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { LabelLearning } from './training/labelLearning.ts';
import { Training } from './training/training.ts';
import { Datasets } from './workspace/datasets.ts';
import { Models } from './workspace/models.ts';

/** Everything the extension is made of, built once and passed down. */
export interface Services {
  readonly extensionUri: vscode.Uri;
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  readonly engine: EngineProcess;
  readonly models: Models;
  readonly datasets: Datasets;
  readonly training: Training;
  readonly rankEditor: RankEditor;
  readonly inspectPanel: InspectPanel;
  readonly labelsPanel: LabelsPanel;
  readonly scores: ScoreDecorations;
  readonly lint: DatasetLint;
  readonly settings: (scope?: vscode.Uri) => Settings;
}

/** Builds the services; nothing starts until it is used. They end with the extension. */
export function createServices(context: vscode.ExtensionContext): Services {
  const { extensionUri, workspaceState: memory } = context;
  const log = vscode.window.createOutputChannel('Reward Lens', { log: true });
  const engineFile = vscode.Uri.joinPath(extensionUri, 'dist', 'engine.cjs').fsPath;
  const engine = new EngineProcess(engineFile, log);
  const models = new Models(engine);
  const datasets = new Datasets(engine, settings);
  const training = new Training(engine);
  const scores = new ScoreDecorations();
  const annotator = annotators();
  const lint = new DatasetLint({
    extensionUri,
    engine,
    models,
    datasets,
    log,
    annotator,
    settings,
  });
  const learning = new LabelLearning({ engine, datasets, log, memory, settings });
  const rankEditor = new RankEditor({
    extensionUri,
    engine,
    log,
    at: (uri) => datasets.at(uri),
    annotator,
    labelsChanged: (dataset) => {
      datasets.refresh();
      learning.labelsChanged(dataset);
    },
    settings,
  });
  const inspectPanel = new InspectPanel({ extensionUri, engine, models, log, memory });
  const labelsPanel = new LabelsPanel({ extensionUri, engine, datasets, log, annotator });
  context.subscriptions.push(log, models, datasets, training, scores, lint, learning, {
    dispose: () => engine.dispose(),
  });
  const parts = { extensionUri, memory, log, engine, models, datasets, training };
  return { ...parts, rankEditor, inspectPanel, labelsPanel, scores, lint, settings };
}

function settings(scope?: vscode.Uri): Settings {
  const configuration = vscode.workspace.getConfiguration('rewardLens', scope);
  return readSettings((key) => configuration.get(key));
}

/** Names by folder and setting, each asked for once. */
function annotators(): (file: vscode.Uri) => Promise<string> {
  const names = new Map<string, Promise<string>>();
  return (file) => {
    const folder = vscode.Uri.joinPath(file, '..').fsPath;
    const configured = settings(file).annotator;
    const trusted = vscode.workspace.isTrusted;
    const key = JSON.stringify([folder, configured, trusted]);
    const known = names.get(key) ?? annotatorName({ configured, folder, trusted });
    names.set(key, known);
    // A name that could not be found is asked for again: the person may have set one by then.
    known.catch(() => names.delete(key));
    return known;
  };
}
