import { EASTMARSH, MARLOWE, WebHouse } from '../needs/a-web-house.fixture.js';
import type { Visitor } from '../needs/a-visitor.fixture.js';
import { guarded } from '@app/schools';
import { baseOf, somebody } from './somebody.fixture.js';

let web: WebHouse;
let head: Visitor;

async function changed(urn: string, set: string): Promise<void> {
  await web.house.asSuperuser(
    `set session_replication_role = replica; update schools.school set ${set} where urn = '${urn}'`,
  );
}

beforeAll(async () => {
  web = await WebHouse.open();
  head = await web.visitor('asker');
  await changed(
    EASTMARSH,
    `phase = 'Primary', district_name = 'Fenland', easting = 540000, northing = 110000`,
  );
  await changed(MARLOWE, `phase = 'Secondary', district_name = 'Marsh', easting = 551000, northing = 118000`);
});
afterAll(() => web.close());

describe('the list of schools', () => {
  it('names the schools of the area and says how many', async () => {
    const page = await head.open('/schools');
    expect([page.status, page.heading]).toEqual([200, 'Schools']);
    expect(page.words).toContain('3 schools');
    expect(page.links()).toEqual(expect.arrayContaining([`/schools/${EASTMARSH}`, `/schools/${MARLOWE}`]));
  });

  it('is filtered by name, phase and district, and each filter can be taken away again', async () => {
    const page = await head.open('/schools?text=marlowe&phase=Secondary&district=Marsh');
    expect(page.words).toContain('1 school');
    expect(page.links()).not.toContain(`/schools/${EASTMARSH}`);
    expect(page.links()).toContain('/schools?phase=Secondary&district=Marsh');
    expect((await head.open('/schools?phase=Primary')).links()).toContain(`/schools/${EASTMARSH}`);
  });

  it('has Apply before its fields and after them', async () => {
    const { html } = await head.open('/schools');
    const first = html.indexOf('Apply');
    expect(first).toBeLessThan(html.indexOf('id="text"'));
    expect(html.lastIndexOf('Apply')).toBeGreaterThan(html.indexOf('id="district"'));
  });

  it('says which filter is none', async () => {
    const page = await head.open('/schools?phase=Tertiary');
    expect(page.status).toBe(422);
    expect(page.title).toMatch(/^Error: /);
    expect(page.problems).toEqual([{ text: 'Choose a phase from the list', field: 'phase' }]);
  });

  it('says so where no school fits', async () => {
    expect((await head.open('/schools?text=nowhere')).words).toContain('No school fits this.');
  });

  it('asks who is not signed in to sign in', async () => {
    const answer = await fetch(`${baseOf(web)}/schools`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fschools']);
  });
});

describe('the list as a file', () => {
  it('holds what the filter shows', async () => {
    const { status, html } = await head.open('/schools.csv?text=marlowe');
    expect(status).toBe(200);
    expect(html.split('\r\n')).toEqual([
      expect.stringContaining('URN,Name,Status,Phase'),
      `${MARLOWE},Marlowe School,open,Secondary,KS3 KS4,mainstream,Marsh,,not known`,
      '',
    ]);
  });

  it('never holds what a spreadsheet would run', async () => {
    await changed(EASTMARSH, `name = '=HYPERLINK("http://example.org")'`);
    const { html } = await head.open('/schools.csv?phase=Primary');
    await changed(EASTMARSH, `name = 'Eastmarsh Academy'`);
    expect(html).toContain(`"'=HYPERLINK(`);
  });

  it.each(['=1', '+1', '-1', '@a', '\t1', '\r1', '\n1', '＝1', '＋1', '－1', '＠a', "'=1", "''-1"])(
    'puts one apostrophe before %j',
    (text) => {
      expect(guarded(text)).toBe(`'${text}`);
    },
  );

  it.each(['Marlowe School', "'s-Hertog", 'A=1', ''])('leaves %j as it is', (text) => {
    expect(guarded(text)).toBe(text);
  });
});

describe('the map', () => {
  it('draws each school as a link, with a scale, and lists all of them below', async () => {
    const page = await head.open('/map');
    expect(page.status).toBe(200);
    expect(page.words).toContain('The map shows 2 schools. The register gives no place for 1 other school.');
    expect(page.links().filter((href) => href === `/schools/${MARLOWE}`)).toHaveLength(2);
    expect(page.words).toMatch(/\d+ km/);
    expect(page.html).not.toContain(' style=');
  });
});

describe('the page of a school', () => {
  it('shows what is published and where it was read', async () => {
    const page = await head.open(`/schools/${MARLOWE}`);
    expect([page.status, page.heading]).toEqual([200, 'Marlowe School']);
    expect(page.words).toContain('Phase Secondary');
    expect(page.words).toContain('From the national register (test.csv)');
  });

  it('is not there for a number that is none, nor for one the register does not hold', async () => {
    expect((await head.open('/schools/abc')).status).toBe(404);
    expect((await head.open('/schools/123456')).status).toBe(404);
  });

  it('leads from a closed school to the one that followed', async () => {
    await changed('990020', `status = 'closed', closed_on = '2026-08-31'`);
    await web.house.asSuperuser(
      `set session_replication_role = replica; insert into schools.school_link (from_urn, to_urn, kind, linked_on, import_id)
       select '990020', '${MARLOWE}', 'successor', '2026-09-01', import_id from schools.school where urn = '990020'`,
    );
    const page = await head.open('/schools/990020');
    expect(page.words).toContain('This school is closed. It goes on as Marlowe School');
    expect(page.links()).toContain(`/schools/${MARLOWE}`);
    expect((await head.open(`/schools/${MARLOWE}`)).words).toContain('Before: Saltern Academy');
  });

  it('shows strengths to those who may read them and to nobody else', async () => {
    expect((await head.open(`/schools/${MARLOWE}`)).words).toContain('Strengths it has declared None yet.');
    const board = await somebody(web, { name: 'A Board', posts: [{ role: 'board' }] });
    const page = await board.visitor.open(`/schools/${MARLOWE}`);
    expect(page.status).toBe(200);
    expect(page.words).not.toContain('Strengths');
  });
});
