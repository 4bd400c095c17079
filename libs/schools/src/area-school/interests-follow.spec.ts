import type { SchoolUrn } from '@app/kernel';
import { NORTH, type TestHouse } from '../../../../test/factories/an-area.js';
import { openHouse, published, system } from './an-area-of-schools.fixture.js';

const urn = (last: number) => String(100_000 + last) as SchoolUrn;

/** Interests stand in the database's own function, so that raw SQL meets them too. */
describe('an interest in a school', () => {
  let house: TestHouse;
  const interestsAfter = async (post: number): Promise<string[]> => {
    const head = await house.person({
      name: `Head of ${String(post)}`,
      email: `head.${String(post)}@example.org`,
      posts: [{ role: 'head', urn: urn(post) }],
    });
    return house.work.run(system('worker', NORTH), NORTH, async (tx) => {
      const rows = await tx.query<{ u: string }>(
        `select u from identity.interests_of($1, '2026-11-25') u order by u`,
        [head.id],
      );
      return rows.map(({ u }) => u);
    });
  };

  beforeAll(async () => {
    house = await openHouse();
    const blank = {
      'TypeOfEstablishment (name)': 'Academy converter',
      'Trusts (name)': '',
      'Trusts (code)': '',
      'Federations (name)': '',
      'Federations (code)': '',
    };
    const inTrust = (name: string, code = '') => ({ ...blank, 'Trusts (name)': name, 'Trusts (code)': code });
    await published(
      house,
      [
        { ...inTrust('Elm Trust', '1'), URN: urn(2) },
        { ...inTrust('Elm Trust'), URN: urn(3) }, // a file without codes
        { ...inTrust('Elm Trust', '9'), URN: urn(4) }, // another trust of the same name
        { ...inTrust('', ''), URN: urn(5) },
        { ...blank, URN: urn(6), 'Federations (name)': 'Fens' },
        { ...blank, URN: urn(7), 'Federations (name)': 'Fens', 'Federations (code)': '5' },
        { ...blank, URN: urn(8) },
        { ...blank, URN: urn(9) },
      ],
      ['100001>100002', '100010>100008', '100010>100009', '100020>100021', '100021>100020'],
    );
  });
  afterAll(() => house.close());

  it('goes on to what the school became, and to the trust it is in now', async () => {
    expect(await interestsAfter(1)).toEqual([urn(1), urn(2), urn(3)]);
  });

  it('knows a trust by its code; by its name where a code is missing', async () => {
    expect(await interestsAfter(2)).toEqual([urn(1), urn(2), urn(3)]);
    expect(await interestsAfter(3)).toEqual([urn(2), urn(3), urn(4)]); // which of the two, nobody can tell
    expect(await interestsAfter(4)).toEqual([urn(3), urn(4)]);
  });

  it('is no interest in every other school without a known trust', async () => {
    expect(await interestsAfter(5)).toEqual([urn(5)]);
  });

  it('is one in the whole federation', async () => {
    expect(await interestsAfter(6)).toEqual([urn(6), urn(7)]);
    expect(await interestsAfter(7)).toEqual([urn(6), urn(7)]);
  });

  it('of a school that was split goes to both parts; of one part not to the other', async () => {
    expect(await interestsAfter(10)).toEqual([urn(8), urn(9), urn(10)]);
    expect(await interestsAfter(8)).toEqual([urn(8), urn(10)]);
  });

  it('comes to an end where links go round in a ring', async () => {
    expect(await interestsAfter(20)).toEqual([urn(20), urn(21)]);
  });
});
