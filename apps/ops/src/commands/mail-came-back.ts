import { NoteBounce } from '@app/identity';
import type { Command } from 'commander';
import { CONSOLE, type Output, type RoomsInHand } from './console.js';

const [DONE, REFUSED] = [0, 3];
const MOST = 160;

/** For mail that came back to the sender's own mailbox: its Message-ID begins with the mail's id. */
export function registerMailCameBackCommand(program: Command, open: () => Promise<RoomsInHand>): void {
  program
    .command('mail-came-back')
    .description('note that a mail did not arrive: it is shown on its record and to its person')
    .argument('<id>', 'what stands before the @ in the Message-ID of the mail that came back')
    .option('--because <words>', 'what the other mail server said, in a sentence', 'It came back.')
    .action(async (id: string, flags: { because: string }) => {
      const rooms = await open();
      try {
        process.exitCode = await mailCameBack(rooms, id, flags.because, CONSOLE);
      } finally {
        await rooms.close();
      }
    });
}

/** @returns the exit code: 0 noted, 3 there is no such mail, or it is known to have come back. */
export async function mailCameBack(
  rooms: Pick<RoomsInHand, 'get'>,
  id: string,
  because: string,
  output: Output,
): Promise<number> {
  const noted = await rooms.get(NoteBounce).execute(id.replace(/^<|@.*$/g, ''), because.slice(0, MOST));
  if (noted) output.out('Noted.\n');
  else output.err('There is no such mail, or it is known to have come back.\n');
  return noted ? DONE : REFUSED;
}
