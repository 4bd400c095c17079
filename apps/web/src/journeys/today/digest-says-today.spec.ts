import { Findings, OpenFinding } from '@app/assurance';
import { ClosePairing, Pairings, TasksOfPerson } from '@app/brokerage';
import { Impacts } from '@app/impact';
import type { Actor } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { CheckDeclaration, SubmitDeclaration } from '@app/profiles';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { MailedLinks } from '../by-link/a-mailed-link.fixture.js';
import { MARLOWE } from '../../../../../test/factories/a-brokerage-house.js';

const REFERENCE = /(?:F|N|Q|O|P|SP)-2026-\d{3}/g;

describe('the digest in the mail and the page Today', () => {
  let mailed: MailedLinks;
  let closed: string;

  beforeAll(async () => {
    mailed = await MailedLinks.open();
    await mailed.area.namedOpenNeed();
    await mailed.soundOut();
    await mailed.visit();
    closed = await closeWork();
  });
  afterAll(() => mailed.close());

  const closeWork = async (): Promise<string> => {
    const { area } = mailed;
    const [going] = await area.asking('broker', (tx) => area.get(Pairings).list(tx, { over: false }));
    const pairing = going?.reference ?? '';
    const { version } = await area.asking('broker', (tx) => area.get(Pairings).one(tx, pairing));
    const asked = { pairing, version, outcome: 'met', summary: 'Every tutor uses it.' };
    await area.get(ClosePairing).execute(await area.as('broker'), NORTH, asked);
    return pairing;
  };
  const inMail = async (who: Actor): Promise<string[]> => {
    const tasks = await mailed.area
      .get(UnitOfWork)
      .run(who, NORTH, (tx) =>
        mailed.area.get(TasksOfPerson).find(tx, [mailed.area.get(Impacts), mailed.area.get(Findings)]),
      );
    return tasks.map(({ reference }) => reference).filter((each) => each.match(REFERENCE) !== null);
  };
  const onPage = async (who: Actor): Promise<string[]> => {
    const page = await (await mailed.signedIn(who)).open('/today');
    expect(page.status).toBe(200);
    return page.links().flatMap((href) => href.match(REFERENCE) ?? []);
  };

  it.each(['broker', 'head', 'asker', 'adviser'] as const)(
    'name the same things to the %s',
    async (persona) => {
      const who = await mailed.area.as(persona, MARLOWE);
      const [mail, page] = [await inMail(who), await onPage(who)];
      expect([...new Set(mail)].sort()).toEqual([...new Set(page)].sort());
      if (persona === 'head') expect(mail).toHaveLength(2);
    },
  );

  it('ask the head of the asking school and the broker for the answer to an officer’s question', async () => {
    const { area } = mailed;
    const asked = { sample: closed, question: 'Who else was asked?' };
    const finding = await area.get(OpenFinding).execute(await area.as('officer'), NORTH, asked);
    for (const persona of ['broker', 'asker'] as const) {
      const who = await area.as(persona);
      expect(await inMail(who)).toContain(finding);
      const page = await (await mailed.signedIn(who)).open('/today');
      expect(page.links()).toContain(`/findings/${finding}`);
      expect(page.words).toContain(`Answer an officer’s question about ${closed}, Eastmarsh Academy`);
    }
    const supporter = await area.as('head', MARLOWE);
    expect(await inMail(supporter)).not.toContain(finding);
  });

  it.each(['head', 'asker'] as const)(
    'ask the %s for their words once the work is closed',
    async (persona) => {
      const who = await mailed.area.as(persona, MARLOWE);
      expect(await inMail(who)).toContain(closed);
      const page = await (await mailed.signedIn(who)).open('/today');
      expect(page.links()).toContain(`/pairings/${closed}/impact`);
      expect(page.words).toContain('Say in your words what changed: Marlowe School supporting Eastmarsh');
    },
  );

  it('ask the broker to look at what a school declared, and to read what it answered', async () => {
    const { area } = mailed;
    const [broker, asker] = [await area.as('broker'), await area.as('asker')];
    const lines = async (who: Actor): Promise<string[]> => {
      const tasks = await area.get(UnitOfWork).run(who, NORTH, (tx) => area.get(TasksOfPerson).find(tx, []));
      return tasks.map(({ reference }) => reference).filter((each) => /eclaration/.test(each));
    };
    const page = async (who: Actor) => (await (await mailed.signedIn(who)).open('/today')).words;
    const key = { urn: '990005', year: '2026/27' };
    const submit = (version: number | null) =>
      area.get(SubmitDeclaration).execute(asker, NORTH, { ...key, version, appetite: 'open_to_approach' });
    expect(await lines(broker)).toEqual([]);
    await submit(null);
    expect(await lines(broker)).toEqual(['Declarations to look at']);
    expect(await page(broker)).toContain('Look at what Eastmarsh Academy declared for 2026/27');
    await area
      .get(CheckDeclaration)
      .execute(broker, NORTH, { ...key, version: 1, outcome: 'queried', question: 'Who leads it?' });
    expect(await lines(broker)).toEqual([]);
    expect(await lines(asker)).toEqual(['Declaration 2026/27']);
    await submit(2);
    expect(await lines(broker)).toEqual(['Answers about declarations']);
    expect(await page(broker)).toContain(
      'Read what Eastmarsh Academy answered about its declaration for 2026/27',
    );
    expect(await page(await area.as('head', MARLOWE))).not.toContain('Eastmarsh Academy answered');
  });

  it('ask a head for a word whose year is over, and for one that somebody asked about', async () => {
    const { area } = mailed;
    const head = await area.as('head', MARLOWE);
    const word = async (): Promise<string[]> => {
      const tasks = await area.get(UnitOfWork).run(head, NORTH, (tx) => area.get(TasksOfPerson).find(tx, []));
      return tasks.map(({ reference }) => reference).filter((each) => each.startsWith('Declaration'));
    };
    const today = async () => (await mailed.signedIn(head)).open('/today');
    const become = (set: string) =>
      area.house.asSuperuser(
        `set session_replication_role = replica; update profiles.declaration set ${set} where urn = '${MARLOWE}'`,
      );
    await area.get(SubmitDeclaration).execute(head, NORTH, {
      ...{ urn: MARLOWE, year: '2026/27', version: null, appetite: 'actively_offering' },
    });
    expect(await word()).toEqual([]);
    // Its year ends with the summer term, six weeks before the next one begins.
    await become(`state = 'stale'`);
    expect(await word()).toEqual(['Declaration 2027/28']);
    expect((await today()).words).toContain(
      'for 2027/28: what it said for 2026/27 is of a year that is over',
    );
    const broker = await area.as('broker');
    await become(
      `state = 'queried', question = 'Who leads it?', checked_at = now(), checked_by = '${broker.id}'`,
    );
    expect(await word()).toEqual(['Declaration 2026/27']);
    expect((await today()).words).toContain(
      'Answer what was asked about the declaration of Marlowe School for 2026/27',
    );
  });
});
