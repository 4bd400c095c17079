import type { BadInput, OfferId } from '@app/kernel';
import { EASTMARSH, ELSEWHERE, MARLOWE, ProfilesHouse, type Persona } from '../a-profiles-house.fixture.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { DeclareOffer, type OfferToDeclare } from './declare-offer.js';
import { Offers, type OfferView } from './offers.query.js';
import { PauseOffer } from './pause-offer.js';
import { ResumeOffer } from './resume-offer.js';
import { WithdrawOffer } from './withdraw-offer.js';

describe('offering help', () => {
  let house: ProfilesHouse;
  const declare = async (change: Partial<OfferToDeclare> = {}, who: Persona = 'helper'): Promise<OfferId> =>
    house.get(DeclareOffer).execute(await house.as(who), NORTH, {
      urn: MARLOWE,
      themes: [{ theme: 'att.persistent', depth: 'can_work_alongside' }],
      keyStages: ['KS4', 'KS3'],
      modes: ['in_person', 'remote'],
      ...change,
    });
  const offers = (who: Persona = 'helper'): Promise<OfferView[]> =>
    house.asking(who, (tx) => house.get(Offers).ofSchool(tx, MARLOWE));
  const one = async (id: OfferId): Promise<OfferView | undefined> =>
    (await offers()).find((offer) => offer.id === id);

  beforeAll(async () => {
    house = await ProfilesHouse.open();
  });
  afterAll(() => house.close());

  it('keeps what is offered, how deep and how it is known, live at once by the head’s own word', async () => {
    const visit = {
      theme: 'beh.culture',
      depth: 'can_host',
      evidence: 'adviser_visit',
      howWeKnow: 'Visit of 12 May',
      on: '2026-05-12',
    };
    const id = await declare({
      themes: [{ theme: 'att.persistent', depth: 'can_talk', howWeKnow: 'Our own figures' }, visit],
      people: 'The attendance lead',
      travelKm: 25,
      notWith: [EASTMARSH],
      maxPartners: 2,
      minPartners: 1,
    });
    expect(await one(id)).toMatchObject({
      state: 'live',
      themes: [
        {
          theme: 'att.persistent',
          depth: 'can_talk',
          evidence: 'declared',
          howWeKnow: 'Our own figures',
          on: '2026-11-25',
        },
        visit,
      ],
      keyStages: ['KS3', 'KS4'],
      notWith: [EASTMARSH],
      standing: false,
      version: 1,
    });
    expect(await house.acts(`profiles.offer:${id}`)).toEqual([`capacity.declare ${MARLOWE}`]);
  });

  it.each<[string, Partial<OfferToDeclare>]>([
    ['themes', { themes: [] }],
    ['themes.0.theme', { themes: [{ theme: 'att.gone', depth: 'can_talk' }] }],
    ['themes.0.depth', { themes: [{ theme: 'att.severe', depth: 'can_do' }] }],
    ['themes.0.evidence', { themes: [{ theme: 'att.severe', depth: 'can_talk', evidence: 'rumour' }] }],
    ['themes.0.on', { themes: [{ theme: 'att.severe', depth: 'can_talk', on: '2026-11-26' }] }],
    [
      'themes.0.howWeKnow',
      { themes: [{ theme: 'att.severe', depth: 'can_talk', evidence: 'data', on: '2026-01-01' }] },
    ],
    [
      'themes.0.on',
      { themes: [{ theme: 'att.severe', depth: 'can_talk', evidence: 'data', howWeKnow: 'DfE' }] },
    ],
    ['themes', { themes: [1, 2].map(() => ({ theme: 'att.severe', depth: 'can_talk' })) }],
    ['keyStages', { keyStages: ['ks3'] }],
    ['modes', { modes: [] }],
    ['travelKm', { travelKm: 0 }],
    ['notWith', { notWith: [ELSEWHERE] }],
    ['notWith', { notWith: [MARLOWE] }],
    ['minPartners', { maxPartners: 1, minPartners: 2 }],
  ])('names the field %s in %j', async (field, change) => {
    const refused = await declare(change).catch((error: unknown) => error);
    expect((refused as BadInput).errors.map(({ path }) => path)).toEqual([field]);
  });

  it('is for the own school alone', async () => {
    for (const who of ['asker', 'broker', 'officer'] as const)
      await expect(declare({}, who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await expect(declare({}, 'askersStaff')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('cannot be changed through another school’s name', async () => {
    const offer = await declare();
    const asked = declare({ urn: EASTMARSH, change: { offer, version: 1 } }, 'asker');
    await expect(asked).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('shows its terms to those who look after the area, and never to other heads', async () => {
    expect((await offers('broker')).length).toBeGreaterThan(0);
    for (const who of ['asker', 'otherHead', 'chair'] as const)
      await expect(offers(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('rests, comes back and ends; what has ended does not come back', async () => {
    const offer = await declare();
    const head = await house.as('helper');
    const pause = (version: number) => house.get(PauseOffer).execute(head, NORTH, { offer, version });
    const resume = (version: number) => house.get(ResumeOffer).execute(head, NORTH, { offer, version });
    const withdraw = (version: number) => house.get(WithdrawOffer).execute(head, NORTH, { offer, version });
    await pause(1);
    expect(await one(offer)).toMatchObject({ state: 'paused', pausedBy: 'head' });
    await declare({ change: { offer, version: 2 }, maxPartners: 3 });
    expect(await one(offer)).toMatchObject({ state: 'paused', maxPartners: 3 });
    await resume(3);
    await expect(pause(3)).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await withdraw(4);
    expect(await one(offer)).toBeUndefined();
    await expect(resume(5)).rejects.toMatchObject({ code: 'OFFER_CANNOT_MOVE' });
    await expect(declare({ change: { offer, version: 5 } })).rejects.toMatchObject({
      code: 'OFFER_CANNOT_MOVE',
    });
  });
});
