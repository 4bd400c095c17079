import { aPerson, aPost } from '../../../../test/factories/an-actor.js';
import { routesOf } from '../../../../test/routes.js';
import { navigationFor, PLACES } from './navigation.js';

const places = [
  { text: 'Today', href: '/today', roles: ['broker', 'adviser'] as const },
  { text: 'Needs', href: '/needs', roles: ['broker'] as const },
  { text: 'My school', href: '/my-school', roles: ['head'] as const },
];

describe('the service navigation', () => {
  it('shows the places of every post somebody holds, in one order', () => {
    const seconded = aPerson([aPost('head'), aPost('broker')]);
    expect(navigationFor(seconded, '/', places).map(({ text }) => text)).toEqual([
      'Today',
      'Needs',
      'My school',
    ]);
  });

  it('shows nobody else’s places, and none to somebody not signed in', () => {
    expect(navigationFor(aPerson([aPost('officer')]), '/', places)).toEqual([]);
    expect(navigationFor(null, '/', places)).toEqual([]);
  });

  it('marks where one is, on the page and below it', () => {
    const broker = aPerson([aPost('broker')]);
    const marks = (path: string): object =>
      navigationFor(broker, path, places).map(({ current, active }) => [current, active]);
    expect(marks('/needs')).toEqual([
      [false, false],
      [true, false],
    ]);
    expect(marks('/needs/N-2026-031')).toEqual([
      [false, false],
      [false, true],
    ]);
    expect(marks('/needs-review')).toEqual([
      [false, false],
      [false, false],
    ]);
  });
});

describe('every line of it', () => {
  const paths = routesOf('web')
    .filter(({ method }) => method === 'GET')
    .map(({ path }) => path);

  it.each(PLACES)('leads to a page: $text', ({ href }) => {
    expect(paths).toContain(href);
  });
});
