import { DESK } from '../browser.js';
import { routesOf } from '../routes.js';
import { everyPageAt } from './every-page-at.js';
import { NOT_PAGES, PAGES } from './every-page.js';

describe('every page at a desk', () => {
  it('has its visit here', () => {
    const routes = routesOf('web').filter(({ method, events }) => method === 'GET' && !events);
    const paths = [...new Set(routes.map(({ path }) => path))].filter((path) => !NOT_PAGES.includes(path));
    expect(paths.filter((path) => !(path in PAGES))).toEqual([]);
    expect(Object.keys(PAGES).filter((path) => !paths.includes(path))).toEqual([]);
  });

  everyPageAt(DESK);
});
