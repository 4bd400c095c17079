import { Tx, UnitOfWork } from '@app/platform';
import type { Screen } from '../../apps/web/src/journeys/needs/a-visitor.fixture.js';
import { LISTS } from '../journeys/every-page.js';
import { Downland } from './downland.js';
import { everyPage, type Met } from './found-forms.js';
import { formsOf } from './window.js';

/** A county is some hundred acts, and then every page of it is opened. */
jest.setTimeout(240_000);

/** What stands in them grows with each reading, and is read in one statement by another role; names come after it. */
const OF_THE_LOG = ['/audit', '/my-school/readings'];
const ORDERS = ['password', 'id;drop', '__proto__', 'needDetail', '-id'];
const SEARCHES = ['%', '"', 'x'.repeat(10_000), '(a+)+$', '! & |', "'; --", '\\', '_'];

describe('every page and every list', () => {
  let county: Downland;
  let pages: Met[];
  let lists: Met[];

  beforeAll(async () => {
    county = await Downland.open();
    pages = await everyPage(county);
    lists = pages.filter(({ route }) => LISTS.includes(route));
  });
  afterAll(() => county.close());
  afterEach(() => jest.restoreAllMocks());

  const fileOf = async ({ at, who }: Met, ending = 'csv'): Promise<Screen> =>
    (await county.window(who)).open(`${at.split('?')[0] ?? ''}.${ending}`);

  /** Somebody saves between the beginning of each transaction of a person and its first question. */
  let writes = 0;
  function everybodyWritesMeanwhile(): void {
    const query = Tx.prototype.query;
    const begun = new WeakSet<Tx>();
    jest.spyOn(Tx.prototype, 'query').mockImplementation(async function (this: Tx, ...asked) {
      if (this.actor.kind === 'person' && !begun.has(this)) {
        begun.add(this);
        writes += 1;
        const renamed = `name = split_part(name, ' @', 1) || ' @${String(writes)}'`;
        await county.stored(`set session_replication_role = replica;
          update schools.school set ${renamed}; update identity.person set ${renamed};
          update profiles.capacity_window set declared = declared + 2 where band <> '0'`);
      }
      return query.apply(this, asked);
    });
  }

  it('leaves as a file of one moment, whoever writes while it is made (C13)', async () => {
    const faults: string[] = [];
    let named = 0;
    for (const list of lists.filter(({ route }) => !OF_THE_LOG.includes(route))) {
      const before = await fileOf(list);
      everybodyWritesMeanwhile();
      const meanwhile = await fileOf(list);
      jest.restoreAllMocks();
      const after = await fileOf(list);
      if (meanwhile.html !== before.html) faults.push(`${list.route} is of several moments`);
      if (after.html !== before.html) named += 1;
    }
    expect(faults).toEqual([]);
    // Those in which the writer's change would have been seen.
    expect(named).toBeGreaterThan(18);
  });

  it('is read in no transaction that sees what others save meanwhile (C13)', async () => {
    const seen: string[] = [];
    const run = UnitOfWork.prototype.run;
    let reading = '';
    jest.spyOn(UnitOfWork.prototype, 'run').mockImplementation(function (this: UnitOfWork, actor, ...rest) {
      if (actor.kind === 'person') seen.push(reading);
      return run.call(this, actor, ...rest);
    });
    for (const list of lists) {
      reading = list.route;
      expect([reading, (await fileOf(list)).status]).toEqual([reading, 200]);
    }
    expect(seen).toEqual([]);
  });

  it('has its own order, and is refused in any other (Q04)', async () => {
    const faults: string[] = [];
    for (const { route, at, who } of lists) {
      const window = await county.window(who);
      const path = at.split('?')[0] ?? '';
      for (const sort of ORDERS)
        for (const from of [path, `${path}.csv`]) {
          const { status } = await window.open(`${from}?sort=${encodeURIComponent(sort)}`);
          if (status !== 400) faults.push(`${route} ${from}?sort=${sort} answered ${String(status)}`);
        }
    }
    expect(faults).toEqual([]);
  });

  it('finds or refuses whatever is searched for, and never fails (Q06)', async () => {
    const faults: string[] = [];
    let boxes = 0;
    for (const { route, who, screen } of pages)
      for (const form of formsOf(screen).filter(({ method }) => method === 'get'))
        for (const { name } of form.fields.filter(({ type }) => type === 'text' || type === 'search')) {
          boxes += 1;
          for (const words of SEARCHES) {
            const { status } = await (await county.window(who)).send(form, [[name, words]]);
            if (![200, 400, 404, 422].includes(status))
              faults.push(`${route} ${name}=${words.slice(0, 9)} answered ${String(status)}`);
          }
        }
    expect(faults).toEqual([]);
    expect(boxes).toBeGreaterThan(4);
  });

  it('stands in no frame and is cut off from the window that opened it (W09)', () => {
    const faults = pages.filter(({ headers }) => {
      const policy = headers.get('content-security-policy') ?? '';
      const apart = headers.get('cross-origin-opener-policy') === 'same-origin';
      return !/frame-ancestors 'none'/.test(policy) || !apart;
    });
    expect(faults.map(({ route }) => route)).toEqual([]);
  });
});
