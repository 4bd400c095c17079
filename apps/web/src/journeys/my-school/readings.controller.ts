import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { AuditEntries } from '@app/audit';
import { Allow, Me, type SignedIn } from '@app/http';
import { People } from '@app/identity';
import { localDateOf, NotFound, type Clock } from '@app/kernel';
import { AuditorUnitOfWork, CLOCK, UnitOfWork } from '@app/platform';
import { SchoolsOfArea } from '@app/schools';
import { formPage, type Download, type Page } from '../../layout/answers.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { schoolsOfPosts } from '../needs/own-schools.js';
import { ReadingsForm } from './readings.form.js';
import { readerOf, readingLine, readingsList, readingsPage, type ReadingsShown } from './readings.view.js';

const PER_PAGE = 25;
const MOST_IN_FILE = 20_000;

/** Who read what is sore about a head's own school: needs, reasons, what was opened in an emergency. */
@Controller()
export class ReadingsController {
  constructor(
    @Inject(AuditorUnitOfWork) private readonly log: AuditorUnitOfWork,
    @Inject(AuditEntries) private readonly entries: AuditEntries,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(People) private readonly people: People,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
  ) {}

  @Allow('audit.read')
  @Get('my-school/readings')
  async list(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(ReadingsForm, query);
    const { school, page = '1' } = read.ok ? read.form : {};
    const shown = await this.readings(me, school, Number(page), PER_PAGE);
    const errors = read.ok ? null : read.errors;
    return formPage('journeys/my-school/readings.njk', readingsPage(shown), errors, read.values);
  }

  @Allow('audit.read')
  @Get('my-school/readings.:ending')
  async file(
    @Param('ending') ending: string,
    @Query() query: Record<string, unknown>,
    @Me() me: SignedIn,
  ): Promise<Download | Page> {
    const read = readForm(ReadingsForm, query);
    if (!read.ok) return this.list(query, me);
    const { school } = read.form;
    return listFile(ending, async () =>
      readingsList((await this.readings(me, school, 1, MOST_IN_FILE)).lines),
    );
  }

  private async readings(
    me: SignedIn,
    asked: string | undefined,
    at: number,
    perPage: number,
  ): Promise<ReadingsShown> {
    const own = schoolsOfPosts(me.actor, ['head']);
    const urn = asked === undefined ? own[0] : own.find((each) => each === asked);
    if (urn === undefined) throw new NotFound();
    const today = localDateOf(this.clock.now());
    const staff = await this.work.atOneMoment(me.actor, me.area, (tx) =>
      this.people.ofSchool(tx, urn, today),
    );
    const page = { limit: perPage, offset: (at - 1) * perPage };
    const ours = staff.map(({ id }) => `person:${id}`);
    const { total, readings } = await this.log.atOneMoment(me.actor, me.area, (tx) =>
      this.entries.aboutOwnSchool(tx, urn, ours, page),
    );
    return this.work.atOneMoment(me.actor, me.area, async (tx) => {
      const names = await this.schools.names(tx);
      const readers = await this.people.named(
        tx,
        readings.flatMap((each) => readerOf(each) ?? []),
      );
      const named = (of: typeof urn) => ({ urn: of, name: names.get(of) ?? `School ${of}` });
      return {
        ...{ school: named(urn), others: own.filter((each) => each !== urn).map(named), total, at, perPage },
        lines: readings.map((each) => readingLine(each, readers)),
      };
    });
  }
}
