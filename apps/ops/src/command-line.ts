import { Command } from 'commander';

const WRONG_USE = 2;

/**
 * The command itself, before its commands. Whatever it does not know ends with usage and 2, and nothing is done.
 *
 * @param end leaves with this code. @param say where usage and faults are written.
 */
export function commandLine(
  end: (code: number) => never,
  say: (text: string) => void = (text) => void process.stderr.write(text),
): Command {
  return (
    new Command('trellis')
      .description('School-to-school support brokerage')
      .version('0.1.0')
      .showHelpAfterError()
      .configureOutput({ writeErr: say })
      // Help that was asked for is no fault.
      .exitOverride(({ exitCode }) => end(exitCode === 0 ? 0 : WRONG_USE))
  );
}
