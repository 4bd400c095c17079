import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { explainDecisions, type DecidedRun, type ExplainedDecision, type SealedAct } from '@app/brokerage';
import { PART_WORDS, PARTS } from '@app/matching';
import type { Command } from 'commander';
import { strFromU8, unzipSync } from 'fflate';
import { CONSOLE, type Output } from './console.js';
import { verifierFile } from './verify-audit.js';

interface ExplainExportFlags {
  readonly proposal?: string;
  readonly json?: boolean;
}

/** A line of the export. */
interface Entry {
  readonly bytes: string | null;
  readonly details?: readonly { readonly name: string; readonly value?: string }[];
}
const [FITS, DIFFERS, UNREADABLE] = [0, 4, 3];
/** Of a ranking, in words; the JSON has all of it. */
const SHOWN = 5;

/** Exit: 0 every ranking comes out as it was sealed, 4 one does not, 3 unreadable. No database is opened. */
export function registerExplainExportCommand(program: Command, root: string): void {
  program
    .command('explain-export')
    .description('why each decision of an exported audit log: its ranking, made again from the export alone')
    .argument('<file>', 'a whole export, of export-audit or of the page')
    .option('--proposal <reference>', 'one decision, like P-2026-001')
    .option('--json', 'one JSON document instead of words')
    .action((file: string, flags: ExplainExportFlags) => {
      // What the checker refuses says nothing about any decision.
      const checked = spawnSync(process.execPath, [verifierFile(root), file], { encoding: 'utf8' });
      if (checked.status !== 0) {
        CONSOLE.err(checked.stdout + checked.stderr);
        process.exitCode = checked.status ?? UNREADABLE;
        return;
      }
      process.exitCode = explainExport(file, flags, CONSOLE);
    });
}

/** @param file a whole export that the checker has found in order. @returns the exit code. */
export function explainExport(file: string, flags: ExplainExportFlags, output: Output): number {
  const parts = partsOf(file);
  if (parts === null) {
    output.err('This is no export of an audit log.\n');
    return UNREADABLE;
  }
  const runs = [...parts]
    .filter(([name]) => name.startsWith('runs/'))
    .map(([, text]) => JSON.parse(text) as DecidedRun);
  const found = explainDecisions(actsOf(parts), runs, flags.proposal);
  if (found.length === 0) {
    output.err('No such decision is in this file. A part of a log has none: take a whole one.\n');
    return UNREADABLE;
  }
  output.out(flags.json ? `${JSON.stringify(found)}\n` : found.map(inWords).join('\n'));
  return found.every(({ faults }) => faults.length === 0) ? FITS : DIFFERS;
}

/** @returns null for what is no zip. */
export function partsOf(file: string): Map<string, string> | null {
  try {
    const parts = Object.entries(unzipSync(readFileSync(file)));
    return new Map(parts.map(([name, bytes]) => [name, strFromU8(bytes)]));
  } catch {
    return null;
  }
}

/** What was done, in the order of the log; refusals and changes are left out. */
export function actsOf(parts: ReadonlyMap<string, string>): SealedAct[] {
  return (parts.get('entries.jsonl') ?? '').split('\n').flatMap((line): SealedAct[] => {
    if (line === '') return [];
    const { bytes, details } = JSON.parse(line) as Entry;
    const valueOf = (key: string): string => new RegExp(`^${key}=(.*)$`, 'm').exec(bytes ?? '')?.[1] ?? '';
    if (valueOf('act') === '' || valueOf('outcome') !== 'done') return [];
    const given = (details ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
    const said = Object.fromEntries(given) as SealedAct['details'];
    return [{ act: valueOf('act'), entity: valueOf('entity'), details: said }];
  });
}

/** As pages say points: the engine reckons in thousandths. */
const ofHundred = (points: number): string => (points / 10).toFixed(1);

function inWords({ proposal, outcome, reason, run, ranking, chosen, faults }: ExplainedDecision): string {
  const lines = [`${proposal}: ${outcome}${run === null ? '' : `, from the ranking of ${run}`}`];
  for (const { place, supporter, points, parts } of ranking.slice(0, Math.max(SHOWN, chosen ?? 0))) {
    const said = PARTS.flatMap((part) =>
      parts[part] === null ? [] : [`${PART_WORDS[part]} ${ofHundred(parts[part])}`],
    );
    lines.push(
      `${place === chosen ? '→' : ' '} ${String(place)}. ${supporter}  ${ofHundred(points)} of 100 = ${said.join(' + ')}`,
    );
  }
  if (ranking.length > Math.max(SHOWN, chosen ?? 0)) lines.push(`  … ${String(ranking.length)} in all`);
  if (reason !== null) lines.push(`  Because: ${reason}`);
  lines.push(faults.length === 0 ? '  Made again, and the same.' : `  NOT THE SAME: ${faults.join('; ')}`);
  return `${lines.join('\n')}\n`;
}
