import type { Screen } from '../../apps/web/src/journeys/needs/a-visitor.fixture.js';
import { addressFor } from '../journeys/address-of.js';
import { PAGES, type Visit } from '../journeys/every-page.js';
import type { Downland } from './downland.js';
import { formsOf, type Form } from './window.js';

export interface Met {
  readonly route: string;
  readonly who: Visit['who'];
  readonly at: string;
  readonly screen: Screen;
  readonly headers: Headers;
}

export interface Found extends Met {
  readonly form: Form;
}

/** Every page of the list of pages, where its person meets it; one that leads on is the page that it leads to. */
export async function everyPage(county: Downland): Promise<Met[]> {
  const links = new Map<string, Promise<string[]>>();
  const linksOn = (who: Visit['who'], from: string): Promise<string[]> => {
    const read =
      links.get(who + from) ?? county.window(who).then(async (on) => (await on.open(from)).links());
    links.set(who + from, read);
    return read;
  };
  const all = Object.entries(PAGES);
  const people = [...new Set(all.map(([, { who }]) => who))];
  const met = people.map(async (person) => {
    const own: Met[] = [];
    for (const [route, visit] of all)
      if (visit.who === person) own.push(await meet(county, route, visit, linksOn));
    return own;
  });
  return (await Promise.all(met)).flat();
}

type LinksOn = (who: Visit['who'], from: string) => Promise<string[]>;

async function meet(county: Downland, route: string, visit: Visit, linksOn: LinksOn): Promise<Met> {
  const window = await county.window(visit.who);
  let at = await addressIn(route, visit, linksOn);
  let screen = await window.open(at);
  for (let leads = 0; screen.location !== null && leads < 3; leads += 1) {
    at = screen.location;
    screen = await window.open(at);
  }
  if (screen.status !== (visit.status ?? 200)) throw new Error(`${at} answered ${String(screen.status)}.`);
  return { route, who: visit.who, at, screen, headers: window.headers };
}

async function addressIn(route: string, { who, at }: Visit, linksOn: LinksOn): Promise<string> {
  if (typeof at === 'string') return at;
  const found = (await linksOn(who, at.from)).find((href) => at.linked.test(href.split('?')[0] ?? ''));
  if (found === undefined) throw new Error(`${at.from} has no link to ${String(at.linked)}.`);
  return addressFor(route, found);
}

/** Every form of every page that changes something, once each however many pages hold it. */
export function everyForm(pages: readonly Met[]): Found[] {
  const all = pages.flatMap((met) =>
    formsOf(met.screen)
      .filter(({ method }) => method === 'post')
      .map((form) => ({ ...met, form })),
  );
  const seen = new Set<string>();
  return all.filter(({ who, form: { action, fields } }) => {
    const key = [who, action, ...fields.map(({ name }) => name)].join(' ');
    return seen.size < seen.add(key).size;
  });
}
