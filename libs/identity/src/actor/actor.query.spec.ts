import type { SchoolUrn } from '@app/kernel';
import { FixedClock } from '@app/kernel';
import { NORTH, TestHouse } from '../../../../test/factories/an-area.js';
import { Actors } from './actor.query.js';

describe('who somebody is today', () => {
  let house: TestHouse;
  let actors: Actors;
  const [marlowe, saltern, harbour, uplands] = ['990013', '990020', '990008', '990022'] as SchoolUrn[];

  beforeAll(async () => {
    house = await TestHouse.open();
    actors = new Actors(house.work, new FixedClock(new Date('2026-11-25T09:00:00Z')));
    await house.school(marlowe!, 'Marlowe School');
    await house.school(saltern!, 'Saltern Academy', { trust: '99002' });
    await house.school(harbour!, 'Harbour School', { trust: '99002' });
    await house.school(uplands!, 'Uplands School');
  });
  afterAll(() => house.close());

  const who = async (person: { id: string }) =>
    actors.of({ person: person.id as never, area: NORTH, door: 'web', requestId: 'r', signedInAt: null });

  it('adds up the posts of a seconded head: broker in the area, head of their own school', async () => {
    const person = await house.person({
      name: 'Jo Marsh',
      posts: [{ role: 'broker' }, { role: 'head', urn: uplands! }],
    });
    expect((await who(person))?.posts.map(({ role, school }) => [role, school])).toEqual([
      ['broker', null],
      ['head', uplands],
    ]);
  });

  it('finds an interest in the own school and in every school of its trust', async () => {
    const person = await house.person({ name: 'Sal Tern', posts: [{ role: 'head', urn: saltern! }] });
    expect((await who(person))?.interests).toEqual([harbour, saltern]);
  });

  it('keeps the interest of a post for three years after it ended', async () => {
    const left = (name: string, to: string) =>
      house.person({
        name,
        posts: [{ role: 'head', urn: marlowe!, to: to as never }],
        from: '2015-09-01',
      });
    expect((await who(await left('Left Lately', '2024-01-01')))?.interests).toEqual([marlowe]);
    expect((await who(await left('Left Long Ago', '2023-01-01')))?.interests).toEqual([]);
  });

  it('counts a post only between its dates', async () => {
    const person = await house.person({ name: 'Not Yet', posts: [{ role: 'officer' }], from: '2027-01-01' });
    expect((await who(person))?.posts).toEqual([]);
  });

  it('knows nobody who is gone', async () => {
    expect(await who({ id: '99999999-9999-4999-8999-999999999999' })).toBeNull();
  });
});
