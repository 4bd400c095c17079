import { EndIntervention, RecordIntervention, type InterventionSaid } from '@app/assurance';
import { Pairings } from '@app/brokerage';
import { addDays, type Actor } from '@app/kernel';
import { UnitOfWork, type Tx } from '@app/platform';
import { Needs } from '@app/profiles';
import type { County } from './county.js';

/** One that is over, one under way and one planned, each by who has the request in hand. */
export async function seedInterventions(county: County): Promise<void> {
  const { rooms, today } = county;
  const officer = await county.as('officer');
  const reading = <Read>(read: (tx: Tx) => Promise<Read>): Promise<Read> =>
    rooms.get(UnitOfWork).run(officer, county.area, read);
  const lines = await reading((tx) => rooms.get(Pairings).list(tx, { over: true }));
  const pairing = async (number: string) => {
    const about = lines.find(({ reference }) => reference.endsWith(number))?.reference ?? '';
    const { need } = await reading((tx) => rooms.get(Pairings).one(tx, about));
    return { about, by: await holderOf(county, need) };
  };
  const { needs } = await reading((tx) =>
    rooms.get(Needs).list(tx, { states: ['open'] }, { limit: 50, offset: 0 }),
  );
  const open = needs.find(({ owner }) => owner?.id === county.people.get('marsh'))?.reference ?? '';

  const ended = await record(county, await pairing('-001'), {
    ...{ kind: 'agreed_support', basis: 'agreement', funder: 'The council', pence: 120_000, halfDays: 4 },
    restsOn: 'Memorandum on calls to families, signed by the head and the governing board',
    ...{ startsOn: addDays(today, -38), endsOn: addDays(today, -6) },
  });
  await rooms.get(EndIntervention).execute(ended.by, county.area, {
    ...{ intervention: ended.reference, version: 2, endedOn: addDays(today, -6), outcome: 'met' },
    cameOfIt: 'Tutors ring families themselves. The agreement ended with the pairing.',
  });
  await record(county, await pairing('-003'), {
    ...{
      kind: 'programme',
      basis: 'agreement',
      funder: 'The county’s programme',
      pence: 85_050,
      halfDays: 6,
    },
    restsOn: 'The county’s literacy programme, joined by the school in writing',
    ...{ startsOn: addDays(today, -12), endsOn: addDays(today, 120) },
  });
  await record(
    county,
    { about: open, by: await holderOf(county, open) },
    {
      ...{ kind: 'additional_governors', basis: 'power', funder: 'The council', pence: 0, halfDays: 8 },
      restsOn: 'Section 64, Education and Inspections Act 2006',
      ...{ startsOn: addDays(today, 45), endsOn: addDays(today, 220) },
    },
  );
}

async function record(
  { rooms, area }: County,
  { about, by }: { readonly about: string; readonly by: Actor },
  said: InterventionSaid,
): Promise<{ readonly reference: string; readonly by: Actor }> {
  return { reference: await rooms.get(RecordIntervention).execute(by, area, { about, ...said }), by };
}

async function holderOf(county: County, need: string): Promise<Actor> {
  const { rooms, area } = county;
  const { owner } = await rooms
    .get(UnitOfWork)
    .run(await county.as('officer'), area, (tx) => rooms.get(Needs).summary(tx, need));
  if (!owner) throw new Error(`Nobody has ${need} in hand.`);
  return county.as(county.keyOf(owner.id));
}
