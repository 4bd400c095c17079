import type { Page } from 'playwright-core';
import type { Visit } from './every-page.js';

/** Where a route is met by whoever is signed in at this window. */
export async function addressOf(page: Page, route: string, { at }: Visit): Promise<string> {
  if (typeof at === 'string') return at;
  await page.goto(at.from);
  const links = await page.$$eval('main a[href]', (all) =>
    all.map((each) => each.getAttribute('href') ?? ''),
  );
  const found = links.find((href) => at.linked.test(href.split('?')[0] ?? ''));
  if (found === undefined) throw new Error(`${at.from} has no link to ${String(at.linked)}.`);
  return addressFor(route, found);
}

/** From the link that was found to the route itself: the same record, or one step further in. */
export function addressFor(route: string, found: string): string {
  const last = route.split('/').pop() ?? '';
  if (route === '/cases/:reference') return found.replace('/needs/', '/cases/');
  if (last === 'not-listed' || last === 'why-not') return `${found}/candidates/${last}`;
  if (route.endsWith('/visit/:number')) return `${found}/visit/1`;
  if (route.includes('/plan/:number')) return `${found}/plan/1${last === 'off' ? '/off' : ''}`;
  if (route === '/declare/:year/:step') return `${found.split('?')[0] ?? found}/help`;
  if (route.endsWith('/people/:place')) return `${found}/people/coached`;
  return last.startsWith(':') || (found.split('?')[0] ?? found).endsWith(`/${last}`)
    ? found
    : `${found}/${last}`;
}
