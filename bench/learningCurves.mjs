// Which queue of pairs to label learns fastest: `node bench/learningCurves.mjs [REPORT.json]`
// Simulates labelling hh_helpful by every queue, 10 seeds (20 to 30 minutes), or takes the report of
// `reward-lens simulate --json` given; prints a table and draws media/figures/learning-curves.svg.
import fs from 'node:fs';
import path from 'node:path';
import { dataFolder, filesGiven, root, run } from './support.mjs';

const figure = path.join(root, 'media', 'figures', 'learning-curves.svg');
const names = {
  uncertainty: 'Uncertainty',
  information: 'Information (D-optimal)',
  disagreement: 'Disagreement (BALD)',
};

const [given] = filesGiven(1);
const report = JSON.parse(given === undefined ? simulate() : fs.readFileSync(given, 'utf8'));
const bands = new Map();
for (const band of report.curves) {
  bands.set(band.strategy, [...(bands.get(band.strategy) ?? []), band]);
}
console.log(table());
fs.mkdirSync(path.dirname(figure), { recursive: true });
fs.writeFileSync(figure, svg());
console.log(`\n${path.relative(root, figure)}`);

function simulate() {
  const [data, test] = ['train', 'test'].map((part) =>
    path.join(dataFolder, `hh_helpful.${part}.jsonl.gz`),
  );
  if (!fs.existsSync(data)) {
    console.error(`${data} is not there: nothing to simulate on.`);
    process.exit(1);
  }
  const args = ['simulate', '--data', data, '--test', test, '--seeds', '10', '--json'];
  return run(process.execPath, [path.join(root, 'dist', 'cli.cjs'), ...args]);
}

function percent(share) {
  return (100 * share).toFixed(1);
}

/** Mean, lowest and highest accuracy over seeds, a row for each number of labels. */
function table() {
  const strategies = [...bands.keys()];
  const rows = bands.get(strategies[0]).map(({ labels }, step) => {
    const cells = strategies.map((strategy) => {
      const { mean, lowest, highest } = bands.get(strategy)[step];
      return `${percent(mean)} (${percent(lowest)} to ${percent(highest)})`;
    });
    return `| ${labels} | ${cells.join(' | ')} |`;
  });
  const leads = report.leads.map(({ strategy, over, value, low, high }) => {
    const [mean, from, to] = [value, low, high].map((lead) => (100 * lead).toFixed(1));
    return `${strategy} over ${over}: ${mean} points (${from} to ${to})`;
  });
  return [
    `${report.pool} pairs to label, ${report.test} to test on, l2 ${report.l2}`,
    `| labels | ${strategies.join(' | ')} |`,
    `|-------:|${strategies.map(() => '---').join('|')}|`,
    ...rows,
    ...leads,
  ].join('\n');
}

/** A panel for each queue beside labelling by order, bands from the lowest seed to the highest. */
function svg() {
  const others = [...bands.keys()].filter((strategy) => strategy !== 'order');
  const [panel, gap, left, height] = [250, 20, 44, 250];
  const width = left + others.length * panel + (others.length - 1) * gap + 10;
  const panels = others.map((strategy, index) =>
    panelOf(strategy, { x: left + index * (panel + gap), y: 30, width: panel, height: 170 }),
  );
  const { pool, test } = report;
  const seeds = report.curves[0].accuracies.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Learning curves of each queue beside labelling by order">
<style>
  text { font: 12px system-ui, sans-serif; fill: #3b3b3b }
  .grid { stroke: #d0d0d0 } .line { fill: none; stroke-width: 2 } .band { opacity: .18 }
  .order { stroke: #6b6b6b; stroke-dasharray: 5 3 } .order-band { fill: #6b6b6b }
  .queue { stroke: #0b62c4 } .queue-band { fill: #0b62c4 }
  @media (prefers-color-scheme: dark) {
    text { fill: #cccccc } .grid { stroke: #444444 }
    .order { stroke: #a8a8a8 } .order-band { fill: #a8a8a8 }
    .queue { stroke: #5ca9ff } .queue-band { fill: #5ca9ff }
  }
</style>
${panels.join('\n')}
<text x="${left}" y="${height - 8}">labels, of ${pool} pairs · accuracy in % on ${test} pairs · ${seeds} seeds: mean, lowest to highest · dashed: by order</text>
</svg>
`;
}

function panelOf(strategy, { x, y, width, height }) {
  const [low, high] = [0.48, 0.65];
  const all = bands.get(strategy).map(({ labels }) => labels);
  const [first, last] = [Math.log(all[0]), Math.log(all.at(-1))];
  const across = (labels) => (x + (width * (Math.log(labels) - first)) / (last - first)).toFixed(1);
  const up = (share) => (y + (height * (high - share)) / (high - low)).toFixed(1);
  const line = (points, value) =>
    points.map((p) => `${across(p.labels)},${up(value(p))}`).join(' ');
  const curve = (points, kind) => {
    const over = line(points, ({ highest }) => highest);
    const under = line([...points].reverse(), ({ lowest }) => lowest);
    return (
      `<polygon class="band ${kind}-band" points="${over} ${under}"/>` +
      `<polyline class="line ${kind}" points="${line(points, ({ mean }) => mean)}"/>`
    );
  };
  const grid = [0.5, 0.55, 0.6, 0.65].map(
    (share) =>
      `<line class="grid" x1="${x}" x2="${x + width}" y1="${up(share)}" y2="${up(share)}"/>` +
      `<text x="${x - 6}" y="${Number(up(share)) + 4}" text-anchor="end">${(100 * share).toFixed(0)}</text>`,
  );
  const anchors = { [all[0]]: 'start', [all.at(-1)]: 'end' };
  const ticks = [all[0], 100, 500, all.at(-1)].map((labels) => {
    const anchor = anchors[labels] ?? 'middle';
    return `<text x="${across(labels)}" y="${y + height + 16}" text-anchor="${anchor}">${labels}</text>`;
  });
  const title = `<text x="${x + width / 2}" y="${y - 12}" text-anchor="middle">${names[strategy]}</text>`;
  const numbered = x < 60 ? grid : grid.map((each) => each.replace(/<text.*$/, ''));
  return [
    title,
    ...numbered,
    ...ticks,
    curve(bands.get('order'), 'order'),
    curve(bands.get(strategy), 'queue'),
  ].join('\n');
}
