import {
  aNeed,
  EASTMARSH,
  inDays,
  MARLOWE,
  ProfilesHouse,
  SALTERN,
  type Persona,
} from '../a-profiles-house.fixture.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { AgreeNeed } from './agree-need.js';
import { CloseNeed } from './close-need.js';
import { Needs } from './needs.query.js';
import { RaiseNeed, type NeedToRaise } from './raise-need.js';
import { SetApproach } from './set-approach.js';
import { TriageNeed, type Triage } from './triage-need.js';
import { WithdrawNeed } from './withdraw-need.js';

describe('a need from raised to open', () => {
  let house: ProfilesHouse;
  const anyone = { kind: 'anyone', urns: [] };
  const raised = async (change: Partial<NeedToRaise> = {}): Promise<string> =>
    (await house.get(RaiseNeed).execute(await house.as('asker'), NORTH, aNeed(change))).reference;
  const triage = async (
    need: string,
    version: number,
    change: Partial<Triage> = {},
    who: Persona = 'broker',
  ) =>
    house.get(TriageNeed).execute(await house.as(who), NORTH, {
      ...{ need, version, priority: 'this_term', nextDate: inDays(2) },
      ...change,
    });
  const agree = async (
    need: string,
    version: number,
    approach: typeof anyone | null = null,
    who: Persona = 'asker',
  ) => house.get(AgreeNeed).execute(await house.as(who), NORTH, { need, version, approach });
  const set = async (need: string, version: number, approach = anyone, who: Persona = 'asker') =>
    house.get(SetApproach).execute(await house.as(who), NORTH, { need, version, approach });
  const detail = (need: string) => house.asking('asker', (tx) => house.get(Needs).detail(tx, need));

  beforeAll(async () => {
    house = await ProfilesHouse.open();
  });
  afterAll(() => house.close());

  it('takes one act of the broker and one of the head where the approach was ticked when asking', async () => {
    const need = await raised({ approach: { kind: 'anyone_but', urns: [SALTERN] } });
    await agree(need, await triage(need, 1, { diagnosed: true }));
    const found = await detail(need);
    expect(found.state).toBe('open');
    expect(found.moves.map(({ to, by }) => `${to} by ${by}`)).toEqual([
      'raised by The asker',
      'triaged by The broker',
      'diagnosed by The broker',
      'agreed by The asker',
      'open by The asker',
    ]);
    // C-2: the owner's next day of the week, Thursday
    expect(found.nextDate).toBe('2026-11-26');
    expect(found.approach).toEqual({ kind: 'anyone_but', urns: [SALTERN] });
    expect(await house.acts(`profiles.need:${found.id}`)).toEqual(
      expect.arrayContaining([
        `need.raise ${EASTMARSH}`,
        `need.triage ${EASTMARSH}`,
        `need.diagnose ${EASTMARSH}`,
        `need.agree ${EASTMARSH}`,
      ]),
    );
  });

  it('waits at agreed until the head says who may be approached, and opens then (I-7) (B02)', async () => {
    const need = await raised();
    const agreed = await agree(need, await triage(need, 1, { diagnosed: true }));
    expect((await detail(need)).state).toBe('agreed');
    await set(need, agreed, { kind: 'only', urns: [MARLOWE] } as never);
    expect((await detail(need)).state).toBe('open');
  });

  it('opens on one page that asks both', async () => {
    const need = await raised();
    await agree(need, await triage(need, 1, { diagnosed: true }), anyone);
    expect(await detail(need)).toMatchObject({ state: 'open', approachSet: true });
  });

  it('tells the rest of the house that it was raised and opened, by id alone', async () => {
    const need = await raised({ approach: anyone });
    await agree(need, await triage(need, 1, { diagnosed: true }));
    const { id } = await detail(need);
    expect(await house.outbox(id)).toEqual(['profiles.need-raised', 'profiles.need-opened']);
  });

  it('may be changed by whoever has it until it is closed, without moving', async () => {
    const need = await raised();
    const version = await triage(need, 1);
    await triage(need, version, { priority: 'now', nextDate: inDays(9) });
    expect(await detail(need)).toMatchObject({ state: 'triaged', priority: 'now', nextDate: inDays(9) });
  });

  it('is refused a step that is not in the table', async () => {
    const need = await raised();
    await expect(agree(need, 1)).rejects.toMatchObject({ code: 'NEED_CANNOT_MOVE' });
    const diagnosed = await triage(need, 1, { diagnosed: true });
    await expect(triage(need, diagnosed, { diagnosed: true })).rejects.toMatchObject({
      code: 'NEED_CANNOT_MOVE',
    });
  });

  it('is refused to who saw an older version of it (I-20)', async () => {
    const need = await raised();
    const both = await Promise.allSettled([triage(need, 1), triage(need, 1, { priority: 'now' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(set(need, 1)).rejects.toMatchObject({ code: 'STALE_VERSION' });
  });

  describe('who may', () => {
    let need: string;
    beforeAll(async () => {
      need = await raised();
    });

    it.each<[Persona, string]>([
      ['interestedBroker', 'NOT_FOUND'],
      ['adviser', 'NOT_FOUND'],
      ['officer', 'NOT_GRANTED'],
      ['asker', 'NOT_GRANTED'],
      ['helper', 'NOT_FOUND'],
      ['chair', 'NOT_FOUND'],
    ])('triage: not the %s', async (who, code) => {
      await expect(triage(need, 1, {}, who)).rejects.toMatchObject({ code });
    });

    it.each<[Persona, string]>([
      ['broker', 'NOT_GRANTED'],
      ['askersStaff', 'NOT_GRANTED'],
      ['helper', 'NOT_FOUND'],
    ])('agree and say who may be approached: not the %s', async (who, code) => {
      await expect(agree(need, 1, null, who)).rejects.toMatchObject({ code });
      await expect(set(need, 1, anyone, who)).rejects.toMatchObject({ code });
    });

    it('nobody decides whose list of interests was not confirmed this year', async () => {
      const broker = house.ids.get('broker');
      const confirm = (on: string) =>
        house.raw(`update identity.person set interests_confirmed_on = ${on} where id = $1 returning 1`, [
          broker,
        ]);
      await confirm('null');
      await expect(triage(need, 1)).rejects.toMatchObject({ code: 'INTERESTS_STALE' });
      await confirm('current_date');
    });

    it('an interest that began a moment ago counts (R05)', async () => {
      const broker = await house.as('broker');
      await house.raw(
        `insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
         values (gen_random_uuid(), $1, $2, 'governor', $3, '2026-11-01') returning 1`,
        [NORTH, broker.id, EASTMARSH],
      );
      const asked = { need, version: 1, priority: 'now', nextDate: inDays(1) };
      await expect(house.get(TriageNeed).execute(broker, NORTH, asked)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await house.raw(`update identity.interest set state = 'ended' where person_id = $1 returning 1`, [
        broker.id,
      ]);
    });
  });

  describe('given to somebody else', () => {
    it('goes to an adviser by name, and never to somebody with an interest', async () => {
      const need = await raised();
      const version = await triage(need, 1, { adviser: house.ids.get('adviser') ?? null });
      expect((await detail(need)).adviser?.name).toBe('The adviser');
      const owner = house.ids.get('interestedBroker');
      await expect(triage(need, version, { owner })).rejects.toMatchObject({ code: 'OWNER_NOT_FREE' });
      await expect(triage(need, version, { owner: house.ids.get('helper') })).rejects.toMatchObject({
        code: 'OWNER_NOT_FREE',
      });
    });

    it('by raw SQL neither: the database refuses an owner with an interest (I-4)', async () => {
      const need = await raised();
      const asked = house.raw(
        `update profiles.need set owner_person_id = $1 where reference = $2 returning 1`,
        [house.ids.get('interestedBroker'), need],
      );
      await expect(asked).rejects.toMatchObject({ code: 'TR001' });
    });
  });

  describe('ends', () => {
    it('by its head at any time before a school supports them, with no reason owed', async () => {
      const need = await raised();
      await house.get(WithdrawNeed).execute(await house.as('asker'), NORTH, { need, version: 1 });
      expect(await detail(need)).toMatchObject({
        state: 'withdrawn',
        nextDate: null,
        closedReason: 'Withdrawn by the school.',
        can: { withdraw: false, agree: false },
      });
      await expect(set(need, 2)).rejects.toMatchObject({ code: 'NEED_CANNOT_MOVE' });
      expect(await house.outbox((await detail(need)).id)).toContain('profiles.need-ended');
    });

    it('is closed to its broker from then on', async () => {
      const need = await raised();
      await house.get(WithdrawNeed).execute(await house.as('asker'), NORTH, { need, version: 1 });
      const read = house.asking('broker', (tx) => house.get(Needs).detail(tx, need));
      await expect(read).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('by its broker with a reason, and not without one (I-6)', async () => {
      const need = await raised();
      const version = await triage(need, 1);
      const close = async (outcome: string, reason: string) =>
        house.get(CloseNeed).execute(await house.as('broker'), NORTH, { need, version, outcome, reason });
      await expect(close('not_pursued', ' ')).rejects.toMatchObject({ errors: [{ path: 'reason' }] });
      await expect(close('open', 'No.')).rejects.toMatchObject({ errors: [{ path: 'outcome' }] });
      await expect(close('met', 'Done.')).rejects.toMatchObject({ code: 'NEED_CANNOT_MOVE' });
      await close('escalated', 'Nobody near enough has days before the summer.');
      expect(await detail(need)).toMatchObject({ state: 'escalated', nextDate: '2026-11-30' });
    });
  });
});
