import { addDays, type PersonId } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { AgreeNeed, Needs, RaiseNeed, TriageNeed, WithdrawNeed } from '@app/profiles';
import type { County } from './county.js';
import { DOWNLAND_NEEDS, type DemoNeed } from './downland-needs.js';

/** Every need by the road that a real one takes, as far as it has come. */
export async function seedNeeds(county: County): Promise<void> {
  for (const told of DOWNLAND_NEEDS) await seedNeed(county, told);
}

export async function seedNeed(county: County, told: DemoNeed): Promise<void> {
  const reference = await raise(county, told);
  if (told.state === 'raised') return;
  const version = await triage(county, told, reference);
  if (told.state === 'triaged' || told.state === 'diagnosed') return;
  await end(county, told, reference, version);
}

async function raise(county: County, told: DemoNeed): Promise<string> {
  county.goTo(told.days[0], 9);
  const { reference } = await county.rooms
    .get(RaiseNeed)
    .execute(await county.headOf(told.urn), county.area, {
      ...{ urn: told.urn, primaryTheme: told.theme, secondaryThemes: told.further ?? [] },
      ...{ keyStages: told.keyStages ?? ['KS3', 'KS4'], sendThread: told.send, priority: told.priority },
      ...{ wantedOutcome: told.outcome, tried: told.tried ?? null, halfDaysWanted: told.halfDays },
      ...{ windowFrom: county.halfTerm(told.from), windowTo: county.halfTerm(told.to) },
      ...{ modes: told.modes ?? ['in_person', 'hybrid'], wishes: told.wishes ?? [] },
    });
  return reference;
}

/** By whoever it was given to when it was asked for. */
async function triage(county: County, told: DemoNeed, reference: string): Promise<number> {
  const { rooms, area } = county;
  const day = county.goTo(told.days[1] ?? told.days[0], 11);
  const head = await county.headOf(told.urn);
  const { owner, version } = await rooms
    .get(UnitOfWork)
    .run(head, area, (tx) => rooms.get(Needs).summary(tx, reference));
  if (owner === null) throw new Error(`${reference} has nobody who looks at it.`);
  const idOf = (key: string): PersonId => county.people.get(key) as PersonId;
  return rooms.get(TriageNeed).execute(await county.as(county.keyOf(owner.id)), area, {
    ...{ need: reference, version, priority: told.priority, diagnosed: told.state !== 'triaged' },
    // Looked at again within days; what is still waiting comes up after the day on which it is seen.
    nextDate: told.days[2] === undefined ? addDays(county.today, 2) : addDays(day, 7),
    ...(told.owner === undefined ? {} : { owner: idOf(told.owner) }),
    ...(told.adviser === undefined ? {} : { adviser: idOf(told.adviser) }),
  });
}

async function end(county: County, told: DemoNeed, reference: string, version: number): Promise<void> {
  const { rooms, area } = county;
  county.goTo(told.days[2] ?? 1, 15);
  const head = await county.headOf(told.urn);
  const asked = { need: reference, version };
  if (told.state === 'withdrawn') await rooms.get(WithdrawNeed).execute(head, area, asked);
  else await rooms.get(AgreeNeed).execute(head, area, { ...asked, approach: told.approach ?? null });
}
