import type { AcademicYearId, BadInput, HalfTermId } from '@app/kernel';
import {
  aNeed,
  EASTMARSH,
  MARLOWE,
  ProfilesHouse,
  UPLANDS,
  type Persona,
} from '../a-profiles-house.fixture.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { Capacity } from '../capacity/capacity.query.js';
import { MatchFacts } from '../match-facts.query.js';
import { RaiseNeed } from '../need/raise-need.js';
import { DeclareOffer } from '../offer/declare-offer.js';
import { Offers } from '../offer/offers.query.js';
import { PauseOffer } from '../offer/pause-offer.js';
import { Declarations } from './declarations.query.js';
import { DraftDeclaration } from './draft-declaration.js';
import { SubmitDeclaration, type DeclarationToSubmit } from './submit-declaration.js';

const YEAR = '2026/27' as AcademicYearId;
const WHY = 'Canary: two deputies are ill';
const offer = { keyStages: ['KS3', 'KS4'], modes: ['in_person'], travelKm: 20 };
const strengths = [{ theme: 'att.persistent', depth: 'can_host', howWeKnow: 'Our own figures' }];

describe('a school’s yearly word', () => {
  let house: ProfilesHouse;
  const submit = async (change: Partial<DeclarationToSubmit>, who: Persona = 'helper'): Promise<number> =>
    house.get(SubmitDeclaration).execute(await house.as(who), NORTH, {
      ...{ urn: MARLOWE, year: YEAR, version: null, appetite: 'actively_offering' },
      ...change,
    });
  const whole = (who: Persona, urn = MARLOWE, reason: string | null = null) =>
    house.asking(who, (tx) => house.get(Declarations).whole(tx, urn, YEAR, reason));
  const offers = () => house.asking('helper', (tx) => house.get(Offers).ofSchool(tx, MARLOWE));
  const strengthsOf = async (urn: string) =>
    (await house.asking('asker', (tx) => house.get(Declarations).strengths(tx))).find(
      (each) => each.urn === urn,
    );
  const pauseReason = (who: Persona, urn = MARLOWE) =>
    house.asking(who, (tx) => house.get(Declarations).pauseReason(tx, urn));

  beforeAll(async () => {
    house = await ProfilesHouse.open();
  });
  beforeEach(() => house.clear());
  afterAll(() => house.close());

  it('is sent in one go: strengths, needs, days and terms, with one act', async () => {
    await submit({
      strengths,
      needs: [{ theme: 'sub.maths', urgency: 'watch', reason: 'New head of department' }],
      capacity: [{ halfTerm: '2026/27-3', band: '3-5' }],
      offer,
    });
    expect(await whole('helper')).toMatchObject({
      ...{ appetite: 'actively_offering', state: 'submitted', quietUntil: null, version: 1 },
      needs: [{ theme: 'sub.maths', urgency: 'watch', reason: 'New head of department' }],
    });
    expect(await offers()).toMatchObject([
      {
        standing: true,
        state: 'live',
        travelKm: 20,
        themes: [{ theme: 'att.persistent', evidence: 'declared' }],
      },
    ]);
    const days = await house.asking('helper', (tx) => house.get(Capacity).ofSchool(tx, MARLOWE));
    expect(days).toMatchObject({ windows: [{ halfTerm: '2026/27-3', declared: 6 }] });
    expect(await house.acts('profiles.declaration')).toEqual([`declaration.submit ${MARLOWE}`]);
  });

  it('leaves nothing behind where one part of it cannot be taken', async () => {
    const refused = submit({ strengths, offer, capacity: [{ halfTerm: '2026/27-1', band: '1-2' }] });
    await expect(refused).rejects.toMatchObject({ errors: [{ path: 'capacity.0.halfTerm' }] });
    expect([await whole('helper'), await offers()]).toEqual([null, []]);
  });

  it('names every field at once, wherever it stands', async () => {
    const refused = await submit({
      ...{ appetite: 'maybe', strengths: [{ theme: 'x', depth: 'can_host' }] },
      ...{ needs: [{ theme: 'sub.maths', urgency: 'soon' }], offer: { ...offer, modes: [] } },
      pause: { kind: 'other' },
    }).catch((error: unknown) => error);
    expect((refused as BadInput).errors.map(({ path }) => path).sort()).toEqual([
      'appetite',
      'needs.0.urgency',
      'offer.modes',
      'pause.kind',
      'pause.words',
      'strengths.0.theme',
    ]);
  });

  it('keeps what is left out as it was said last, and changes the standing offer with it', async () => {
    const version = await submit({ strengths, offer });
    await submit({ version, offer: { ...offer, travelKm: 30 } });
    expect(await offers()).toMatchObject([{ travelKm: 30, themes: [{ theme: 'att.persistent' }] }]);
    await submit({ version: 2, strengths: [] });
    expect(await offers()).toEqual([]);
  });

  it('of two people at once, one saves and the other is told (R10)', async () => {
    const both = await Promise.allSettled([submit({ strengths }), submit({ strengths, offer })]);
    const codes = both.map((each) =>
      each.status === 'fulfilled' ? 'saved' : (each.reason as BadInput).code,
    );
    expect(codes.sort()).toEqual(['STALE_VERSION', 'saved']);
  });

  const confirmed = () =>
    house.raw(
      `update profiles.declaration set state = 'confirmed', checked_at = now(), checked_by = '${house.ids.get('adviser') ?? ''}' returning 1`,
    );

  it('ends what the years before said, once that was confirmed', async () => {
    await submit({ year: '2025/26', strengths });
    await confirmed();
    await submit({ strengths: [] });
    expect(await house.raw('select academic_year as y, state from profiles.declaration order by 1')).toEqual([
      { y: '2025/26', state: 'superseded' },
      { y: '2026/27', state: 'submitted' },
    ]);
    const changed = submit({ year: '2025/26', version: 2, strengths });
    await expect(changed).rejects.toMatchObject({ code: 'DECLARATION_CANNOT_MOVE' });
  });

  it('can be changed within its year after it was confirmed, and waits to be confirmed again', async () => {
    await submit({ strengths, offer });
    await confirmed();
    await submit({ version: 1, appetite: 'not_this_term' });
    expect(await whole('helper')).toMatchObject({
      appetite: 'not_this_term',
      state: 'submitted',
      version: 2,
    });
    expect(await offers()).toMatchObject([{ state: 'paused' }]);
  });

  it('is a draft for the school alone until it is sent', async () => {
    const drafted = { urn: MARLOWE, year: YEAR, version: null, appetite: 'open_to_approach', strengths };
    await house.get(DraftDeclaration).execute(await house.as('helper'), NORTH, drafted);
    expect(await whole('helper')).toMatchObject({ state: 'draft' });
    expect(await whole('officer', MARLOWE, 'Sample')).toBeNull();
    expect(await strengthsOf(MARLOWE)).toBeUndefined();
    await submit({ version: 1, strengths });
    expect(await strengthsOf(MARLOWE)).toMatchObject({ strengths: [{ theme: 'att.persistent' }] });
    const back = house
      .get(DraftDeclaration)
      .execute(await house.as('helper'), NORTH, { ...drafted, version: 2 });
    await expect(back).rejects.toMatchObject({ code: 'DECLARATION_CANNOT_MOVE' });
  });

  describe('"not this term" (I-33)', () => {
    const no = { appetite: 'not_this_term', pause: { kind: 'staffing', words: WHY } } as const;

    it('rests the offers of the school, and brings no reminder before the term is over', async () => {
      const version = await submit({ strengths, offer });
      await submit({ version, ...no });
      expect(await offers()).toMatchObject([{ state: 'paused', pausedBy: 'not_this_term' }]);
      expect(await whole('helper')).toMatchObject({
        quietUntil: '2026-12-19',
        strengths: [{ theme: 'att.persistent' }],
      });
    });

    it('leaves no trace in what matching reads once the school can help again', async () => {
      const days = [{ halfTerm: '2026/27-3', band: 'more' }];
      const facts = () =>
        house.asking('broker', (tx) => house.get(MatchFacts).read(tx, '2026/27-2' as HalfTermId));
      const version = await submit({ strengths, offer, capacity: days });
      const before = await facts();
      await submit({ version, ...no });
      expect((await facts()).offers).toMatchObject([{ resting: true }]);
      await submit({ version: 2, appetite: 'actively_offering' });
      expect(await facts()).toEqual(before);
    });

    it('does not wake an offer that the head had paused before', async () => {
      const id = await house.get(DeclareOffer).execute(await house.as('helper'), NORTH, {
        ...{ urn: MARLOWE, themes: [{ theme: 'sub.maths', depth: 'can_talk' }] },
        ...offer,
      });
      await house.get(PauseOffer).execute(await house.as('helper'), NORTH, { offer: id, version: 1 });
      await submit({ ...no });
      await submit({ version: 1, appetite: 'open_to_approach' });
      expect(await offers()).toMatchObject([{ id, state: 'paused', pausedBy: 'head' }]);
    });

    it('shows the area that the school is not available, and nobody why', async () => {
      const version = await submit({ strengths, offer });
      expect(await strengthsOf(MARLOWE)).toMatchObject({ available: true });
      await submit({ version, ...no });
      const seen = await strengthsOf(MARLOWE);
      expect(seen).toMatchObject({ available: false });
      expect(JSON.stringify(seen)).not.toMatch(/Canary|staffing|not_this_term/);
    });

    it('opens its reason to the own head, and to nobody of the area who has no need of theirs in hand', async () => {
      await submit({ ...no });
      expect(await pauseReason('helper')).toMatchObject({ kind: 'staffing', words: WHY });
      for (const who of ['broker', 'adviser', 'officer', 'asker', 'chair'] as const)
        await expect(pauseReason(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await house.acts(`schools.area_school:${MARLOWE}`)).toEqual([
        `declaration.pause.read ${MARLOWE}`,
      ]);
    });

    it('opens its reason to the broker who has a need of the school in hand, never to one with an interest', async () => {
      await submit({ urn: EASTMARSH, ...no }, 'asker');
      await house.get(RaiseNeed).execute(await house.as('asker'), NORTH, aNeed());
      expect(await pauseReason('broker', EASTMARSH)).toMatchObject({ words: WHY });
      const other = pauseReason('interestedBroker', EASTMARSH);
      await expect(other).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('cannot have its reason read or written by a delegated colleague', async () => {
      const asked = { ...no, urn: EASTMARSH };
      await expect(submit(asked, 'askersStaff')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await submit({ urn: EASTMARSH, appetite: 'not_this_term' }, 'askersStaff');
      await expect(pauseReason('askersStaff', EASTMARSH)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('ends its reason once the school can help again, or its head takes the reason away', async () => {
      await submit({ ...no });
      await submit({ version: 1, appetite: 'actively_offering' });
      expect(await pauseReason('helper')).toBeNull();
      await submit({ version: 2, ...no });
      await submit({ version: 3, appetite: 'not_this_term', pause: null });
      expect(await pauseReason('helper')).toBeNull();
    });

    it('keeps its reason while the school rests, where a colleague who may not read it sends the word again', async () => {
      const rests = { urn: EASTMARSH, appetite: 'not_this_term' };
      await submit({ ...no, ...rests }, 'asker');
      await submit({ ...rests, version: 1 }, 'askersStaff');
      expect(await pauseReason('asker', EASTMARSH)).toMatchObject({ kind: 'staffing', words: WHY });
      const taken = submit({ ...rests, version: 2, pause: null }, 'askersStaff');
      await expect(taken).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  describe('who sees what of it (I-36)', () => {
    beforeEach(async () => {
      await submit({ strengths, needs: [{ theme: 'sub.maths', urgency: 'now', reason: 'Canary' }] });
    });

    it('strengths: every head of the area; no need, no reason', async () => {
      const seen = await strengthsOf(MARLOWE);
      expect(seen?.strengths).toHaveLength(1);
      expect(JSON.stringify(seen)).not.toMatch(/Canary|sub.maths/);
    });

    it.each(['asker', 'broker', 'adviser', 'chair'] as const)('needs: not the %s', async (who) => {
      await expect(whole(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('needs: an officer who typed why', async () => {
      await expect(whole('officer')).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
      expect(await whole('officer', MARLOWE, 'Sample of May')).toMatchObject({
        needs: [{ theme: 'sub.maths' }],
      });
      expect(await house.acts(`schools.area_school:${MARLOWE}`)).toEqual([
        `declaration.needs.read ${MARLOWE}`,
      ]);
    });

    it('sending it: nobody for another school', async () => {
      await expect(submit({ version: 1 }, 'asker')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(submit({ urn: UPLANDS }, 'broker')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });
});
