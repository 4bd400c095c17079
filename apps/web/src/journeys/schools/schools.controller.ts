import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { decide, mightEver, type Clock, type Matrix, type SchoolUrn } from '@app/kernel';
import { CLOCK, MATRIX, UnitOfWork } from '@app/platform';
import { assignedToSchool, Concerns, Declarations, Offers } from '@app/profiles';
import { AreaSettings, SchoolPage, SchoolsOfArea, Signals } from '@app/schools';
import { formPage, page, type Download, type Page } from '../../layout/answers.js';
import { FormErrors } from '../../layout/form-errors.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { mapFigure } from './map-figure.js';
import { schoolPage, type SchoolRead } from './school.view.js';
import { schoolsList } from './schools-list.js';
import { SchoolsFilterForm } from './schools.form.js';
import { filterOf, PER_PAGE, schoolsView, type Choices } from './schools.view.js';

const TEMPLATE = 'journeys/schools/schools.njk';
/** More than any area has. */
const ALL = 20_000;
const NOTHING = { total: 0, schools: [] };

@Controller()
export class SchoolsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(MATRIX) private readonly matrix: Matrix,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
    @Inject(SchoolPage) private readonly pages: SchoolPage,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(Declarations) private readonly declarations: Declarations,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(Signals) private readonly signals: Signals,
    @Inject(Concerns) private readonly concerns: Concerns,
  ) {}

  @Allow('school.read')
  @Get('schools')
  async list(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(SchoolsFilterForm, query);
    return this.work.run(me.actor, me.area, async (tx) => {
      const choices = await this.schools.choices(tx);
      const errors = read.ok ? notOffered(read.form, choices) : read.errors;
      if (!read.ok || errors !== null)
        return formPage(TEMPLATE, schoolsView(NOTHING, choices, {}, read.values, 1), errors, read.values);
      const at = Number(read.form.page ?? '1');
      const filter = filterOf(read.form);
      const found = await this.schools.page(tx, filter, { limit: PER_PAGE, offset: (at - 1) * PER_PAGE });
      return formPage(TEMPLATE, schoolsView(found, choices, filter, read.values, at), null, read.values);
    });
  }

  /** What the list shows, all pages of it, for a spreadsheet. */
  @Allow('school.read')
  @Get('schools.:ending')
  async file(
    @Param('ending') ending: string,
    @Query() query: Record<string, unknown>,
    @Me() me: SignedIn,
  ): Promise<Download | Page> {
    const read = readForm(SchoolsFilterForm, query);
    if (!read.ok) return this.list(query, me);
    return listFile(ending, async () => {
      const found = await this.work.atOneMoment(me.actor, me.area, (tx) =>
        this.schools.page(tx, filterOf(read.form), { limit: ALL, offset: 0 }),
      );
      return schoolsList(found.schools);
    });
  }

  @Allow('school.read')
  @Get('map')
  async map(@Me() me: SignedIn): Promise<Page> {
    const places = await this.work.run(me.actor, me.area, (tx) => this.schools.places(tx));
    return page('journeys/schools/map.njk', { title: 'Map of schools', figure: mapFigure(places, 'map') });
  }

  @Allow('school.read')
  @Get('schools/:urn')
  async one(@Param('urn') urn: string, @Me() me: SignedIn): Promise<Page> {
    return page('journeys/schools/school.njk', schoolPage(await this.read(me, urn)));
  }

  private async read(me: SignedIn, typed: string): Promise<SchoolRead> {
    return this.work.run(me.actor, me.area, async (tx) => {
      const school = await this.pages.one(tx, typed);
      const { urn } = school.published;
      const readsStrengths = school.local !== null && mightEver(this.matrix, me.actor, 'declaration.read');
      const [strengths] = readsStrengths ? await this.declarations.strengths(tx, urn) : [];
      const offers = readsStrengths && this.readsTerms(me, urn) ? await this.offers.ofSchool(tx, urn) : null;
      const themes = readsStrengths ? await this.settings.themes(tx) : null;
      const signals = await this.signals.passedOn(tx, urn, (each) => assignedToSchool(tx, each));
      const leavesWord = school.local !== null && this.concerns.mayRaise(tx, urn);
      const checksWord = strengths !== undefined && (await this.declarations.mayCheck(tx, urn));
      const said = { strengths: strengths ?? null, offers, themes, signals };
      return { school, readsStrengths, ...said, leavesWord, checksWord };
    });
  }

  /** Whole terms alone: who sees sums only sees none here. */
  private readsTerms({ actor, area }: SignedIn, urn: SchoolUrn): boolean {
    const resource = { area, school: urn, schools: [urn] };
    const said = decide(this.matrix, actor, 'capacity.read', resource, { now: this.clock.now() });
    return said.allowed && said.view === null && said.owes.length === 0;
  }
}

function notOffered({ phase, district }: SchoolsFilterForm, choices: Choices): FormErrors | null {
  const errors = [
    ...(phase === undefined || choices.phases.includes(phase)
      ? []
      : [{ path: 'phase', message: 'Choose a phase from the list' }]),
    ...(district === undefined || choices.districts.includes(district)
      ? []
      : [{ path: 'district', message: 'Choose a district from the list' }]),
  ];
  return errors.length === 0 ? null : new FormErrors(errors);
}
