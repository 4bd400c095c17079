import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Commitments } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import {
  academicYearOf,
  BadInput,
  halfTermOf,
  localDateOf,
  NotFound,
  parseHalfTerm,
  type AcademicYearId,
  type Clock,
} from '@app/kernel';
import { CLOCK, UnitOfWork } from '@app/platform';
import { bandOf, Capacity, DeclareCapacity } from '@app/profiles';
import { AreaSettings } from '@app/schools';
import { formPage, seeOther, type Download, type Page, type SeeOther } from '../../layout/answers.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { NeedPages } from '../needs/need-pages.js';
import { schoolsOfPosts } from '../needs/own-schools.js';
import { repeatOf } from '../needs/repeat-of.js';
import { CommitmentsForm, ReleaseForm } from './commitments.form.js';
import { commitmentsList, commitmentsPage, type CommitmentsShown } from './commitments.view.js';

/** The days that one's own school offered, by half-term: what they are held, promised and given for, and what is left. */
@Controller()
export class CommitmentsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(Capacity) private readonly capacity: Capacity,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(DeclareCapacity) private readonly declares: DeclareCapacity,
  ) {}

  @Allow('capacity.read')
  @Get('commitments')
  async one(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(CommitmentsForm, query);
    const shown = await this.shown(me, read.ok ? read.form : new CommitmentsForm());
    const errors = read.ok ? null : read.errors;
    return formPage('journeys/commitments/commitments.njk', commitmentsPage(shown), errors, read.values);
  }

  @Allow('capacity.read')
  @Get('commitments.:ending')
  async file(
    @Param('ending') ending: string,
    @Query() query: Record<string, unknown>,
    @Me() me: SignedIn,
  ): Promise<Download | Page> {
    const read = readForm(CommitmentsForm, query);
    if (!read.ok) return this.one(query, me);
    return listFile(ending, async () => commitmentsList(await this.shown(me, read.form)));
  }

  /** What nobody has booked is offered no more: the half-term's days are declared anew, exactly as many as are booked. */
  @Allow('capacity.declare')
  @Post('commitments/release')
  @HttpCode(303)
  async release(@Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    const read = readForm(ReleaseForm, body);
    if (!read.ok) throw new BadInput(read.errors.list);
    const { school = '', halfTerm = '' } = read.form;
    const half = parseHalfTerm(halfTerm);
    const urn = schoolsOfPosts(me.actor, ['head', 'staff']).find((each) => each === school);
    if (urn === undefined || half === null) throw new NotFound();
    const own = await this.work.run(me.actor, me.area, (tx) => this.commitments.ofSchool(tx, urn));
    const window = own.find((each) => each.halfTerm === half);
    if (window === undefined) throw new NotFound();
    const { booked } = window;
    // What the person saw is in the version: days that were booked since then make it stale.
    const version = read.version ?? 0;
    const capacity = [{ halfTerm, band: bandOf(booked), halfDays: booked, version }];
    await this.declares.execute(
      me.actor,
      me.area,
      { urn, capacity },
      repeatOf(read, 'POST /commitments/release'),
    );
    const [year, at] = [halfTerm.slice(0, 7).replace('/', '-'), halfTerm.replace('/', '-')];
    return seeOther(`/commitments?school=${urn}&year=${year}&released=${at}`);
  }

  private async shown(me: SignedIn, asked: CommitmentsForm): Promise<CommitmentsShown> {
    const own = schoolsOfPosts(me.actor, ['head', 'staff']);
    const urn = asked.school === undefined ? own[0] : own.find((each) => each === asked.school);
    if (urn === undefined) throw new NotFound();
    const today = localDateOf(this.clock.now());
    return this.work.atOneMoment(me.actor, me.area, async (tx) => ({
      ...{ own, school: urn, released: asked.released },
      year: (asked.year?.replace('-', '/') as AcademicYearId | undefined) ?? academicYearOf(today),
      halfTerms: await this.commitments.ofSchool(tx, urn),
      world: await this.pages.world(tx),
      now: halfTermOf(today, (await this.settings.clocks(tx)).calendar),
      mayDeclare: this.capacity.mayDeclare(tx, urn),
    }));
  }
}
