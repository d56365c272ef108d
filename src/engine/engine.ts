import { randomUUID } from 'node:crypto';
import type { ChatMessage } from '../core/records/types.ts';
import { winProbability } from '../core/scoring/winProbability.ts';
import type { EngineCalls } from '../shared/engineProtocol.ts';
import type { ConvertReport, ConvertRequest } from '../shared/conversion.ts';
import type { LintFixRequest, LintRequest, LintSummary } from '../shared/lint.ts';
import type { TrainReport } from '../shared/reports.ts';
import { convertDataset, type ConvertControl } from './conversion/convertDataset.ts';
import { encoderProvider } from './encoder/encoderProvider.ts';
import type { DatasetCalls } from './files/datasetCalls.ts';
import { createDatasets } from './files/datasets.ts';
import { applyLintFix } from './lint/applyLintFix.ts';
import { lintFiles, type LintControl } from './lint/lintFiles.ts';
import { createLabelLearner, type LabelLearner } from './learning/labelLearner.ts';
import {
  simulateQueues,
  type SimulateReport,
  type SimulateRequest,
} from './learning/simulateQueues.ts';
import { listModels, summariseModel, type CheckEncoder } from './models/listModels.ts';
import { modelCache } from './models/modelCache.ts';
import { encoderProblem, openRewardModel, type RewardModel } from './models/rewardModel.ts';
import { inspectResponse } from './scoring/inspectResponse.ts';
import { loadTensorFlow, type TensorFlow } from './trainer/tensorflow.ts';
import { trainModel, type RunControl, type TrainRequest } from './trainer/trainModel.ts';

/** Where the build has put what the engine runs on. */
export interface EngineAssets {
  /** The embedded encoder's folder. */
  readonly encoderDir: string;
  /** TensorFlow.js's WebAssembly binaries. */
  readonly wasmDir: string;
  /** The extension's version, for manifests. */
  readonly version: string;
}

/** Everything the product computes, without VS Code: behind the wire and behind the command line. */
export interface Engine {
  readonly datasets: DatasetCalls;
  train(request: TrainRequest, control: RunControl): Promise<TrainReport>;
  /** Opens a model folder, or takes it from the few kept open. */
  model(modelDir: string): Promise<RewardModel>;
  listModels(root: string): Promise<EngineCalls['model/list']['result']['models']>;
  inspect(
    modelDir: string,
    prompt: readonly ChatMessage[],
    responses: readonly string[],
  ): Promise<EngineCalls['model/inspect']['result']>;
  /** Writes a dataset with its labels in another format. */
  convert(request: ConvertRequest, control: ConvertControl): Promise<ConvertReport>;
  /** Checks datasets, their label logs and exclusions. */
  lint(request: LintRequest, control: LintControl): Promise<LintSummary>;
  /** Appends what a quick fix says to the label log or the exclusions. */
  lintFix(request: LintFixRequest): Promise<{ file: string }>;
  /** Labels a pool again by each queue, to see which learns fastest. */
  simulate(request: SimulateRequest, control: RunControl): Promise<SimulateReport>;
  /** Learns from what was judged so far in a dataset. */
  readonly learn: LabelLearner;
  /** Frees native sessions. */
  release(): Promise<void>;
}

/** Builds the engine. Nothing native is loaded before a call needs it. */
export function createEngine(assets: EngineAssets): Engine {
  const clock = (): Date => new Date();
  const encoders = encoderProvider(assets.encoderDir);
  const models = modelCache((modelDir) => openRewardModel(encoders, modelDir));
  let tensorFlow: Promise<TensorFlow> | undefined;
  const ports = {
    encoders,
    tensorFlow: () =>
      (tensorFlow ??= loadTensorFlow({ wasmDir: assets.wasmDir, resolveFrom: assets.wasmDir })),
    clock,
    version: assets.version,
  };
  const checkEncoder: CheckEncoder = (manifest, modelDir) =>
    encoderProblem(encoders, modelDir, manifest);
  const datasets = createDatasets({ clock, newId: randomUUID });
  return {
    datasets,
    learn: createLabelLearner(encoders, datasets),
    train: (request, control) => trainModel(ports, request, control),
    model: (modelDir) => models.open(modelDir),
    listModels: (root) => listModels(root, checkEncoder),
    inspect: async (modelDir, prompt, responses) => {
      const model = await models.open(modelDir);
      const inspected = [];
      for (const response of responses) {
        inspected.push(await inspectResponse(model, prompt, response));
      }
      const [a, b] = inspected;
      const isPair = a !== undefined && b !== undefined && inspected.length === 2;
      return {
        model: await summariseModel(modelDir, checkEncoder),
        responses: inspected,
        probability: isPair ? winProbability(a.reward, b.reward) : null,
      };
    },
    convert: convertDataset,
    lint: (request, control) =>
      lintFiles({ encoders, model: (modelDir) => models.open(modelDir) }, request, control),
    lintFix: (request) => applyLintFix(request, { clock, newId: randomUUID }),
    simulate: (request, control) => simulateQueues(encoders, request, control),
    release: async () => {
      await models.release();
      await encoders.release();
    },
  };
}
