import { AuditTrail } from '@app/audit';
import { TasksOfPerson } from '@app/brokerage';
import { systemActor } from '@app/identity';
import { FixedClock } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { TriageNeed } from '@app/profiles';
import {
  AddSchoolsToArea,
  AdoptSetting,
  CommitRegisterImport,
  FindSignals,
  PassSignalsOn,
  PreviewRegisterImport,
  ProposeSetting,
  RegisterImports,
  TakeRegisterFile,
} from '@app/schools';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { EASTMARSH, WebHouse } from '../needs/a-web-house.fixture.js';

jest.setTimeout(60_000);

const POLICY = join(__dirname, '../../../../../config/policy/default.yaml');
const OTHERS = Array.from({ length: 13 }, (_, at) => String(990_041 + at));

describe('what published figures show about a school', () => {
  let web: WebHouse;
  let href: string;
  const worker = systemActor('worker', NORTH);

  async function publish(fileName: string, lines: readonly string[]): Promise<void> {
    const ops = systemActor('ops', null);
    const bytes = Buffer.from(lines.join('\r\n'));
    const file = { kind: 'measures', fileName, bytes, inQueue: false } as const;
    const id = await web.get(TakeRegisterFile).execute(ops, file);
    await web.get(PreviewRegisterImport).execute(ops, id);
    const { fileHash } = await web
      .get(UnitOfWork)
      .runForInstallation(ops, (tx) => web.get(RegisterImports).one(tx, id));
    await web.get(CommitRegisterImport).execute(ops, { id, fileHash, confirmed: [] });
  }

  beforeAll(async () => {
    web = await WebHouse.open();
    for (const urn of OTHERS) await web.house.school(urn, `School ${urn}`);
    await web.get(UnitOfWork).run(worker, NORTH, async (tx) => {
      const body: unknown = parse(readFileSync(POLICY, 'utf8'));
      const id = await web.get(ProposeSetting).inside(tx, { kind: 'policy', body });
      await web.get(AdoptSetting).inside(tx, id);
      await web.get(AddSchoolsToArea).inside(tx, '999');
    });
    const all = [EASTMARSH, ...OTHERS];
    await publish('ks4_school_info.csv', [
      'time_period,school_urn,avg_ks2_scaledscore,pt_disadvantaged,pt_language_not_english,pt_sen_with_ehcp,pt_sen_no_ehcp',
      ...all.map((urn, at) => `202425,${urn},104.${String(at % 10)},2${String(at % 10)},8,2.5,12`),
    ]);
  });
  afterAll(() => web.close());

  it('is told on “My school” before and after anything was published', async () => {
    const asker = await web.visitor('asker');
    expect((await asker.open('/my-school')).words).toContain(
      'Once figures are published, they stand here beside those of similar schools. You see them first.',
    );
    await publish('ks4_2025.csv', [
      'RECTYPE,URN,P8MEA,ATT8SCR,TPUP',
      ...[EASTMARSH, ...OTHERS].map((urn, at) => `1,${urn},NP,${at === 0 ? '36.4' : String(40 + at)},180`),
    ]);
    await web.get(FindSignals).execute(worker, NORTH);
    const page = await asker.open('/my-school');
    for (const said of [
      'What published figures show about your school',
      'Attainment 8 Reply by 9 December 2026',
      'Attainment 8: 36.4 points in 2024/25. The middle one of 13 similar schools is 47 points, and half of them are within 3 points of it. This is 10.6 points lower.',
      'Department for Education, key stage 4 performance, read here on 25 November 2026.',
      'it is no judgement of the school',
      'Progress 8, 2024/25 The publication shows a symbol and no number',
    ])
      expect(page.words).toContain(said);
    href = page.links().find((link) => link.startsWith('/my-school/signals/')) ?? '';
    expect(page.html).not.toMatch(/govuk-tag--(red|orange|yellow)|\brank|worse|below average/);
  });

  it('has a page of its own with the drawing, its table, and one question', async () => {
    const asker = await web.visitor('asker');
    const page = await asker.open(href);
    expect(page.heading).toBe('Attainment 8');
    for (const said of [
      'Eastmarsh Academy, 2024/25 36.4 points 180 pupils',
      'Similar schools, middle 47 points 13 schools',
      'Similar schools, the lowest first 41, 42, 43',
      'the adviser assigned to your school sees it too, and nobody else',
    ])
      expect(page.words).toContain(said);
    expect([...page.html.matchAll(/class="mark--quiet"/g)]).toHaveLength(13);
    for (const urn of OTHERS) expect(page.html).not.toContain(`School ${urn}`);
    const empty = await asker.press(page, href);
    expect([empty.status, empty.problems]).toEqual([
      422,
      [{ text: 'Enter what your school knows about this figure', field: 'reply' }],
    ]);
  });

  const inMail = async (who: 'asker' | 'helper' | 'adviser' | 'broker') => {
    const actor = await web.actor(who);
    return web.get(UnitOfWork).run(actor, NORTH, (tx) => web.get(TasksOfPerson).find(tx, []));
  };

  it('waits on Today of its head and in their weekly mail, which says no more than that', async () => {
    const today = await (await web.visitor('asker')).open('/today');
    expect(today.links()).toContain(href);
    expect(today.words).toContain('Say what Eastmarsh Academy knows about a published figure');
    expect(today.words).toContain('Due on Wednesday 9 December 2026');
    expect(today.words).not.toMatch(/Attainment|36\.4/);
    const tasks = await inMail('asker');
    expect(tasks).toContainEqual({ reference: 'Published figures of your school', due: '2026-12-09' });
    expect(JSON.stringify(tasks)).not.toMatch(/Attainment|36\.4|Eastmarsh/);
    for (const who of ['askersStaff', 'helper', 'broker', 'adviser', 'officer'] as const)
      expect((await (await web.visitor(who)).open('/today')).words).not.toContain('published figure');
    for (const who of ['helper', 'broker', 'adviser'] as const)
      expect(JSON.stringify(await inMail(who))).not.toContain('Published figures');
  });

  it('is no page for colleagues, other heads, brokers, officers or an adviser before the ten days', async () => {
    for (const who of ['askersStaff', 'helper', 'broker', 'officer', 'adviser'] as const) {
      const other = await web.visitor(who);
      expect((await other.open(href)).status).toBe(404);
      expect((await other.open(`/schools/${EASTMARSH}`)).words).not.toContain('published figures show');
    }
    const staff = await web.visitor('askersStaff');
    expect((await staff.open('/my-school')).words).not.toContain('What published figures show');
  });

  it('stands at the school for its assigned adviser after ten working days, with the reply when it comes', async () => {
    const need = await web.sent();
    await web.get(TriageNeed).execute(await web.actor('broker'), NORTH, {
      ...{ need, version: 1, priority: 'this_term', nextDate: '2026-12-02', diagnosed: false },
      adviser: web.idOf('adviser'),
    });
    const adviser = await web.visitor('adviser');
    expect((await adviser.open(`/schools/${EASTMARSH}`)).words).not.toContain('published figures show');
    const later = new FixedClock(new Date('2026-12-10T09:00:00Z'));
    const pass = new PassSignalsOn(web.get(UnitOfWork), web.get(AuditTrail), later);
    expect(await pass.execute(worker, NORTH)).toBeGreaterThan(0);
    const seen = await adviser.open(`/schools/${EASTMARSH}`);
    expect(seen.words).toContain('Also with the assigned adviser since 10 December 2026');
    expect(seen.words).toContain('Attainment 8: 36.4 points in 2024/25.');
    const waits = await adviser.open('/today');
    expect(waits.links()).toContain(href);
    expect(waits.words).toContain(
      'Talk with the head of Eastmarsh Academy about a published figure without a reply',
    );
    expect((await (await web.visitor('officer')).open(`/schools/${EASTMARSH}`)).words).not.toContain(
      'published figures show',
    );
    const asker = await web.visitor('asker');
    const reply = 'Two teachers left in March. Lessons are covered since September.';
    const sent = await asker.press(await asker.open(href), href, { reply });
    expect((await asker.follow(sent)).words).toContain(`Your reply ${reply}`);
    expect((await asker.open(href)).has('reply')).toBe(false);
    expect((await adviser.open(`/schools/${EASTMARSH}`)).words).toContain(`The school’s reply: ${reply}`);
    for (const who of [adviser, asker]) expect((await who.open('/today')).links()).not.toContain(href);
  });
});
