import { RuleBroken, StaleVersion } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import { EASTMARSH, MARLOWE, ProfilesHouse } from '../a-profiles-house.fixture.js';
import { ConfirmUnchanged } from './confirm-unchanged.js';
import { DeclarationCalls } from './declaration-calls.js';
import { DeclarationChecks } from './declaration-checks.js';
import { SubmitDeclaration, type DeclarationToSubmit } from './submit-declaration.js';

const YEAR = '2026/27';
/** The spring term begins on Monday 4 January 2027. */
const WEEK_TWO = '2027-01-11T08:00:00Z';

describe('“nothing has changed” (C-13)', () => {
  let house: ProfilesHouse;

  beforeEach(async () => {
    house = await ProfilesHouse.open();
  });
  afterEach(() => house.close());

  const submit = async (change: Partial<DeclarationToSubmit> = {}): Promise<number> =>
    house.get(SubmitDeclaration).execute(await house.as('helper'), NORTH, {
      ...{ urn: MARLOWE, year: YEAR, version: null, appetite: 'actively_offering' },
      strengths: [{ theme: 'att.persistent', depth: 'can_host', howWeKnow: 'Our own figures' }],
      ...change,
    });
  const ask = async (instant: string): Promise<number> => {
    house.clock.set(new Date(instant));
    return house.get(DeclarationChecks).ask(NORTH);
  };
  const say = async (
    version: number,
    who: 'helper' | 'asker' = 'helper',
    urn: string = MARLOWE,
  ): Promise<void> =>
    house.get(ConfirmUnchanged).execute(await house.as(who), NORTH, { urn, year: YEAR, version });
  const mails = () =>
    house.house.asSuperuser<{ kind: string; urn: string; tasks: object[]; not_before: Date }>(
      'select kind, urn, tasks, not_before from platform.mail order by put_at',
    );
  const row = async () =>
    (
      await house.house.asSuperuser<{ unchanged: string | null; version: number; strengths: unknown[] }>(
        `select to_char(unchanged_on, 'YYYY-MM-DD') as unchanged, version, strengths from profiles.declaration`,
      )
    )[0];

  it('is asked of the head in week two of the term, once, and not before or after', async () => {
    await submit();
    expect(await ask('2027-01-08T09:00:00Z')).toBe(0);
    expect(await ask('2027-01-11T06:59:00Z')).toBe(0);
    expect(await ask('2027-01-11T07:00:00Z')).toBe(1);
    expect(await ask('2027-01-12T09:00:00Z')).toBe(0);
    expect(await mails()).toMatchObject([
      { kind: 'declaration', urn: MARLOWE, tasks: [{ reference: 'Declaration 2026/27', due: null }] },
    ]);
    expect(await ask('2027-01-18T09:00:00Z')).toBe(0);
  });

  it('is asked again the next term', async () => {
    await submit();
    await ask(WEEK_TWO);
    expect(await ask('2027-04-19T08:00:00Z')).toBe(1);
    expect(await mails()).toHaveLength(2);
  });

  it('is not asked of a school that rests this term, nor of one that sent its word this term', async () => {
    house.clock.set(new Date('2027-01-05T09:00:00Z'));
    const version = await submit({ strengths: [], appetite: 'not_this_term' });
    expect(await ask(WEEK_TWO)).toBe(0);
    house.clock.set(new Date('2027-01-06T09:00:00Z'));
    await submit({ version });
    expect(await ask(WEEK_TWO)).toBe(0);
  });

  it('is said in one press: the day is kept, every answer stays as it was, and nobody is asked again', async () => {
    const version = await submit();
    house.clock.set(new Date(WEEK_TWO));
    await say(version);
    expect(await row()).toMatchObject({ unchanged: '2027-01-11', version: version + 1, strengths: [{}] });
    expect(await ask('2027-01-12T09:00:00Z')).toBe(0);
    const [act] = await house.house.asSuperuser<{ schools: string[] }>(
      `select schools from audit.entry where act = 'declaration.submit' and kind = 'act' order by seq desc limit 1`,
    );
    expect(act?.schools).toEqual([MARLOWE]);
  });

  it('is refused where the word was changed since it was asked, where there is none, and to another school’s head', async () => {
    const version = await submit();
    await submit({ version, appetite: 'open_to_approach' });
    await expect(say(version)).rejects.toThrow(StaleVersion);
    await expect(say(1, 'asker', EASTMARSH)).rejects.toThrow(RuleBroken);
    await expect(say(version + 1, 'asker')).rejects.toThrow('not yours to see');
    expect(await row()).toMatchObject({ unchanged: null });
  });
});

describe('the yearly call (C-13)', () => {
  let house: ProfilesHouse;

  beforeEach(async () => {
    house = await ProfilesHouse.open();
  });
  afterEach(() => house.close());

  const ask = async (instant: string): Promise<number> => {
    house.clock.set(new Date(instant));
    return house.get(DeclarationCalls).ask(NORTH);
  };
  const asked = async () =>
    (
      await house.house.asSuperuser<{ urn: string }>(
        `select urn from platform.mail where kind = 'declaration' order by urn`,
      )
    ).map(({ urn }) => urn);

  it('goes to each school’s head once, when the declaration of the next year opens after the May half-term', async () => {
    expect(await ask('2027-06-03T09:00:00Z')).toBe(0);
    expect(await ask('2027-06-07T06:00:00Z')).toBeGreaterThan(1);
    expect(await ask('2027-06-08T09:00:00Z')).toBe(0);
    const all = await asked();
    expect(all).toEqual([...new Set(all)]);
    expect(all).toContain(MARLOWE);
  });

  it('passes by who has sent it already, and who rests this term (I-33)', async () => {
    const send = async (change: object): Promise<unknown> =>
      house.get(SubmitDeclaration).execute(await house.as('helper'), NORTH, {
        ...{ urn: MARLOWE, version: null, year: YEAR, appetite: 'actively_offering' },
        ...change,
      });
    house.clock.set(new Date('2027-06-07T05:00:00Z'));
    await send({ appetite: 'not_this_term' });
    await ask('2027-06-07T06:00:00Z');
    expect(await asked()).not.toContain(MARLOWE);
  });
});
