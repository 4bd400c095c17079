import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAssignment, type AssignmentLine } from './assignment.bench.js';
import { benchAudit, type AuditLine } from './audit.bench.js';
import { benchCandidates } from './candidates.bench.js';
import { benchChanges } from './changes.bench.js';
import { VARIANTS, type Variant } from './county.js';
import { exponents } from './exponents.js';
import { benchMatching, type BenchLine } from './matching.bench.js';
import { benchScoring, type ScoringLine } from './scoring.bench.js';
import { benchWorkers } from './workers.bench.js';

const { values } = parseArgs({
  options: {
    scoring: { type: 'boolean', default: false },
    assignment: { type: 'boolean', default: false },
    candidates: { type: 'boolean', default: false },
    workers: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    variant: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    audit: { type: 'string' },
    changes: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const isWide = values.scoring || values.assignment || values.candidates || values.workers;
const usual = values.workers
  ? '60000'
  : values.candidates
    ? '26,65,100,150,400,1375'
    : isWide
      ? '65,1375,5000,24000,60000'
      : '65,400,1375';
const sizes = (values.sizes ?? usual).split(',').map(Number);
const all: readonly Variant[] = isWide ? VARIANTS.filter((variant) => variant !== 'days') : VARIANTS;
const variants = (values.variant ?? (values.workers ? 'ample' : all.join(','))).split(',') as Variant[];
const rounds = Number(values.rounds);
if (!sizes.every((size) => Number.isInteger(size) && size >= 3 && size <= 60_000))
  throw new Error('--sizes takes whole numbers of needs from 3 to 60000, like 65,1375');
if (!variants.every((variant) => all.includes(variant))) throw new Error(`--variant takes ${all.join(', ')}`);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1');

const entries = values.audit === undefined ? null : Number(values.audit);
if (entries !== null && !(Number.isInteger(entries) && entries >= 1))
  throw new Error('--audit takes a whole number of entries, like 500000');

const changes = values.changes === undefined ? null : Number(values.changes);
if (changes !== null && !(Number.isInteger(changes) && changes >= 1))
  throw new Error('--changes takes a whole number of changes, like 10000');

if (changes !== null) console.table([benchChanges(changes, Number(values.seed))]);
else if (entries !== null) tellAudit(await benchAudit(entries, rounds));
else if (values.candidates)
  tell(variants.flatMap((variant) => sizes.map((size) => benchCandidates(size, variant, rounds))));
else if (values.workers) {
  // Beside the bundle that this is part of.
  const thread = join(import.meta.dirname, 'thread.mjs');
  for (const variant of variants)
    for (const size of sizes) tell([await benchWorkers(size, variant, rounds, thread)]);
} else if (values.scoring) await scoring();
else if (values.assignment) await assignment();
else await matching();

async function scoring(): Promise<void> {
  // Beside the bundle that this is part of.
  const thread = join(import.meta.dirname, 'thread.mjs');
  const lines: ScoringLine[] = [];
  for (const variant of variants)
    for (const size of sizes) lines.push(await benchScoring(size, variant, rounds, thread));
  if (values.json) {
    console.log(JSON.stringify(lines));
    return;
  }
  console.log(
    `Medians of ${rounds} rounds after two warm-ups, interleaved: milliseconds of the processor; workers by the clock.`,
  );
  console.table(
    lines.map((line) => ({
      ...{ needs: line.needs, schools: line.schools, variant: line.variant, eligible: line.eligible },
      ...{ load: round(line.load), pack: round(line.pack), block: round(line.block) },
      ...{ score: round(line.score), 'C++': line.native === null ? 'no g++' : round(line.native) },
      'score / C++': line.scoreToNative?.toFixed(2) ?? '',
      'plain / score': line.plainToScore.toFixed(0),
      'one worker / two': line.oneToTwo.toFixed(2),
      ...{ 'peak MB': line.peakMegabytes, 'machine load': line.machineLoad.toFixed(1) },
    })),
  );
  for (const variant of variants) {
    const own = lines.filter((line) => line.variant === variant);
    if (own.length > 1) console.log(`${variant}: time grows as needs to the power of ${exponents(own)}`);
  }
}

async function assignment(): Promise<void> {
  const lines: AssignmentLine[] = [];
  for (const variant of variants)
    for (const size of sizes) lines.push(await benchAssignment(size, variant, rounds));
  if (values.json) {
    console.log(JSON.stringify(lines));
    return;
  }
  console.log(`Medians of ${rounds} rounds after two warm-ups, interleaved: milliseconds of the processor.`);
  console.table(
    lines.map((line) => ({
      ...{ needs: line.needs, variant: line.variant, met: line.met, assign: round(line.assign) },
      LEMON: line.lemon === null ? 'not here' : round(line.lemon),
      'assign / LEMON': line.assignToLemon?.toFixed(2) ?? '',
      ...{ score: round(line.score), 'plan, all pairs priced': round(line.plan) },
      ...{ passes: line.passes, added: line.added, 'peak MB': line.peakMegabytes },
      'machine load': line.machineLoad.toFixed(1),
    })),
  );
}

async function matching(): Promise<void> {
  const lines: BenchLine[] = [];
  for (const size of sizes)
    for (const variant of variants) lines.push(await benchMatching(size, variant, rounds));
  if (values.json) {
    console.log(JSON.stringify(lines));
    return;
  }
  console.log(`Medians of ${rounds} rounds after two warm-ups, interleaved, in milliseconds.`);
  console.table(
    lines.map((line) => ({
      ...{ needs: line.needs, variant: line.variant, 'eligible pairs': line.eligible },
      ...{ build: round(line.build), score: round(line.score), plan: round(line.plan) },
      ...{ verify: round(line.verify), HiGHS: line.highs === null ? 'not run' : round(line.highs) },
      'plan / HiGHS': line.planToHighs === null ? '' : line.planToHighs.toFixed(2),
      'greedy misses': line.greedyMisses,
      gap: line.gap,
      ...{ 'one change': round(line.oneChange), '/ full': line.oneChangeShare.toFixed(3) },
      ...tellInPlace(line.inPlace),
      'peak MB': line.peakMegabytes,
    })),
  );
}

function tellInPlace({ found, kinds, text }: BenchLine['inPlace']): Record<string, string> {
  const shares = kinds.map(({ kind, ms, share }) => [kind, `${round(ms)} = ${share.toFixed(5)}`] as const);
  return {
    'changes in place': String(found),
    ...Object.fromEntries(shares),
    'text of the plan': round(text),
  };
}

function tellAudit(line: AuditLine): void {
  const rates = {
    'entries/s': Math.round(line.entries / line.seconds),
    'entries/cpu s': Math.round(line.entries / line.cpuSeconds),
  };
  if (values.json) console.log(JSON.stringify({ ...line, ...rates }));
  else console.table([{ ...line, ...rates }]);
}

/** Numbers as they are. */
function tell(lines: readonly object[]): void {
  if (values.json) console.log(JSON.stringify(lines));
  else console.table(lines);
}

function round(ms: number): string {
  return ms < 10 ? ms.toFixed(2) : ms.toFixed(0);
}
