import {
  academicYearOf,
  addDays,
  dueOn,
  instantOf,
  localDateOf,
  mayArrive,
  schoolDays,
  termOf,
  type AcademicYearId,
  type AreaId,
  type Calendar,
  type Clock,
  type ClockSettings,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import { systemActor, type AskByMail } from '@app/identity';
import { inArea, type MailBox, type Tx, type UnitOfWork } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import type { DeclarationState } from './declaration.lifecycle.js';

/** Sent, and not overtaken: a word that can still stand. */
export const STANDING: readonly DeclarationState[] = ['submitted', 'queried', 'confirmed'];

/** One question a school and term. */
const ROUND = 'declaration-check';

interface Said {
  readonly urn: SchoolUrn;
  readonly version: number;
}

/** What is asked about a school's word: which school and year, in which term. Nothing of what the word says. */
export interface CheckAsked {
  readonly urn: SchoolUrn;
  readonly year: AcademicYearId;
  readonly reference: string;
}

/**
 * In week two of each term a school is asked whether its word of the year still stands (C-13). One that said it this term,
 * one that has answered already and one that rests are not asked (I-33).
 */
export class DeclarationChecks {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AreaSettings,
    private readonly mail: AskByMail,
    private readonly box: MailBox,
  ) {}

  /** @returns how many schools were asked; each once a term. */
  async ask(area: AreaId): Promise<number> {
    return this.work.run(systemActor('worker', area), area, async (tx) => {
      const found = await this.settings.find(tx, 'calendar');
      const now = this.clock.now();
      if (found === null || !mayArrive(now, schoolDays(found.body))) return 0;
      const { settings } = await this.settings.clocks(tx);
      const due = (await this.standing(tx, academicYearOf(localDateOf(now)))).flatMap((said) => {
        const term = this.termToAsk(said.urn, found.body, settings);
        return term === null ? [] : [{ said, term, key: `${said.urn}.${term}` }];
      });
      const begun = await this.box.begun(
        tx,
        ROUND,
        due.map(({ key }) => key),
      );
      let asked = 0;
      for (const { said, term, key } of due.filter((each) => !begun.has(each.key)))
        if (await this.one(tx, said, term, key)) asked += 1;
      return asked;
    });
  }

  /** The question of a link, while it stands as it was put. @returns null where it waits no longer. */
  async find(
    tx: Tx,
    asked: { readonly subject: string; readonly version: number },
  ): Promise<CheckAsked | null> {
    const [urn = '', year = '', term = ''] = asked.subject.split(' ');
    const rows = await tx.query(
      `select 1 from profiles.declaration d where ${inArea(tx, 'd')} and d.urn = $1 and d.academic_year = $2
         and d.version = $3 and d.state = any ($4) and (d.unchanged_on is null or d.unchanged_on < $5::date)`,
      [urn, year, asked.version, [...STANDING], term],
    );
    if (rows.length === 0) return null;
    return { urn: urn as SchoolUrn, year: year as AcademicYearId, reference: `Declaration ${year}` };
  }

  private async one(tx: Tx, { urn, version }: Said, term: LocalDate, key: string): Promise<boolean> {
    if (!(await this.box.firstTime(tx, ROUND, key))) return false;
    const year = academicYearOf(term);
    await this.mail.headsOf(tx, urn, {
      ...{ kind: 'declaration', does: 'declaration.unchanged', subject: `${urn} ${year} ${term}`, version },
      ...{ reference: `Declaration ${year}`, due: null, about: [] },
      path: `/declare/${year.replace('/', '-')}?school=${urn}`,
    });
    return true;
  }

  /** The first day of the term whose second week this is, by the school's own calendar; null in every other week. */
  private termToAsk(urn: SchoolUrn, calendar: Calendar, settings: ClockSettings): LocalDate | null {
    const now = this.clock.now();
    const today = localDateOf(now);
    const { from } = termOf(today, calendar, urn);
    const { on } = dueOn('C-13.unchanged', instantOf(from), calendar, {
      settings,
      supporter: urn,
      supported: urn,
    });
    return today >= on && today < addDays(on, 7) ? from : null;
  }

  /** Said before this term began, for this year, and not said again since. */
  private async standing(tx: Tx, year: AcademicYearId): Promise<Said[]> {
    const { calendar } = await this.settings.clocks(tx);
    const today = localDateOf(this.clock.now());
    const { from } = termOf(today, calendar);
    return tx.query<Said>(
      `select d.urn, d.version from profiles.declaration d
       where ${inArea(tx, 'd')} and d.academic_year = $1 and d.state = any ($2)
         and (d.quiet_until is null or d.quiet_until <= $3::date)
         and d.submitted_at < $4 and (d.unchanged_on is null or d.unchanged_on < $5::date) order by d.urn collate "C"`,
      [year, [...STANDING], today, instantOf(from), from],
    );
  }
}
