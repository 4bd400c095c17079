import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { AuditEntries, type EntryFilter } from '@app/audit';
import { Allow, Me, type SignedIn } from '@app/http';
import { People } from '@app/identity';
import { AuditorUnitOfWork, UnitOfWork } from '@app/platform';
import { SchoolsOfArea } from '@app/schools';
import type { SchoolUrn } from '@app/kernel';
import { formPage, page, type Page } from '../../layout/answers.js';
import { pager } from '../../layout/pager.js';
import { readForm } from '../../layout/read-form.js';
import { ACTS } from './act-words.js';
import { AuditFilterForm } from './audit.form.js';
import { entryLine, entryPage, personIds, type Names } from './audit.view.js';

const TEMPLATE = 'journeys/audit/audit.njk';
const PER_PAGE = 25;

@Controller('audit')
export class AuditController {
  constructor(
    @Inject(AuditorUnitOfWork) private readonly log: AuditorUnitOfWork,
    @Inject(AuditEntries) private readonly entries: AuditEntries,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(People) private readonly people: People,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
  ) {}

  @Allow('audit.read')
  @Get()
  async list(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    const base = { title: 'Audit', acts: ACTS };
    const read = readForm(AuditFilterForm, query);
    if (!read.ok) return formPage(TEMPLATE, { ...base, lines: [], total: 0 }, read.errors, read.values);
    const at = Number(read.form.page ?? '1');
    const found = await this.log.run(me.actor, me.area, (tx) =>
      this.entries.list(tx, asFilter(read.form), { limit: PER_PAGE, offset: (at - 1) * PER_PAGE }),
    );
    const names = await this.names(me, personIds(found.entries));
    const view = {
      ...base,
      total: found.total,
      lines: found.entries.map((entry) => entryLine(entry, names)),
      pager: pager('/audit', read.values, at, Math.ceil(found.total / PER_PAGE)),
    };
    return formPage(TEMPLATE, view, null, read.values);
  }

  @Allow('audit.read')
  @Get(':id')
  async one(@Param('id') id: string, @Me() me: SignedIn): Promise<Page> {
    const entry = await this.log.run(me.actor, me.area, (tx) => this.entries.one(tx, id));
    return page('journeys/audit/entry.njk', entryPage(entry, await this.names(me, personIds([entry]))));
  }

  private async names(me: SignedIn, ids: readonly string[]): Promise<Names> {
    return this.work.run(me.actor, me.area, async (tx) => ({
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
