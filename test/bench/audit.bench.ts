import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, openSync, closeSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storedZip } from '../../libs/audit/src/export/stored-zip.js';
import { GrowingTree, leafHash } from '../../libs/audit/src/merkle-tree.js';
import { signCheckpoint, verifierKey } from '../../libs/audit/src/signed-note.js';

export interface AuditLine {
  readonly entries: number;
  readonly megabytes: number;
  readonly checkpoints: number;
  /** Of the whole program, from its start to its end: the median. */
  readonly seconds: number;
  /** What its processor was busy for: on a machine that does other things too, the fairer of the two. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

const ORIGIN = 'bench.example.org/areas/downland';
/** Entries between two checkpoints: a busy second of a county. */
const EACH = 50;
const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The verifier as an officer runs it, on an export of so many entries: half of them acts with words that she reads. */
export async function benchAudit(entries: number, rounds: number): Promise<AuditLine> {
  const folder = mkdtempSync(join(tmpdir(), 'trellis-bench-audit-'));
  try {
    const file = join(folder, 'export.zip');
    const checkpoints = await writeExport(file, entries);
    const runs = Array.from({ length: rounds }, () => verify(file)).sort((a, b) => a.cpu - b.cpu);
    const middle = runs[Math.floor(rounds / 2)] ?? { cpu: 0, peak: 0 };
    const seconds = runs.map(({ wall }) => wall).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
    const megabytes = Math.round(statSync(file).size / 1e6);
    return { entries, megabytes, checkpoints, seconds, cpuSeconds: middle.cpu, peakMegabytes: middle.peak };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function verify(file: string): { wall: number; cpu: number; peak: number } {
  const verifier = join(process.cwd(), 'libs/audit/src/verifier/verify.mjs');
  // It tells what it used as its last word; nothing of it stands in the verifier itself.
  const code = `import(${JSON.stringify(verifier)}).then(({ main }) => {
    process.exitCode = main([${JSON.stringify(file)}]);
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    // Its own: what the system counts as most begins with that of who started it.
    const peak = Math.round(Number(/VmHWM:\\s+(\\d+)/.exec(require('fs').readFileSync('/proc/self/status'))[1]) / 1024);
    console.log(JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak }));
  })`;
  const begun = performance.now();
  const run = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
  const wall = (performance.now() - begun) / 1000;
  if (run.status !== 0 || !run.stdout.startsWith('All ')) throw new Error(run.stdout + run.stderr);
  return {
    wall,
    ...(JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as { cpu: number; peak: number }),
  };
}

async function writeExport(file: string, entries: number): Promise<number> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const tree = new GrowingTree();
  const notes: string[] = [];
  const lines: Buffer[] = [];
  for (let index = 0; index < entries; index += 1) {
    const line = entryOf(index);
    tree.append(leafHash(Buffer.from(line.bytes)));
    lines.push(Buffer.from(`${JSON.stringify(line)}\n`));
    const { size } = tree;
    if (size % EACH === 0 || size === entries)
      notes.push(signCheckpoint({ origin: ORIGIN, size, root: tree.root() }, privateKey));
  }
  const root = tree.root().toString('base64');
  const manifest = {
    format: 'trellis.audit-export/1',
    origin: ORIGIN,
    size: entries,
    root,
    whole: true,
    entries,
  };
  const parts = [
    { name: 'manifest.json', content: [Buffer.from(JSON.stringify(manifest))] },
    { name: 'checkpoints.txt', content: [Buffer.from(notes.join('\n'))] },
    { name: 'keys.txt', content: [Buffer.from(verifierKey(ORIGIN, privateKey))] },
    { name: 'entries.jsonl', content: lines },
  ];
  const to = openSync(file, 'w');
  for await (const piece of storedZip(parts)) writeSync(to, piece);
  closeSync(to);
  writeFileSync(`${file}.key`, verifierKey(ORIGIN, privateKey));
  return notes.length;
}

function entryOf(index: number) {
  const [id, salt] = [hex(`id ${String(index)}`).slice(0, 36), hex(`salt ${String(index)}`)];
  const act = index % 2 === 0;
  const value = `A sentence or two of why it was decided so, as somebody types it (${String(index)}).`;
  const commitment = (name: string): string =>
    createHash('sha256')
      .update(
        Buffer.concat([
          Buffer.from('trellis.detail/1\0'),
          Buffer.from(salt, 'hex'),
          Buffer.from(`${name}\0${value}`),
        ]),
      )
      .digest('hex');
  const names = act ? ['reason'] : ['after', 'before'];
  const bytes = [
    ...[
      'trellis.audit/1',
      `id=${id}`,
      `area=${hex('area').slice(0, 36)}`,
      `request=${id.slice(0, 20)}`,
      `of=${id}`,
    ],
    ...[
      'at=2026-11-27T10:41:07.123456Z',
      `actor=person:${id}`,
      'door=web',
      `act=${act ? 'decision.make' : 'row.update'}`,
    ],
    ...[
      'outcome=done',
      `entity=brokerage.proposal:${id}:3`,
      'schools=990005,990013',
      `matrix=${hex('matrix')}`,
    ],
    `details=${names.map((name) => `${name}:${commitment(name)}`).join(',')}`,
  ];
  const details = names.map((name) => (act ? { name, salt, value } : { name, state: 'withheld' }));
  const text = `${bytes.join('\n')}\n`;
  return { index, bytes: text, leaf: leafHash(Buffer.from(text)).toString('hex'), details };
}
