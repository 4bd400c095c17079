import type { Settings } from '@config/settings.js';
import { commandLine } from './command-line.js';
import { registerOtherCommands } from './commands/other-commands.js';
import { registerStartCommand } from './commands/start.js';

class Left extends Error {
  constructor(readonly code: number) {
    super(`left with ${String(code)}`);
  }
}

describe('the command line', () => {
  const settings = { root: '/nowhere' } as Settings;
  let said = '';
  const program = () => {
    const made = commandLine(
      (code) => {
        throw new Left(code);
      },
      (text) => (said += text),
    );
    registerStartCommand(made, () => settings);
    registerOtherCommands(made, settings);
    return made;
  };
  const run = async (...words: string[]): Promise<number> => {
    said = '';
    const left = await program()
      .parseAsync(['node', 'trellis', ...words])
      .catch((error: unknown) => error);
    return left instanceof Left ? left.code : NaN;
  };

  it('decides, approves and reads nothing: it has these commands and no other (O08)', async () => {
    expect(
      program()
        .commands.map((command) => command.name())
        .sort(),
    ).toEqual([
      ...[
        'backup',
        'check',
        'create-area',
        'explain-export',
        'export-audit',
        'export-openapi',
        'fresh-start',
        'import-measures',
      ],
      ...['import-register', 'invite-person', 'mail-came-back', 'match', 'migrate', 'replay-erasures'],
      ...[
        'replay-run',
        'restore',
        'restore-drill',
        'retention',
        'seed-demo',
        'start',
        'trial',
        'verify-audit',
      ],
    ]);
    for (const word of [
      'decide',
      'approve',
      'agree',
      'sign-off',
      'read-need',
      'read-review',
      'needs',
      'sql',
    ]) {
      expect([word, await run(word, 'N-2026-001')]).toEqual([word, 2]);
      expect(said).toContain(`unknown command '${word}'`);
      expect(said).toContain('Usage: trellis');
    }
  });

  it.each([
    ['a flag that is none', ['check', '--force']],
    ['a flag that is none, of the start', ['start', '--what']],
    ['a word too many', ['migrate', 'down']],
    ['a file that is not named', ['verify-audit']],
    ['an area that is not named', ['create-area']],
    ['no command', []],
  ])('leaves with usage for %s (O01)', async (_what, words) => {
    expect(await run(...words)).toBe(2);
    expect(said).toContain('Usage: trellis');
  });
});
