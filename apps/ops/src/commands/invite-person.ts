import {
  DomainError,
  localDateOf,
  parseUrn,
  ROLES,
  RuleBroken,
  type AreaId,
  type Role,
  type SchoolUrn,
} from '@app/kernel';
import { AppointPerson, InvitePerson, systemActor, type NewAppointment } from '@app/identity';
import { sqlState, UnitOfWork } from '@app/platform';
import { KnownSchools } from '@app/schools';
import type { Command } from 'commander';
import { areaCalled } from './area-called.js';
import { sayRefusal } from './create-area.js';
import { CONSOLE, type Output, type RoomsInHand } from './console.js';

export interface InvitePersonFlags {
  /** The area's code; left out where there is one area alone. */
  readonly area?: string;
  readonly name: string;
  readonly role: string;
  readonly school?: string;
  /** 1 Monday to 5 Friday. */
  readonly weekday?: string;
  readonly installation?: boolean;
  readonly json?: boolean;
}

type Posts = Omit<NewAppointment, 'person' | 'from'>;

const [DONE, USAGE, REFUSED] = [0, 2, 3];
/** A program's token is no person; a body or a hub is named by more than a role. */
const INVITED = ROLES.filter((role) => !['api', 'body', 'hub'].includes(role));
const UNIQUE_VIOLATION = '23505';

/** @param baseUrl where people open the link. */
export function registerInvitePersonCommand(
  program: Command,
  open: () => Promise<RoomsInHand>,
  baseUrl: string,
): void {
  program
    .command('invite-person')
    .description('invite somebody with their post; prints the link, which works once and for seven days')
    .argument('<email>', 'their work e-mail address')
    .requiredOption('--name <name>', 'as colleagues know them')
    .requiredOption('--role <role>', INVITED.join(', '))
    .option('--area <code>', 'the area they belong to')
    .option('--school <urn>', 'of a head or of staff')
    .option('--weekday <1-5>', 'of a broker: the day they are released for brokering')
    .option('--installation', 'a sysadmin who also acts for the whole installation')
    .option('--json', 'one JSON document instead of words')
    .action(async (email: string, flags: InvitePersonFlags) => {
      const rooms = await open();
      try {
        process.exitCode = await invitePerson(rooms, baseUrl, email, flags, CONSOLE);
      } finally {
        await rooms.close();
      }
    });
}

/** @returns the exit code: 0 done, 2 a post that cannot be read, 3 refused and nothing written. */
export async function invitePerson(
  rooms: Pick<RoomsInHand, 'get'>,
  baseUrl: string,
  email: string,
  flags: InvitePersonFlags,
  output: Output,
): Promise<number> {
  const post = readPost(flags);
  if (typeof post === 'string') {
    output.err(`${post}\n`);
    return USAGE;
  }
  try {
    const area = await areaCalled(rooms, flags.area);
    if (post.urn !== undefined) await requireSchool(rooms, area, post.urn);
    const actor = systemActor('ops', area);
    // Invited and appointed together: a post that is refused leaves nobody without one.
    const { person, secret } = await rooms.get(UnitOfWork).run(actor, area, async (tx) => {
      const invited = await rooms.get(InvitePerson).inside(tx, { name: flags.name, email });
      const from = localDateOf(new Date());
      await rooms.get(AppointPerson).inside(tx, { ...post, person: invited.person, from });
      return invited;
    });
    const link = `${baseUrl}/invitation/${secret}`;
    if (flags.json) output.out(`${JSON.stringify({ person, link })}\n`);
    else output.out(`${link}\n`);
    output.err('The link works once, within seven days. It is shown here and stored nowhere.\n');
    return DONE;
  } catch (error) {
    const known = sqlState(error) === UNIQUE_VIOLATION ? new RuleBroken('KNOWN', KNOWN) : error;
    if (!(known instanceof DomainError)) throw known;
    output.err(sayRefusal(known));
    return REFUSED;
  }
}

const KNOWN = 'Somebody with this e-mail address belongs to the area already.';

/** @returns a sentence where the flags do not make a post. */
function readPost({ role, school, weekday, installation }: InvitePersonFlags): Posts | string {
  const known = INVITED.find((each) => each === role) as Exclude<Role, 'api'> | undefined;
  if (known === undefined) return `Give --role as one of: ${INVITED.join(', ')}.`;
  const atSchool = known === 'head' || known === 'staff';
  const urn = school === undefined ? null : parseUrn(school);
  if (atSchool !== (school !== undefined) || (atSchool && urn === null))
    return 'Give --school with the URN of their school to a head or to staff, and to nobody else.';
  if (weekday !== undefined && (known !== 'broker' || !/^[1-5]$/.test(weekday)))
    return 'Give --weekday to a broker alone, from 1 (Monday) to 5 (Friday).';
  if (installation && known !== 'sysadmin') return 'Only a sysadmin may act for the whole installation.';
  return {
    role: known,
    ...(urn === null ? {} : { urn }),
    ...(weekday === undefined ? {} : { brokerWeekday: Number(weekday) as 1 }),
    ...(installation ? { flags: ['inst'] as const } : {}),
  };
}

async function requireSchool(rooms: Pick<RoomsInHand, 'get'>, area: AreaId, urn: SchoolUrn): Promise<void> {
  await rooms
    .get(UnitOfWork)
    .run(systemActor('ops', area), area, (tx) => rooms.get(KnownSchools).requireOpen(tx, urn));
}
