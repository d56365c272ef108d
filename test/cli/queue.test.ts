import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, shippedCli } from './support/shippedCli.ts';

const preferences = path.join(root, 'samples', 'preferences.jsonl');

interface Queue {
  readonly strategy: string;
  readonly ids: readonly string[];
  readonly items: readonly {
    readonly id: string;
    readonly score: number;
    readonly byChance: boolean;
  }[];
}

interface Simulation {
  readonly pool: number;
  readonly test: number;
  readonly curves: readonly {
    readonly strategy: string;
    readonly labels: number;
    readonly accuracies: readonly number[];
    readonly mean: number;
  }[];
  readonly leads: readonly {
    readonly strategy: string;
    readonly over: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
  }[];
}

/** The command line as it ships. */
describe('reward-lens queue and simulate', () => {
  let folder = '';
  const { run, json } = shippedCli(() => folder);
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'reward-lens-queue-'));
    const trained = run('train', '--data', preferences, '--model-dir', 'model');
    expect(trained.status).toBe(0);
    writeFileSync(path.join(folder, 'mixed.jsonl'), `${mixedRows().join('\n')}\n`);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** The samples, 20 as they are and 40 without their labels. */
  function mixedRows(): string[] {
    const rows = readFileSync(preferences, 'utf8').trim().split('\n').slice(0, 60);
    return rows.map((text, line) => {
      const { prompt, responses } = JSON.parse(text) as Record<string, unknown>;
      return line < 20 ? text : JSON.stringify({ id: `item-${line}`, prompt, responses });
    });
  }

  const queueOf = (...args: string[]): Queue =>
    json('queue', '--data', 'mixed.jsonl', '--model', 'model', ...args);
  const unlabelled = Array.from({ length: 40 }, (_, k) => `item-${k + 20}`);

  it('has each unlabelled item once, whatever the strategy, and the same for one seed', () => {
    for (const strategy of ['order', 'uncertainty', 'information', 'disagreement']) {
      const queue = queueOf('--strategy', strategy);
      expect(queue.strategy).toBe(strategy);
      expect([...queue.ids].sort()).toEqual(unlabelled);
      expect(queue.items.map(({ id }) => id)).toEqual(queue.ids);
      expect(queueOf('--strategy', strategy)).toEqual(queue);
      const scored = queue.items.filter(({ byChance }) => !byChance).map(({ score }) => score);
      expect(scored).toEqual([...scored].sort((a, b) => b - a));
    }
    expect(queueOf('--strategy', 'order', '--seed', 'other').ids).not.toEqual(
      queueOf('--strategy', 'order').ids,
    );
  });

  it('scores uncertainty by the probabilities that `score` gives', () => {
    const { stdout } = run('score', '--model', 'model', '--input', 'mixed.jsonl', '--json');
    const probabilities = new Map(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { id: string; probability: number })
        .map(({ id, probability }) => [id, probability]),
    );
    const { items } = queueOf('--strategy', 'uncertainty');
    for (const { id, score } of items) {
      expect(score).toBeCloseTo(1 - Math.abs(2 * (probabilities.get(id) ?? NaN) - 1), 4);
    }
  });

  it('goes by order without a model, and says which option is missing for the others', () => {
    const { ids } = json<Queue>('queue', '--data', 'mixed.jsonl', '--strategy', 'order');
    expect([...ids].sort()).toEqual(unlabelled);
    const refused = run('queue', '--data', 'mixed.jsonl', '--strategy', 'information');
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain('--model DIR is needed for --strategy information');
    const unknown = run('queue', '--data', 'mixed.jsonl', '--strategy', 'best');
    expect(unknown.stderr).toContain("There is no strategy 'best'");
  });

  it('needs labels for an ensemble', () => {
    writeFileSync(path.join(folder, 'bare.jsonl'), `${mixedRows().slice(20).join('\n')}\n`);
    const ask = ['queue', '--data', 'bare.jsonl', '--model', 'model', '--strategy'];
    expect(run(...ask, 'disagreement').stderr).toContain('There is no labelled pair yet');
    expect(json<Queue>(...ask, 'information').ids).toHaveLength(40);
  });

  it('simulates labelling: curves over seeds that begin alike, and leads with intervals', () => {
    const { pool, test, curves, leads } = json<Simulation>(
      ...[
        'simulate',
        '--data',
        preferences,
        '--test',
        path.join(root, 'samples', 'rankings.jsonl'),
      ],
      ...['--strategies', 'order,uncertainty', '--seeds', '5', '--from', '10', '--to', '100'],
    );
    expect({ pool, test }).toEqual({ pool: 137, test: 63 });
    const of = (strategy: string): Simulation['curves'] =>
      curves.filter((each) => each.strategy === strategy);
    expect(of('order').map(({ labels }) => labels)).toEqual(
      of('uncertainty').map(({ labels }) => labels),
    );
    expect(of('order').at(-1)?.labels).toBe(100);
    expect(of('order')[0]?.accuracies).toEqual(of('uncertainty')[0]?.accuracies);
    expect(of('order').at(-1)?.accuracies).not.toEqual(of('uncertainty').at(-1)?.accuracies);
    for (const { accuracies, mean } of curves) {
      expect(accuracies).toHaveLength(5);
      expect(mean).toBeCloseTo(
        accuracies.reduce((sum, each) => sum + each / 5, 0),
        12,
      );
    }
    const [lead, ...more] = leads;
    expect(more).toEqual([]);
    expect(lead).toMatchObject({ strategy: 'uncertainty', over: 'order' });
    const steps = of('order').length - 1;
    const expected = [...of('uncertainty').slice(1)]
      .map((band, k) => band.mean - (of('order')[k + 1]?.mean ?? NaN))
      .reduce((sum, each) => sum + each / steps, 0);
    expect(lead?.value).toBeCloseTo(expected, 12);
    expect(lead?.low).toBeLessThanOrEqual(expected);
    expect(lead?.high).toBeGreaterThanOrEqual(expected);
  });

  it('refuses a first step that is not below the last', () => {
    const files = ['--data', preferences, '--test', path.join(root, 'samples', 'rankings.jsonl')];
    const refused = run('simulate', ...files, '--from', '500');
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain('there are 137 pairs');
  });
});
