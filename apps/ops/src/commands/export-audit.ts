import { createWriteStream, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ExportBundle, INSTALLATION, type Tree } from '@app/audit';
import { DecidedRuns } from '@app/brokerage';
import { systemActor } from '@app/identity';
import { DomainError } from '@app/kernel';
import { AuditorUnitOfWork, Lookup } from '@app/platform';
import type { Command } from 'commander';
import { areaCalled } from './area-called.js';
import { CONSOLE, type Output, type RoomsInHand } from './console.js';

export interface ExportAuditFlags {
  readonly area?: string;
  readonly installation?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

const [DONE, REFUSED] = [0, 3];

/** For an operator who is asked for the log. What the command line may not read leaves as its commitment alone. */
export function registerExportAuditCommand(program: Command, open: () => Promise<RoomsInHand>): void {
  program
    .command('export-audit')
    .description('the audit log of an area as one file that is checked without Trellis (verify-audit)')
    .option('--area <code>', 'the area it belongs to')
    .option('--installation', 'instead of an area: what belongs to none, like imports of the register')
    .option('--out <file>', 'where to write it; left out: audit-<area>-<size>.zip')
    .option('--json', 'one JSON document instead of words')
    .action(async (flags: ExportAuditFlags) => {
      const rooms = await open();
      try {
        process.exitCode = await exportAudit(rooms, flags, CONSOLE);
      } finally {
        await rooms.close();
      }
    });
}

/** @returns the exit code: 0 written, 3 refused, and then there is no file. */
export async function exportAudit(
  rooms: Pick<RoomsInHand, 'get'>,
  flags: ExportAuditFlags,
  output: Output,
): Promise<number> {
  let file: string | null = null;
  try {
    const tree = await treeCalled(rooms, flags);
    const actor = systemActor('ops', tree.area);
    const runs = tree.area === null ? null : rooms.get(DecidedRuns).parts(actor, tree.area);
    const bundle = await rooms.get(ExportBundle).execute(rooms.get(AuditorUnitOfWork), actor, tree, runs);
    file = resolve(flags.out ?? bundle.name);
    await pipeline(bundle.bytes, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    const said = { file, entries: bundle.size };
    output.out(flags.json ? `${JSON.stringify(said)}\n` : `${String(bundle.size)} entries: ${file}\n`);
    return DONE;
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (file !== null && !taken) rmSync(file, { force: true });
    if (!taken && !(error instanceof DomainError)) throw error;
    output.err(
      taken ? `${file ?? ''} is there already: give another --out.\n` : `${(error as Error).message}\n`,
    );
    return REFUSED;
  }
}

async function treeCalled(rooms: Pick<RoomsInHand, 'get'>, flags: ExportAuditFlags): Promise<Tree> {
  if (flags.installation) return INSTALLATION;
  const area = await areaCalled(rooms, flags.area);
  const areas = await rooms.get(Lookup).call<{ id: string; code: string }>('areas');
  return { area, code: areas.find(({ id }) => id === area)?.code ?? '' };
}
