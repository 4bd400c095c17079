import type { HalfTermId, NeedId, SchoolUrn } from '@app/kernel';
import { systemActor } from '@app/identity';
import { UnitOfWork } from '@app/platform';
import {
  aNeed,
  EASTMARSH,
  inDays,
  MARLOWE,
  ProfilesHouse,
  UPLANDS,
  type Persona,
} from './a-profiles-house.fixture.js';
import { NORTH } from '../../../test/factories/an-area.js';
import { DeclareCapacity } from './capacity/declare-capacity.js';
import { MatchFacts } from './match-facts.query.js';
import { AgreeNeed } from './need/agree-need.js';
import { NeedCases } from './need/need-cases.js';
import { RaiseNeed } from './need/raise-need.js';
import { TriageNeed } from './need/triage-need.js';
import { DeclareOffer } from './offer/declare-offer.js';

const FIRST = '2026/27-2' as HalfTermId;
const SECRET = 'Canary words of a sore point';

describe('what a match run reads', () => {
  let house: ProfilesHouse;
  const made: NeedId[] = [];
  const read = (who: Persona, wanted?: NeedId[]) =>
    house.asking(who, (tx) => house.get(MatchFacts).read(tx, FIRST, wanted));
  const open = async (urn: SchoolUrn, head: Persona, broker: Persona): Promise<void> => {
    const asked = aNeed({ urn, wantedOutcome: SECRET, tried: SECRET, sendThread: SECRET });
    const { id, reference } = await house.get(RaiseNeed).execute(await house.as(head), NORTH, asked);
    const triage = {
      need: reference,
      version: 1,
      priority: 'now',
      nextDate: inDays(1),
      diagnosed: true,
      note: SECRET,
    };
    await house.get(TriageNeed).execute(await house.as(broker), NORTH, triage);
    const approach = { kind: 'only', urns: [MARLOWE] };
    await house.get(AgreeNeed).execute(await house.as(head), NORTH, { need: id, version: 2, approach });
    made.push(id);
  };

  beforeAll(async () => {
    house = await ProfilesHouse.open();
    await open(EASTMARSH, 'asker', 'broker');
    await open(UPLANDS, 'otherHead', 'interestedBroker');
    await house.get(RaiseNeed).execute(await house.as('asker'), NORTH, aNeed()); // not open: no run sees it
    await house.get(DeclareOffer).execute(await house.as('helper'), NORTH, {
      ...{ urn: MARLOWE, keyStages: ['KS3'], modes: ['remote'], notWith: [UPLANDS], conditions: SECRET },
      themes: [{ theme: 'att.persistent', depth: 'can_host' }],
    });
    await house.get(DeclareCapacity).execute(await house.as('helper'), NORTH, {
      urn: MARLOWE,
      capacity: [
        { halfTerm: '2026/27-4', band: 'ask_me' },
        { halfTerm: '2026/27-3', band: '1-2' },
      ],
    });
  });
  afterAll(() => house.close());

  it('is every open need, in a stable order, with the facts of it and no word of its text (I-7)', async () => {
    const { needs } = await read('broker');
    expect(needs.map(({ id }) => id)).toEqual([...made].sort());
    expect(needs.find(({ urn }) => urn === EASTMARSH)).toMatchObject({
      ...{ primaryTheme: 'att.persistent', priority: 'now', halfDaysWanted: 4, windowFrom: '2026/27-3' },
      ...{ approach: { kind: 'only', urns: [MARLOWE] }, waitingSince: '2026-11-25', earliestStart: null },
    });
    expect(JSON.stringify(await read('broker'))).not.toContain(SECRET);
  });

  it('leaves out needs in which the asker has an interest (I-4), whether named or not', async () => {
    expect((await read('interestedBroker')).needs.map(({ urn }) => urn)).toEqual([UPLANDS]);
    expect((await read('interestedBroker', made)).needs.map(({ urn }) => urn)).toEqual([UPLANDS]);
  });

  it('is everything for the command line, and no need for who may start no run', async () => {
    const work = house.get(UnitOfWork);
    const all = await work.run(systemActor('ops', NORTH), NORTH, (tx) =>
      house.get(MatchFacts).read(tx, FIRST),
    );
    expect(all.needs).toHaveLength(2);
    for (const who of ['asker', 'officer', 'chair'] as const) expect((await read(who)).needs).toEqual([]);
  });

  it('is one need where one is wanted, also while a school is being asked', async () => {
    await house.asking('broker', async (tx) => {
      await house.get(NeedCases).move(tx, made[0]!, 'proposed');
      await house.house.audit.record(tx, { act: 'proposal.make', entity: 'spec:1' });
    });
    expect((await read('broker', [made[0]!])).needs).toMatchObject([{ id: made[0], state: 'proposed' }]);
    expect((await read('broker')).needs.map(({ id }) => id)).toEqual([made[1]]);
  });

  it('is every offer with its days by half-term: declared, bookable, or "ask me"', async () => {
    const { offers } = await read('broker');
    expect(offers).toMatchObject([
      {
        ...{ urn: MARLOWE, resting: false, notWith: [UPLANDS], maxPartners: 1, minPartners: 0 },
        days: [
          { halfTerm: '2026/27-3', declared: 2, bookable: 2, askMe: false },
          { halfTerm: '2026/27-4', declared: 0, bookable: 0, askMe: true },
        ],
      },
    ]);
    const later = await house.asking('broker', (tx) =>
      house.get(MatchFacts).read(tx, '2026/27-4' as HalfTermId),
    );
    expect(later.offers[0]?.days).toHaveLength(1);
  });

  it('is who has declined which of these needs, said once however often it was said', async () => {
    await house.asking('broker', async (tx) => {
      for (const need of [made[1]!, made[1]!]) await house.get(NeedCases).noteDecline(tx, need, MARLOWE);
      await house.house.audit.record(tx, { act: 'sounding.answer', entity: 'spec:1' });
    });
    expect((await read('broker')).declines).toEqual([{ need: made[1], supporter: MARLOWE }]);
  });
});
