import type { Handlers } from '../shared/connection.ts';
import type { EngineCalls, EngineNotices } from '../shared/engineProtocol.ts';
import type { Engine } from './engine.ts';
import { listFormats } from './conversion/listFormats.ts';
import { lintReport } from './lint/lintReport.ts';
import { readQuality } from './quality/readQuality.ts';
import { scoreResponses } from './scoring/scoreResponses.ts';
import { withWireErrors } from './wireErrors.ts';

/** The engine's answers to every call of its protocol. */
export function engineHandlers(
  engine: Engine,
  sendProgress: (progress: EngineNotices['train/progress']) => void,
): Handlers<EngineCalls> {
  return withWireErrors<EngineCalls>({
    'engine/info': () => ({
      pid: process.pid,
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      memoryBytes: process.memoryUsage.rss(),
    }),
    'dataset/open': (params) => engine.datasets.open(params),
    'dataset/item': (params) => engine.datasets.item(params),
    'dataset/next': (params) => engine.datasets.next(params),
    'dataset/judge': (params) => engine.datasets.judge(params),
    'dataset/undo': (params) => engine.datasets.undo(params),
    'dataset/repeat': (params) => engine.datasets.repeat(params),
    'dataset/annotators': (params) => engine.datasets.annotators(params),
    'dataset/search': (params, token) =>
      engine.datasets.search(params, { isCancelled: () => token.isCancellationRequested }),
    'dataset/rows': (params, token) =>
      engine.datasets.list(params, { isCancelled: () => token.isCancellationRequested }),
    'dataset/quality': (params, token) => readQuality(params, () => token.isCancellationRequested),
    'dataset/learn': (params, token) => engine.learn(params, () => token.isCancellationRequested),
    'format/list': () => ({ formats: listFormats() }),
    'dataset/convert': (request, token) =>
      engine.convert(request, { isCancelled: () => token.isCancellationRequested }),
    'dataset/lint': (request, token) =>
      lintReport(engine, request, () => token.isCancellationRequested),
    'dataset/lintFix': (request) => engine.lintFix(request),
    'model/list': async ({ root }) => ({ models: await engine.listModels(root) }),
    'model/train': ({ progressId, ...request }, token) =>
      engine.train(request, {
        onProgress: (progress) => {
          sendProgress({ progressId, ...progress });
        },
        isCancelled: () => token.isCancellationRequested,
      }),
    'model/score': async ({ modelDir, items }) => ({
      scores: await scoreResponses(await engine.model(modelDir), items),
    }),
    'model/inspect': ({ modelDir, prompt, responses }) =>
      engine.inspect(modelDir, prompt, responses),
  });
}
