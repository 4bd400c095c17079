import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { AuditEntries, type EntryView } from '@app/audit';
import { Allow, Me, type SignedIn } from '@app/http';
import { People } from '@app/identity';
import { NotFound, type SchoolUrn } from '@app/kernel';
import { AuditorUnitOfWork, UnitOfWork } from '@app/platform';
import { SchoolsOfArea } from '@app/schools';
import type { Request, Response } from 'express';
import { Pages, type PageOf } from '../door/pages.js';
import { dayQuery, oneOfQuery, readQuery, schoolQuery } from '../door/read-query.js';
import {
  auditEntryAnswer,
  personOf,
  wholeAuditEntry,
  type AuditEntryAnswer,
  type WholeAuditEntry,
} from './audit-entry.view.js';

/** The log, as far as each may read it: the area's officers all of it, a head what touched their school. */
@Allow('audit.read')
@Controller('api/v1/audit-entries')
export class AuditEntriesController {
  constructor(
    @Inject(AuditorUnitOfWork) private readonly log: AuditorUnitOfWork,
    @Inject(AuditEntries) private readonly entries: AuditEntries,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(People) private readonly people: People,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Newest first. Looking leaves an entry too, so a cursor keeps to what was there at the first page. */
  @Get()
  async list(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<AuditEntryAnswer>> {
    const query = readQuery(request, ['limit', 'cursor', 'school', 'act', 'outcome', 'from', 'to']);
    const { limit, offset, until } = this.pages.asked(request, query, who.actor);
    const filter = {
      ...{ school: schoolQuery(query.school), act: query.act },
      outcome: oneOfQuery('outcome', query.outcome, ['done', 'refused'] as const),
      ...{ from: dayQuery('from', query.from), to: dayQuery('to', query.to) },
      ...(until === null ? {} : { before: new Date(until) }),
    };
    const { total, entries } = await this.log.run(who.actor, who.area, (tx) =>
      this.entries.list(tx, filter, { limit, offset }),
    );
    if (total === 0 && filter.school !== undefined) await this.requireOfArea(who, filter.school);
    const names = await this.names(who, entries);
    const items = entries.map((entry) => auditEntryAnswer(entry, names));
    // Its milliseconds are cut: the newest of them is still within.
    const end = until ?? (entries[0] ? entries[0].at.getTime() + 1 : null);
    return this.pages.answer(request, response, query, who.actor, { offset, items, total, until: end });
  }

  /** One entry of the log. */
  @Get(':entry')
  async one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('entry') id: string,
  ): Promise<WholeAuditEntry> {
    readQuery(request, []);
    const entry = await this.log.run(who.actor, who.area, (tx) => this.entries.one(tx, id));
    return wholeAuditEntry(entry, await this.names(who, [entry]));
  }

  /** No entry names it: then it is one of the area's at least. */
  private async requireOfArea({ actor, area }: SignedIn, urn: SchoolUrn): Promise<void> {
    const names = await this.work.run(actor, area, (tx) => this.schools.names(tx));
    if (!names.has(urn)) throw new NotFound();
  }

  private names({ actor, area }: SignedIn, entries: readonly EntryView[]) {
    const ids = [...new Set(entries.flatMap((entry) => personOf(entry) ?? []))];
    return this.work.run(actor, area, (tx) => this.people.named(tx, ids));
  }
}
