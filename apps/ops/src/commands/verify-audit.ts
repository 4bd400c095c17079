import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from 'commander';

/** The very file that an officer runs on another machine; this command only spares its path. */
export function verifierFile(root: string): string {
  return join(root, 'libs', 'audit', 'src', 'verifier', 'verify.mjs');
}

interface VerifyAuditFlags {
  readonly checkpoint: readonly string[];
  readonly key?: string;
  readonly compare?: string;
}

/** Exit: 0 verified, 4 tampered with, 3 unreadable. No database is opened. */
export function registerVerifyAuditCommand(program: Command, root: string): void {
  program
    .command('verify-audit')
    .description('check an export of the audit log, offline: 0 verified, 4 tampered with, 3 unreadable')
    .argument('<file>', 'what export-audit or the page gave')
    .option('--checkpoint <file>', 'a checkpoint that you kept; more than one may be given', and, [])
    .option('--key <file>', 'the public key that you kept')
    .option('--compare <file>', 'an export somebody else was given: both must tell one history')
    .action((file: string, flags: VerifyAuditFlags) => {
      const told = [
        ...flags.checkpoint.flatMap((each) => ['--checkpoint', each]),
        ...(flags.key === undefined ? [] : ['--key', flags.key]),
        ...(flags.compare === undefined ? [] : ['--compare', flags.compare]),
      ];
      const run = spawnSync(process.execPath, [verifierFile(root), file, ...told], { stdio: 'inherit' });
      process.exitCode = run.status ?? 1;
    });
}

const and = (one: string, before: readonly string[]): string[] => [...before, one];
