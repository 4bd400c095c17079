import { FreshStartFromConsole, type FreshStartByHand } from '@app/identity';
import { DomainError } from '@app/kernel';
import type { Command } from 'commander';
import { areaCalled } from './area-called.js';
import { CONSOLE, type Output, type RoomsInHand } from './console.js';
import { sayRefusal } from './create-area.js';

export interface FreshStartFlags extends Omit<FreshStartByHand, 'email'> {
  readonly area?: string;
}

const [DONE, REFUSED] = [0, 3];

/** For the one person whom no page can help: an area's only chair who lost every way to sign in. */
export function registerFreshStartCommand(program: Command, open: () => Promise<RoomsInHand>): void {
  program
    .command('fresh-start')
    .description('takes every second factor away from the only chair of an area, who lost all of them')
    .argument('<email>', 'their work e-mail address')
    .requiredOption('--sure <words>', 'how it was made sure that it is them who ask')
    .requiredOption('--asked-by <name>', 'who asked for it')
    .requiredOption('--approved-by <name>', 'who else agreed to it')
    .option('--area <code>', 'the area whose chair it is')
    .action(async (email: string, flags: FreshStartFlags) => {
      const rooms = await open();
      try {
        process.exitCode = await freshStart(rooms, email, flags, CONSOLE);
      } finally {
        await rooms.close();
      }
    });
}

/** @returns the exit code: 0 done, 3 refused and nothing changed. */
export async function freshStart(
  rooms: Pick<RoomsInHand, 'get'>,
  email: string,
  { area: code, ...said }: FreshStartFlags,
  output: Output,
): Promise<number> {
  try {
    const area = await areaCalled(rooms, code);
    await rooms.get(FreshStartFromConsole).execute(area, { email, ...said });
    output.out('Done: they are signed out everywhere and have no second factor. They are told by mail.\n');
    output.err('Their password stays and leads them to a new one. If they forgot it: /sign-in/forgotten.\n');
    return DONE;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    output.err(sayRefusal(error));
    return REFUSED;
  }
}
