import { AgreeAgenda, DraftAgenda, LogSession, PlanSession, WriteNote } from '@app/brokerage';
import { addDays, type MatchRunId } from '@app/kernel';
import { agree, consent, type DemoAgreement, type PairingPeople } from './agreements.js';
import type { County } from './county.js';

const AGREEMENT: DemoAgreement = {
  ...{ urn: '990022', theme: 'lea.wellbeing', supporter: { urn: '990016' }, supporterSays: 'yes' },
  ...{ why: 'Both heads asked for a person, not for a programme.', schoolSays: 'accept' },
  decided: { outcome: 'agreed', kind: 'coaching', reason: 'Both heads asked for a person.' },
  since: meet,
};

/** Two heads who met once: everybody of the pairing sees when, and the two what they wrote. */
export async function seedCoaching(county: County, run: MatchRunId): Promise<void> {
  await agree(county, run, AGREEMENT);
}

async function meet(
  county: County,
  pairing: string,
  { supporter, head, broker }: PairingPeople,
): Promise<void> {
  const { rooms, area, today, yesterday } = county;
  await rooms.get(DraftAgenda).execute(supporter, area, {
    ...{ pairing, version: null, purpose: 'A head thinks aloud with another head, once a fortnight.' },
    inclusion: 'How the team for pupils with SEND is looked after comes up each time.',
    exitRule: 'When it is no longer missed, or at the end of summer.',
    confidentiality: 'What is said stays between the two of us.',
    cadenceDays: 10,
    objectives: [
      {
        ...{ aim: 'One evening a week without work', measure: 'Evenings in a fortnight' },
        ...{ baseline: 'None', target: '2', due: addDays(today, 150) },
      },
    ],
  });
  for (const [at, actor] of [supporter, head, broker].entries())
    await rooms.get(AgreeAgenda).execute(actor, area, { pairing, version: at + 1 });
  await consent(county, pairing, broker);
  const session = await rooms.get(LogSession).execute(supporter, area, {
    ...{ pairing, heldOn: yesterday, mode: 'remote', minutes: 75, halfDays: 0 },
    note: 'We began with the week as it was, hour by hour. Next time: what could be left undone.',
  });
  await rooms.get(PlanSession).plan(head, area, {
    ...{ pairing, version: 0, heldOn: addDays(today, 12), mode: 'in_person' },
  });
  const text = 'I had not said aloud before that I plan my Sundays around Monday.';
  await rooms.get(WriteNote).execute(head, area, { pairing, session, text });
}
