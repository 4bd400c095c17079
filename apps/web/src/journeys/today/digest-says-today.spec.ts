import { TasksOfPerson } from '@app/brokerage';
import type { Actor } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { MailedLinks } from '../by-link/a-mailed-link.fixture.js';
import { MARLOWE } from '../runs/a-brokered-area.fixture.js';

const REFERENCE = /(?:N|Q|O|P|SP)-2026-\d{3}/g;

describe('the digest in the mail and the page Today', () => {
  let mailed: MailedLinks;

  beforeAll(async () => {
    mailed = await MailedLinks.open();
    await mailed.area.openNeed();
    await mailed.soundOut();
  });
  afterAll(() => mailed.close());

  const inMail = async (who: Actor): Promise<string[]> => {
    const tasks = await mailed.area
      .get(UnitOfWork)
      .run(who, NORTH, (tx) => mailed.area.get(TasksOfPerson).find(tx));
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
      if (persona === 'head') expect(mail).toHaveLength(1);
    },
  );
});
