import { target } from './packedExtension.ts';

/** A million bytes. */
export const MB = 1_000_000;

/** What the platforms add to the rest. */
const natives: Readonly<Record<string, readonly string[]>> = {
  'linux-x64': [...onnxruntime('libonnxruntime.so.1'), tokenizers('linux-x64-gnu')],
  'linux-arm64': [...onnxruntime('libonnxruntime.so.1'), tokenizers('linux-arm64-gnu')],
  'darwin-arm64': [...onnxruntime('libonnxruntime.1.dylib'), tokenizers('darwin-arm64')],
  'darwin-x64': [tokenizers('darwin-x64')],
  'win32-x64': [...onnxruntime(...windowsLibraries()), tokenizers('win32-x64-msvc')],
  'win32-arm64': [...onnxruntime(...windowsLibraries()), tokenizers('win32-arm64-msvc')],
};

const shared = [
  'DATASETS.md',
  'LICENSE.txt',
  'THIRD_PARTY_NOTICES.md',
  'changelog.md',
  'dist/cli.cjs',
  'dist/encoder/NOTICE',
  'dist/encoder/config.json',
  'dist/encoder/model.onnx',
  'dist/encoder/tokenizer.json',
  'dist/engine.cjs',
  'dist/extension.cjs',
  'dist/wasm/tfjs-backend-wasm-simd.wasm',
  'dist/wasm/tfjs-backend-wasm.wasm',
  'dist/webview/inspect.css',
  'dist/webview/inspect.js',
  'dist/webview/labels.css',
  'dist/webview/labels.js',
  'dist/webview/rank.css',
  'dist/webview/rank.js',
  'media/icon.png',
  'media/reward-lens.svg',
  'node_modules/onnxruntime-common/dist/cjs/backend-impl.js',
  'node_modules/onnxruntime-common/dist/cjs/backend.js',
  'node_modules/onnxruntime-common/dist/cjs/env-impl.js',
  'node_modules/onnxruntime-common/dist/cjs/env.js',
  'node_modules/onnxruntime-common/dist/cjs/index.js',
  'node_modules/onnxruntime-common/dist/cjs/inference-session-impl.js',
  'node_modules/onnxruntime-common/dist/cjs/inference-session.js',
  'node_modules/onnxruntime-common/dist/cjs/onnx-model.js',
  'node_modules/onnxruntime-common/dist/cjs/onnx-value.js',
  'node_modules/onnxruntime-common/dist/cjs/package.json',
  'node_modules/onnxruntime-common/dist/cjs/tensor-conversion-impl.js',
  'node_modules/onnxruntime-common/dist/cjs/tensor-conversion.js',
  'node_modules/onnxruntime-common/dist/cjs/tensor-factory-impl.js',
  'node_modules/onnxruntime-common/dist/cjs/tensor-factory.js',
  'node_modules/onnxruntime-common/dist/cjs/tensor-impl-type-mapping.js',
  'node_modules/onnxruntime-common/dist/cjs/tensor-impl.js',
  'node_modules/onnxruntime-common/dist/cjs/tensor-utils-impl.js',
  'node_modules/onnxruntime-common/dist/cjs/tensor-utils.js',
  'node_modules/onnxruntime-common/dist/cjs/tensor.js',
  'node_modules/onnxruntime-common/dist/cjs/trace.js',
  'node_modules/onnxruntime-common/dist/cjs/type-helper.js',
  'node_modules/onnxruntime-common/dist/cjs/version.js',
  'node_modules/onnxruntime-common/package.json',
  'node_modules/onnxruntime-node/dist/backend.js',
  'node_modules/onnxruntime-node/dist/binding.js',
  'node_modules/onnxruntime-node/dist/index.js',
  'node_modules/onnxruntime-node/dist/version.js',
  'node_modules/onnxruntime-node/package.json',
  'node_modules/tokenizers/LICENSE',
  'node_modules/tokenizers/index.js',
  'node_modules/tokenizers/package.json',
  'package.json',
  'readme.md',
  'samples/README.md',
  'samples/candidates.jsonl',
  'samples/notes.md',
  'samples/preferences.jsonl',
  'samples/rankings.jsonl',
];

/** Every file of the extension packed for this platform, by its path in it. */
export const expectedFiles: readonly string[] = [...shared, ...(natives[target] ?? [])];

/** Upper bounds in bytes, about a quarter above what the bundles weigh now. */
export const limits: Readonly<Record<string, number>> = {
  'dist/extension.cjs': 0.18 * MB,
  'dist/engine.cjs': 1.9 * MB,
  'dist/cli.cjs': 1.8 * MB,
  'dist/webview/rank.js': 0.75 * MB,
  'dist/webview/inspect.js': 0.7 * MB,
  'dist/webview/rank.css': 0.02 * MB,
  'dist/webview/inspect.css': 0.02 * MB,
  'dist/encoder/model.onnx': 29 * MB,
};

function onnxruntime(...libraries: readonly string[]): string[] {
  const folder = `node_modules/onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}`;
  return ['onnxruntime_binding.node', ...libraries].map((file) => `${folder}/${file}`);
}

function windowsLibraries(): string[] {
  return ['DirectML.dll', 'dxcompiler.dll', 'dxil.dll', 'onnxruntime.dll'];
}

function tokenizers(platform: string): string {
  return `node_modules/tokenizers/tokenizers.${platform}.node`;
}
