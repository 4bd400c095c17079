import { parseArgs } from 'node:util';
import { benchAudit, type AuditLine } from './audit.bench.js';
import { VARIANTS, type Variant } from './county.js';
import { benchMatching, type BenchLine } from './matching.bench.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '65,400,1375' },
    variant: { type: 'string', default: VARIANTS.join(',') },
    rounds: { type: 'string', default: '7' },
    audit: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const sizes = values.sizes.split(',').map(Number);
const variants = values.variant.split(',') as Variant[];
const rounds = Number(values.rounds);
if (!sizes.every((size) => Number.isInteger(size) && size >= 3 && size <= 60_000))
  throw new Error('--sizes takes whole numbers of needs from 3 to 60000, like 65,1375');
if (!variants.every((variant) => VARIANTS.includes(variant)))
  throw new Error(`--variant takes ${VARIANTS.join(', ')}`);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1');

const entries = values.audit === undefined ? null : Number(values.audit);
if (entries !== null && !(Number.isInteger(entries) && entries >= 1))
  throw new Error('--audit takes a whole number of entries, like 500000');
if (entries !== null) tellAudit(await benchAudit(entries, rounds));

const lines: BenchLine[] = [];
for (const size of entries === null ? sizes : [])
  for (const variant of variants) lines.push(await benchMatching(size, variant, rounds));

if (entries === null && values.json) console.log(JSON.stringify(lines));
else if (entries === null) {
  console.log(`Medians of ${String(rounds)} rounds after two warm-ups, interleaved, in milliseconds.`);
  console.table(
    lines.map((line) => ({
      ...{ needs: line.needs, variant: line.variant, 'eligible pairs': line.eligible },
      ...{ build: round(line.build), score: round(line.score), plan: round(line.plan) },
      ...{ verify: round(line.verify), HiGHS: line.highs === null ? 'not run' : round(line.highs) },
      'plan / HiGHS': line.planToHighs === null ? '' : line.planToHighs.toFixed(2),
      'greedy misses': line.greedyMisses,
      gap: line.gap,
      ...{ 'one change': round(line.oneChange), '/ full': line.oneChangeShare.toFixed(3) },
      'peak MB': line.peakMegabytes,
    })),
  );
}

function tellAudit(line: AuditLine): void {
  const rates = {
    'entries/s': Math.round(line.entries / line.seconds),
    'entries/cpu s': Math.round(line.entries / line.cpuSeconds),
  };
  if (values.json) console.log(JSON.stringify({ ...line, ...rates }));
  else console.table([{ ...line, ...rates }]);
}

function round(ms: number): string {
  return ms < 10 ? ms.toFixed(2) : ms.toFixed(0);
}
