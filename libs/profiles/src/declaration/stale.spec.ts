import { NORTH } from '../../../../test/factories/an-area.js';
import { MARLOWE, ProfilesHouse } from '../a-profiles-house.fixture.js';
import { RenewDeclaration } from './renew-declaration.js';
import { StaleDeclarations } from './stale-declarations.js';
import { StrongIn } from './strong-in.query.js';
import { SubmitDeclaration } from './submit-declaration.js';

/** The summer term of Downland ends on 21 July 2027. */
describe('a declaration that goes stale (C-13)', () => {
  let house: ProfilesHouse;
  beforeEach(async () => {
    house = await ProfilesHouse.open();
  });
  afterEach(() => house.close());

  const submit = async (year = '2026/27', change: object = {}): Promise<number> =>
    house.get(SubmitDeclaration).execute(await house.as('helper'), NORTH, {
      ...{ urn: MARLOWE, year, version: null, appetite: 'actively_offering' },
      strengths: [{ theme: 'att.persistent', depth: 'can_host', howWeKnow: 'Our own figures' }],
      ...change,
    });
  const sweepOn = async (day: string): Promise<number> => {
    house.clock.set(new Date(`${day}T09:00:00Z`));
    return house.get(StaleDeclarations).execute(NORTH);
  };
  const states = async () =>
    (
      await house.house.asSuperuser<{ year: string; state: string }>(
        'select academic_year as year, state from profiles.declaration order by academic_year',
      )
    ).map(({ year, state }) => `${year} ${state}`);
  const stale = async () => house.asking('helper', (tx) => house.get(RenewDeclaration).stale(tx, MARLOWE));
  const renew = async (version: number, who: 'helper' | 'asker' = 'helper'): Promise<void> =>
    house.get(RenewDeclaration).execute(await house.as(who), NORTH, { urn: MARLOWE, version });

  it('does so once the summer term of its year is over and no later word came; once, and with its entry', async () => {
    await submit();
    expect(await sweepOn('2027-07-21')).toBe(0);
    expect(await sweepOn('2027-07-22')).toBe(1);
    expect(await sweepOn('2027-09-01')).toBe(0);
    expect(await states()).toEqual(['2026/27 stale']);
    const acts = await house.house.asSuperuser<{ schools: string[] }>(
      `select schools from audit.entry where act = 'declaration.stale' and kind = 'act'`,
    );
    expect(acts).toEqual([{ schools: [MARLOWE] }]);
  });

  it('does not where the word of the next year has come', async () => {
    await submit();
    house.clock.set(new Date('2027-06-14T09:00:00Z'));
    await submit('2027/28');
    expect(await sweepOn('2027-07-22')).toBe(0);
  });

  it('is confirmed in one press: every answer holds for the year that comes, and the old word is history', async () => {
    await submit();
    expect(await stale()).toBeNull();
    await sweepOn('2027-07-22');
    const word = await stale();
    expect(word).toMatchObject({ year: '2026/27', again: '2027/28' });
    await renew(word?.version ?? 0);
    expect(await states()).toEqual(['2026/27 superseded', '2027/28 submitted']);
    const [row] = await house.house.asSuperuser<{ strengths: object[]; appetite: string }>(
      `select strengths, appetite from profiles.declaration where academic_year = '2027/28'`,
    );
    expect(row).toMatchObject({
      ...{ appetite: 'actively_offering', strengths: [{ theme: 'att.persistent', depth: 'can_host' }] },
    });
    expect(await stale()).toBeNull();
    const again = async () => renew(word?.version ?? 0);
    await expect(again()).rejects.toMatchObject({ code: 'NOTHING_STALE' });
  });

  it('is confirmed by the school’s own head alone, and from the version that was read', async () => {
    await submit();
    await sweepOn('2027-07-22');
    const { version } = (await stale()) ?? { version: 0 };
    const byAnother = async () => renew(version, 'asker');
    await expect(byAnother()).rejects.toThrow();
    const old = async () => renew(version - 1);
    await expect(old()).rejects.toMatchObject({ code: 'STALE_VERSION' });
    expect(await states()).toEqual(['2026/27 stale']);
  });

  it('is no longer asked for its strength by name, while its offer stands', async () => {
    await submit('2026/27', { offer: { keyStages: ['KS3'], modes: ['in_person'] } });
    const strong = () => house.asking('helper', (tx) => house.get(StrongIn).schools(tx, 'att.persistent'));
    expect(await strong()).toContain(MARLOWE);
    await sweepOn('2027-07-22');
    expect(await strong()).not.toContain(MARLOWE);
    const offers = await house.house.asSuperuser<{ state: string }>(
      `select state from profiles.offer where supporter_urn = '${MARLOWE}'`,
    );
    expect(offers.map(({ state }) => state)).toEqual(['live']);
  });
});
