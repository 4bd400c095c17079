import { ReplayRun, type ReplayedRun, type RunProof } from '@app/brokerage';
import { systemActor } from '@app/identity';
import { DomainError } from '@app/kernel';
import type { Command } from 'commander';
import { areaCalled } from './area-called.js';
import { CONSOLE, type Output, type RoomsInHand } from './console.js';

export interface ReplayRunFlags {
  readonly area?: string;
  readonly json?: boolean;
  readonly proof?: boolean;
}

const [SAME, DIFFERS, REFUSED] = [0, 1, 3];
const NAMED = 10;

/** For an officer who wants to know that a list or a plan was not made up afterwards. */
export function registerReplayRunCommand(program: Command, open: () => Promise<RoomsInHand>): void {
  program
    .command('replay-run')
    .description('make a finished match run again from what it was made of, and compare')
    .argument('<reference>', 'like R-0001')
    .option('--area <code>', 'the area it belongs to')
    .option('--proof', 'do not plan again: hold the plan that was kept against the certificate kept with it')
    .option('--json', 'one JSON document instead of words')
    .action(async (reference: string, flags: ReplayRunFlags) => {
      const rooms = await open();
      try {
        process.exitCode = await replayRun(rooms, reference, flags, CONSOLE);
      } finally {
        await rooms.close();
      }
    });
}

/** @returns the exit code: 0 the same, 1 something differs, 3 there is no such finished run. */
export async function replayRun(
  rooms: Pick<RoomsInHand, 'get'>,
  reference: string,
  flags: ReplayRunFlags,
  output: Output,
): Promise<number> {
  try {
    const area = await areaCalled(rooms, flags.area);
    const replayed = await rooms
      .get(ReplayRun)
      .execute(systemActor('ops', area), area, reference, { solve: flags.proof !== true });
    output.out(flags.json ? `${JSON.stringify(replayed)}\n` : sayReplayed(replayed));
    return replayed.kept === replayed.now && replayed.proof.kind !== 'refused' ? SAME : DIFFERS;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    output.err(`${error.message}\n`);
    return REFUSED;
  }
}

function sayReplayed({ reference, needs, sameEngine, otherRows, kept, now, proof }: ReplayedRun): string {
  const engine = sameEngine ? '' : 'It was made by another version of the engine than runs here.\n';
  if (kept === now)
    return `${engine}${reference}: the same to the letter, ${String(needs)} ${needs === 1 ? 'need' : 'needs'} and the plan (${now}).\n${sayProof(proof)}`;
  const named = otherRows.slice(0, NAMED).join(', ');
  const what = otherRows.length > 0 ? `need ${named}${otherRows.length > NAMED ? ' …' : ''}` : 'the plan';
  return `${engine}${reference}: not the same: ${what}.\nKept: ${kept}\nNow:  ${now}\n${sayProof(proof)}`;
}

function sayProof(proof: RunProof): string {
  if (proof.kind === 'not_kept') return 'No certificate was kept with it.\n';
  if (proof.kind === 'refused') return `Its certificate does not prove the plan: ${proof.because}\n`;
  return proof.gap
    ? 'Its certificate proves the plan, but for the gap that the plan says.\n'
    : 'Its certificate proves that no better plan exists.\n';
}
