import { BadInput, NotFound, type PersonId } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { readPassword } from '../sign-in/password.js';
import { isCommon } from './common-password.js';
import { folded, ownWords, type Surroundings } from './own-words.js';

/** What a password may not be, wherever somebody chooses one: with an invitation, a reset or a change. */
export class PasswordRules {
  /** @returns it as it is to be hashed. @throws BadInput that says why it is not taken. */
  async read(tx: Tx, person: PersonId, typed: string): Promise<string> {
    return chosenPassword(typed, await surroundings(tx, person));
  }
}

/** @throws BadInput */
export function chosenPassword(typed: string, where: Surroundings): string {
  const password = readPassword(typed);
  const words = ownWords(where);
  const found = words.find(({ word }) => folded(password).includes(word));
  if (found) throw refused(`Your password must not contain ${found.of}`);
  const known = words.map(({ word }) => word);
  if (isCommon(password, known)) throw refused(COMMON);
  return password;
}

const COMMON =
  'Choose a password that is harder to guess: this one, or one like it, is on lists of common passwords';

async function surroundings(tx: Tx, person: PersonId): Promise<Surroundings> {
  const [found] = await tx.query<Surroundings>(
    `select p.name, p.email, a.name as area, array(
       select distinct s.name from identity.appointment t join schools.school s on s.urn = t.urn
       where t.area_id = p.area_id and t.person_id = p.id and t.state in ('active', 'ending') order by s.name) as schools
     from identity.person p join schools.area a on a.id = p.area_id where ${inArea(tx, 'p')} and p.id = $1`,
    [person],
  );
  if (!found) throw new NotFound();
  return found;
}

function refused(message: string): BadInput {
  return new BadInput([{ path: 'password', message }]);
}
