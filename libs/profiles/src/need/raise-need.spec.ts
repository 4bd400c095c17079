import type { BadInput } from '@app/kernel';
import { aNeed, EASTMARSH, ELSEWHERE, MARLOWE, ProfilesHouse, SALTERN } from '../a-profiles-house.fixture.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { Needs } from './needs.query.js';
import { RaiseNeed, type NeedToRaise } from './raise-need.js';

describe('asking for support', () => {
  let house: ProfilesHouse;
  const raise = async (
    change: Partial<NeedToRaise> = {},
    who: Parameters<ProfilesHouse['as']>[0] = 'asker',
  ) => house.get(RaiseNeed).execute(await house.as(who), NORTH, aNeed(change));
  const fieldsOf = async (change: Partial<NeedToRaise>): Promise<string[]> =>
    raise(change).then(
      () => [],
      (error: unknown) => (error as BadInput).errors.map(({ path }) => path),
    );

  beforeAll(async () => {
    house = await ProfilesHouse.open();
  });
  afterAll(() => house.close());

  it('gives the need a reference, an owner without an interest and a next date from its first moment (I-6)', async () => {
    const { reference } = await raise();
    const need = await house.asking('asker', (tx) => house.get(Needs).detail(tx, reference));
    expect(reference).toBe('N-2026-001');
    // Wednesday is the day of a broker whose own school shares a trust with the asker's: Thursday's takes it.
    expect(need).toMatchObject({
      state: 'raised',
      owner: { name: 'The broker' },
      // C-1: three working days of the office
      nextDate: '2026-11-30',
      waitingSince: '2026-11-25',
      approach: null,
      moves: [{ from: null, to: 'raised', by: 'The asker' }],
    });
  });

  it('is looked at on the same day where it cannot wait (C-21)', async () => {
    const { reference } = await raise({ priority: 'now' });
    const need = await house.asking('asker', (tx) => house.get(Needs).summary(tx, reference));
    expect(need.nextDate).toBe('2026-11-25');
  });

  it('leaves an act in the log that names the school', async () => {
    const { id } = await raise();
    expect(await house.acts(`profiles.need:${id}`)).toEqual([`need.raise ${EASTMARSH}`]);
  });

  it('numbers without a gap, also where two ask at once', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => raise()));
    const numbers = made.map(({ reference }) => Number(reference.slice(7))).sort((a, b) => a - b);
    expect(numbers.map((number) => number - numbers[0]!)).toEqual([0, 1, 2, 3]);
  });

  it.each([
    ['helper', 'NOT_FOUND'],
    ['broker', 'NOT_GRANTED'],
    ['officer', 'NOT_GRANTED'],
    ['askersStaff', 'NOT_GRANTED'],
    ['interestedBroker', 'NOT_FOUND'],
  ] as const)('is for the head of that school alone, not for the %s', async (who, code) => {
    await expect(raise({}, who)).rejects.toMatchObject({ code });
  });

  it('is refused to a head whose post has ended since the request began (R06)', async () => {
    const actor = await house.as('helper');
    await house.raw(`update identity.appointment set state = 'ended' where person_id = $1 returning 1`, [
      actor.id,
    ]);
    const asked = house.get(RaiseNeed).execute(actor, NORTH, aNeed({ urn: MARLOWE }));
    await expect(asked).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await house.raw(`update identity.appointment set state = 'active' where person_id = $1 returning 1`, [
      actor.id,
    ]);
  });

  it.each<[string, Partial<NeedToRaise>]>([
    ['primaryTheme', { primaryTheme: 'att' }],
    ['primaryTheme', { primaryTheme: 'constructor' }],
    ['secondaryThemes', { secondaryThemes: ['att.severe', 'att.strategy', 'att.anxiety'] }],
    ['secondaryThemes', { secondaryThemes: ['att.persistent'] }],
    ['keyStages', { keyStages: [] }],
    ['keyStages', { keyStages: ['KS3', 'KS9'] }],
    ['keyStages', { keyStages: ['KS3', 'KS3'] }],
    ['priority', { priority: 'SEND ' }],
    ['halfDaysWanted', { halfDaysWanted: 0 }],
    ['halfDaysWanted', { halfDaysWanted: 366 }],
    ['halfDaysWanted', { halfDaysWanted: 5.25 }],
    ['halfDaysWanted', { halfDaysWanted: '4' as never }],
    ['windowFrom', { windowFrom: '2026/27-7' }],
    ['windowFrom', { windowFrom: '2026/27-1' }], // over
    ['windowFrom', { windowFrom: '2019/20-1' }],
    ['windowTo', { windowTo: '2099/00-1' }],
    ['windowTo', { windowFrom: '2026/27-4', windowTo: '2026/27-3' }],
    ['partnersWanted', { partnersWanted: 4 }],
    ['modes', { modes: ['by_post'] }],
    ['travelKm', { travelKm: -1 }],
    ['earliestStart', { earliestStart: '2027-02-30' }],
    ['earliestStart', { earliestStart: '2026-11-24' }],
    ['earliestStart', { earliestStart: '2027-06-01' }],
    ['wishes', { wishes: ['0100001'] }],
    ['wishes', { wishes: [EASTMARSH] }],
    ['wishes', { wishes: [ELSEWHERE] }],
    ['approach.urns', { approach: { kind: 'only', urns: [] } }],
    ['approach.urns', { approach: { kind: 'anyone', urns: [MARLOWE] } }],
    ['approach', { approach: { kind: 'only', urns: [ELSEWHERE] } }],
    ['sendThread', { sendThread: '  ' }],
    ['wantedOutcome', { wantedOutcome: 'x'.repeat(2_001) }],
    ['wantedOutcome', { wantedOutcome: 'half a \ud83d' }],
    ['tried', { tried: 'NUL \0' }],
  ])('names the field %s in %j, and writes nothing', async (field, change) => {
    const before = await house.raw('select count(*) from profiles.need');
    expect(await fieldsOf(change)).toEqual([field]);
    expect(await house.raw('select count(*) from profiles.need')).toEqual(before);
  });

  it('names every field at once (M01)', async () => {
    expect(await fieldsOf({ halfDaysWanted: 0, modes: [], primaryTheme: '' })).toEqual([
      'primaryTheme',
      'halfDaysWanted',
      'modes',
    ]);
  });

  it('counts characters as people do and takes away what turns text around', async () => {
    const { reference } = await raise({ wantedOutcome: `${'🎒'.repeat(1_999)}\u202e!` });
    const need = await house.asking('asker', (tx) => house.get(Needs).detail(tx, reference));
    expect([...need.wantedOutcome]).toHaveLength(2_000);
    expect(need.wantedOutcome).not.toContain('\u202e');
  });

  it('keeps what is typed as it is, whatever it looks like', async () => {
    const typed = `<script>alert(1)</script> {{7*7}} ' OR 1=1-- $1 %_\\`;
    const { reference } = await raise({ wantedOutcome: typed });
    const need = await house.asking('asker', (tx) => house.get(Needs).detail(tx, reference));
    expect(need.wantedOutcome).toBe(typed);
  });

  it('has one effect and one answer under one key, and refuses the key with another body (I-21)', async () => {
    const actor = await house.as('asker');
    const repeat = { route: 'POST /needs', key: 'k-1', body: 'a' };
    const again = () => house.get(RaiseNeed).execute(actor, NORTH, aNeed(), repeat);
    const answers = await Promise.all([again(), again(), again()]);
    expect(new Set(answers.map(({ reference }) => reference)).size).toBe(1);
    const other = house.get(RaiseNeed).execute(actor, NORTH, aNeed(), { ...repeat, body: 'b' });
    await expect(other).rejects.toMatchObject({ code: 'KEY_REUSED' });
  });

  it('is refused for a school that has closed, naming what it became', async () => {
    await house.raw(`update schools.school set status = 'closed' where urn = $1 returning 1`, [EASTMARSH]);
    await house.raw(
      `insert into schools.school_link (from_urn, to_urn, kind, import_id)
       select $1, $2, 'successor', import_id from schools.school where urn = $1 returning 1`,
      [EASTMARSH, SALTERN],
    );
    await expect(raise()).rejects.toMatchObject({
      code: 'SCHOOL_CLOSED',
      message: 'School 990005 has closed. It became Saltern Academy (990020).',
    });
  });
});
