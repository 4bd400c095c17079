import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { MakeProject } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { NeedPages } from '../needs/need-pages.js';
import { repeatOf } from '../needs/repeat-of.js';
import { PROJECT_BOXES, ProjectForm } from './project.form.js';
import { agendaOf } from './projects.controller.js';
import { projectHref } from './project-words.js';
import { themesOf } from './project.view.js';

/** A broker puts a project together before any school is asked. */
@Controller('pairings/projects/new')
export class MakeProjectController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(MakeProject) private readonly makes: MakeProject,
  ) {}

  @Allow('decision.make')
  @Get()
  begin(@Me() me: SignedIn): Promise<Page> {
    return this.show(me, null, { cadence: '10' });
  }

  @Allow('decision.make')
  @Post()
  @HttpCode(303)
  async make(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(ProjectForm, body);
    if (!read.ok) return this.show(me, read.errors, read.values);
    try {
      const asked = { theme: read.form.theme ?? '', ...agendaOf(read.form) };
      const repeat = repeatOf(read, 'POST /pairings/projects/new');
      return seeOther(projectHref(await this.makes.execute(me.actor, me.area, asked, repeat)));
    } catch (error) {
      return this.show(me, refusedOrStale(error, PROJECT_BOXES), read.values);
    }
  }

  private async show(me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const world = await this.work.run(me.actor, me.area, (tx) => this.pages.world(tx));
    const view = { title: 'A project of several schools', themes: themesOf(world) };
    return formPage('journeys/projects/new.njk', view, errors, values);
  }
}
