import { addDays, type PersonId, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { AppointPerson, DeclareInterest, insertPerson, systemActor } from '@app/identity';
import { Lookup, UnitOfWork, type IdSource } from '@app/platform';
import type { County } from './county.js';
import { DOWNLAND_PEOPLE, type DemoPerson } from './downland-people.js';

/** Posts began two school years ago and more: before every date that the county names. */
const IN_POST_DAYS = 800;

/** Everybody with their posts, then each one's yearly word on their interests. @param ids the county's own source. */
export async function seedPeople(county: County, ids: IdSource): Promise<void> {
  county.goTo(60);
  for (const person of DOWNLAND_PEOPLE) await addPerson(county, ids, person);
  county.goTo(50);
  const interests = county.rooms.get(DeclareInterest);
  for (const { key } of DOWNLAND_PEOPLE) await interests.confirm(await county.as(key), county.area);
}

/** Only those who can be picked have an account; it has no password, so nobody signs in with one. */
async function addPerson(
  { rooms, area, people, today }: County,
  ids: IdSource,
  told: DemoPerson,
): Promise<void> {
  const email = `${told.name.toLowerCase().replaceAll(' ', '.')}@downland.example`;
  const id = ids.next<PersonId>();
  await rooms.get(UnitOfWork).run(systemActor('ops', area), area, async (tx) => {
    const account = told.line === null ? null : ids.next();
    if (account !== null) await rooms.get(Lookup).inside(tx, 'put_account', [account, email, null]);
    await insertPerson(tx, {
      ...{ id, name: told.name, email, state: 'active', persona: told.line },
      accountId: account as never,
    });
    for (const { urn, ...post } of told.posts) {
      await rooms.get(AppointPerson).inside(tx, {
        ...post,
        ...(urn === undefined ? {} : { urn: urn as SchoolUrn }),
        person: id,
        from: addDays(today, -IN_POST_DAYS),
      });
    }
    await rooms.get(AuditTrail).record(tx, { act: 'person.add', entity: `identity.person:${id}` });
  });
  people.set(told.key, id);
  for (const { role, urn } of told.posts) if (role === 'head') people.set(`head ${urn ?? ''}`, id);
}
