import { DomainError, BadInput, type AreaId } from '@app/kernel';
import { systemActor } from '@app/identity';
import { CreateArea } from '@app/schools';
import type { Command } from 'commander';
import { areaTemplates } from '../demo/area-templates.js';
import { CONSOLE, type Output, type RoomsInHand } from './console.js';

export interface CreateAreaFlags {
  readonly name: string;
  readonly controller: string;
  readonly la?: string;
  readonly schools?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const [DONE, USAGE, REFUSED] = [0, 2, 3];
const JOINING = { authority: 'of_authority', all: 'all', none: 'none' } as const;

/** @param root of the installation, where `config/` stands. */
export function registerCreateAreaCommand(
  program: Command,
  open: () => Promise<RoomsInHand>,
  root: string,
): void {
  program
    .command('create-area')
    .description('open an area: its first settings from the templates, its schools from the register')
    .argument('<code>', 'small letters, digits and hyphens, as it stands in addresses')
    .requiredOption('--name <name>', 'as people call it')
    .requiredOption('--controller <body>', 'who answers for the data in law')
    .option('--la <code>', 'the local authority’s three digits')
    .option('--schools <which>', 'who joins at once: authority, all or none', 'authority')
    .option('--dry-run', 'read the templates and write nothing')
    .option('--json', 'one JSON document instead of words')
    .action(async (code: string, flags: CreateAreaFlags) => {
      const rooms = await open();
      try {
        process.exitCode = await createArea(rooms, root, code, flags, CONSOLE);
      } finally {
        await rooms.close();
      }
    });
}

/** @returns the exit code: 0 done, 2 not one of the choices, 3 refused and nothing written. */
export async function createArea(
  rooms: Pick<RoomsInHand, 'get'>,
  root: string,
  code: string,
  flags: CreateAreaFlags,
  output: Output,
): Promise<number> {
  const schools = JOINING[(flags.schools ?? 'authority') as keyof typeof JOINING] as string | undefined;
  if (schools === undefined) {
    output.err('Give --schools authority, all or none.\n');
    return USAGE;
  }
  try {
    const settings = areaTemplates(root);
    if (flags.dryRun) {
      output.err('The templates can come into force. Nothing was written.\n');
      return DONE;
    }
    const id: AreaId = await rooms.get(CreateArea).execute(systemActor('ops', null), {
      ...{ code, name: flags.name, laCode: flags.la ?? null, controller: flags.controller, demo: false },
      ...{ schools: schools as 'all', settings },
    });
    if (flags.json) output.out(`${JSON.stringify({ id, code })}\n`);
    else output.out(`The area ${code} is open. Invite its chair and its administrator next.\n`);
    return DONE;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    output.err(sayRefusal(error));
    return REFUSED;
  }
}

/** Every field that must be mended, else the one sentence. */
export function sayRefusal(error: DomainError): string {
  const lines =
    error instanceof BadInput && error.errors.length > 0
      ? error.errors.map(({ path, message }) => `${path}: ${message}.`)
      : [error.message];
  return `${lines.join('\n')}\n`;
}
