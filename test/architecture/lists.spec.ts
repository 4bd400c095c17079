import 'reflect-metadata';
import { fileOf, LISTS, NO_LISTS, PAGES } from '../journeys/every-page.js';
import { routesOf, type Route } from '../routes.js';

const pages = Object.keys(PAGES);

/** Pages by their address alone: whatever stands at the top, and whatever has one record each below it. */
function whatMayBeLists(): string[] {
  return pages.filter((path) => {
    const below = pages.some(
      (other) => /^\/:[a-z]+$/.test(other.slice(path.length)) && other.startsWith(path),
    );
    return below || !path.includes(':');
  });
}

/** Why somebody who reads this list cannot take it along; null where they can. */
function faultOf(list: string, routes: readonly Route[]): string | null {
  const [page, file] = [list, fileOf(list)].map((path) =>
    routes.find((route) => route.method === 'GET' && route.path === path),
  );
  if (page === undefined) return `${list} is no page`;
  if (file === undefined) return `${list} has no file`;
  return isWithin(file.opens, page.opens) ? null : `the file of ${list} opens to others than its page`;
}

function isWithin(file: Route['opens'], page: Route['opens']): boolean {
  if (!Array.isArray(file) || !Array.isArray(page)) return file === page;
  return file.every((action) => page.includes(action));
}

describe('every list', () => {
  const routes = routesOf('web');
  const faults = (of: readonly Route[]): (string | null)[] =>
    LISTS.map((list) => faultOf(list, of)).filter((fault) => fault !== null);

  it('has a file, which opens to nobody but those who may open its page', () => {
    expect(faults(routes)).toEqual([]);
  });

  it('is found where its file is taken away, or opens to others than the page', () => {
    const without = routes.filter(({ path }) => path !== '/findings.:ending');
    expect(faults(without)).toEqual(['/findings has no file']);
    const wider = routes.map((route) =>
      route.path === '/audit.:ending' ? { ...route, opens: 'anyone signed in' as const } : route,
    );
    expect(faults(wider)).toEqual(['the file of /audit opens to others than its page']);
  });

  it('is known: a new page says whether it is one', () => {
    const said = [...LISTS, ...NO_LISTS];
    expect(whatMayBeLists().filter((path) => !said.includes(path))).toEqual([]);
    expect(said.filter((path) => !pages.includes(path))).toEqual([]);
    expect(said.filter((path, at) => said.indexOf(path) !== at)).toEqual([]);
  });
});
