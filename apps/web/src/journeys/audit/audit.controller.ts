import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { AuditEntries, type EntryFilter } from '@app/audit';
import { Allow, Me, type SignedIn } from '@app/http';
import { People } from '@app/identity';
import { mightEver, NotFound, type Matrix, type SchoolUrn } from '@app/kernel';
import { AuditorUnitOfWork, MATRIX, UnitOfWork } from '@app/platform';
import { SchoolsOfArea } from '@app/schools';
import { formPage, page, type Download, type Page } from '../../layout/answers.js';
import { FormErrors, refusedForm } from '../../layout/form-errors.js';
import { downloadsOf, listFile } from '../../layout/list-file.js';
import { pager } from '../../layout/pager.js';
import { readForm } from '../../layout/read-form.js';
import { ACTS } from './act-words.js';
import { AuditFilterForm } from './audit.form.js';
import { auditList, entryLine, entryPage, personIds, type EntryLine, type Names } from './audit.view.js';

const TEMPLATE = 'journeys/audit/audit.njk';
const PER_PAGE = 25;
/** Of one file: a spreadsheet still opens it, and what is older is one filter away. */
const MOST_IN_FILE = 20_000;

@Controller()
export class AuditController {
  constructor(
    @Inject(AuditorUnitOfWork) private readonly log: AuditorUnitOfWork,
    @Inject(AuditEntries) private readonly entries: AuditEntries,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(People) private readonly people: People,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
    @Inject(MATRIX) private readonly matrix: Matrix,
  ) {}

  @Allow('audit.read')
  @Get('audit')
  async list(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    const mayCheck = mightEver(this.matrix, me.actor, 'audit.checkpoint.read');
    const base = { title: 'Audit', acts: ACTS, mayCheck };
    const read = readForm(AuditFilterForm, query);
    if (!read.ok) return formPage(TEMPLATE, { ...base, lines: [], total: 0 }, read.errors, read.values);
    const at = Number(read.form.page ?? '1');
    const page = { limit: PER_PAGE, offset: (at - 1) * PER_PAGE };
    const found = await this.lines(me, read.form, page).catch((error: unknown) => refusedForm(error));
    if (found instanceof FormErrors)
      return formPage(TEMPLATE, { ...base, lines: [], total: 0 }, found, read.values);
    const { total, lines } = found;
    const view = {
      ...{ ...base, total, lines, downloads: downloadsOf('/audit', read.values) },
      mostInFile: total > MOST_IN_FILE ? MOST_IN_FILE : null,
      pager: pager('/audit', read.values, at, Math.ceil(total / PER_PAGE)),
    };
    return formPage(TEMPLATE, view, null, read.values);
  }

  /** The rows of the page, and no more of an entry: leaves with proofs that they are whole are another file. */
  @Allow('audit.read')
  @Get('audit.:ending')
  async file(
    @Param('ending') ending: string,
    @Query() query: Record<string, unknown>,
    @Me() me: SignedIn,
  ): Promise<Download | Page> {
    const read = readForm(AuditFilterForm, query);
    if (!read.ok) return this.list(query, me);
    const { form } = read;
    return listFile(ending, async () => {
      const { lines } = await this.lines(me, form, { limit: MOST_IN_FILE, offset: 0 });
      return auditList(lines);
    });
  }

  @Allow('audit.read')
  @Get('audit/:id')
  async one(@Param('id') id: string, @Me() me: SignedIn): Promise<Page> {
    const entry = await this.log.run(me.actor, me.area, (tx) => this.entries.one(tx, id));
    return page('journeys/audit/entry.njk', entryPage(entry, await this.names(me, personIds([entry]))));
  }

  private async lines(
    me: SignedIn,
    form: AuditFilterForm,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly total: number; readonly lines: readonly EntryLine[] }> {
    const { total, entries } = await this.log.atOneMoment(me.actor, me.area, (tx) =>
      this.entries.list(tx, asFilter(form), page),
    );
    const names = await this.names(me, personIds(entries));
    if (total === 0 && form.school !== undefined && !names.schools.has(form.school as SchoolUrn))
      throw new NotFound();
    return { total, lines: entries.map((entry) => entryLine(entry, names)) };
  }

  private async names(me: SignedIn, ids: readonly string[]): Promise<Names> {
    return this.work.atOneMoment(me.actor, me.area, async (tx) => ({
      people: await this.people.named(tx, ids),
      schools: await this.schools.names(tx),
    }));
  }
}

function asFilter(form: AuditFilterForm): EntryFilter {
  const { school, act, outcome, from, to } = form;
  return {
    school: school as SchoolUrn | undefined,
    act,
    outcome: outcome as EntryFilter['outcome'],
    from,
    to,
  };
}
