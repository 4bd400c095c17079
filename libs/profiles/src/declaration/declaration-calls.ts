import {
  academicYearOf,
  addDays,
  dueOn,
  localDateOf,
  mayArrive,
  schoolDays,
  yearIn,
  NoCalendar,
  type AcademicYearId,
  type AreaId,
  type Calendar,
  type Clock,
  type ClockSettings,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import { systemActor, type AskByMail, type People } from '@app/identity';
import { inArea, type MailBox, type Tx, type UnitOfWork } from '@app/platform';
import type { AreaSettings } from '@app/schools';

const A_FORTNIGHT = 14;

/** When the yearly declaration opens, each school's head is asked for its word of the next year: once, by a link (C-13). */
export class DeclarationCalls {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly settings: AreaSettings,
    private readonly mail: AskByMail,
    private readonly box: MailBox,
  ) {}

  /** @returns how many schools were asked. */
  async ask(area: AreaId): Promise<number> {
    return this.work.run(systemActor('worker', area), area, async (tx) => {
      const found = await this.settings.find(tx, 'calendar');
      const now = this.clock.now();
      if (found === null || !mayArrive(now, schoolDays(found.body))) return 0;
      const today = localDateOf(now);
      const { settings } = await this.settings.clocks(tx);
      if (!isOpening(today, found.body, settings)) return 0;
      const year = academicYearOf(addDays(today, 365));
      if (!holds(found.body, year)) return 0;
      const closes = dueOn('C-13.stale', today, found.body, { settings }).on;
      let asked = 0;
      const heads = await this.people.headsOfArea(tx, today);
      const schools = [...new Set(heads.map(({ urn }) => urn))];
      const begun = await this.box.begun(
        tx,
        'declaration-call',
        schools.map((urn) => `${urn} ${year}`),
      );
      for (const urn of schools.filter((each) => !begun.has(`${each} ${year}`)))
        if (await this.one(tx, urn, year, closes)) asked += 1;
      return asked;
    });
  }

  /** Whether this school's word of that year is still to come. @param subject of a link, like `990013 2027/28`. */
  async waits(tx: Tx, subject: string): Promise<boolean> {
    const [urn = '', year = ''] = subject.split(' ');
    const rows = await tx.query(
      `select 1 from profiles.declaration d where ${inArea(tx, 'd')} and d.urn = $1 and d.academic_year = $2 and d.state <> 'draft'`,
      [urn, year],
    );
    return rows.length === 0;
  }

  private async one(tx: Tx, urn: SchoolUrn, year: AcademicYearId, closes: LocalDate): Promise<boolean> {
    const subject = `${urn} ${year}`;
    if (!(await this.waits(tx, subject)) || (await this.rests(tx, urn))) return false;
    if (!(await this.box.firstTime(tx, 'declaration-call', subject))) return false;
    await this.mail.headsOf(tx, urn, {
      ...{ kind: 'declaration', does: 'declaration.send', subject, version: 0, why: 'yearly' },
      ...{ reference: `Declaration ${year}`, due: closes, about: [] },
      path: `/declare/${year.replace('/', '-')}?school=${urn}`,
    });
    return true;
  }

  /** "Not this term" brings no reminder that term (I-33). */
  private async rests(tx: Tx, urn: SchoolUrn): Promise<boolean> {
    const rows = await tx.query(
      `select 1 from profiles.declaration d where ${inArea(tx, 'd')} and d.urn = $1 and d.quiet_until > $2::date`,
      [urn, localDateOf(this.clock.now())],
    );
    return rows.length > 0;
  }
}

/** The fortnight that begins on the first day after the May half-term. */
function isOpening(today: LocalDate, calendar: Calendar, settings: ClockSettings): boolean {
  const { on } = dueOn('C-13.opens', today, calendar, { settings });
  return today >= on && today < addDays(on, A_FORTNIGHT);
}

function holds(calendar: Calendar, year: AcademicYearId): boolean {
  try {
    yearIn(calendar, year);
    return true;
  } catch (error) {
    if (error instanceof NoCalendar) return false;
    throw error;
  }
}
