import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound, type PersonId } from '@app/kernel';
import { AuditorUnitOfWork, UnitOfWork } from '@app/platform';
import { SubjectAccess } from '@app/records';
import { People } from '@app/identity';
import {
  download,
  formPage,
  page,
  seeOther,
  type Download,
  type Page,
  type SeeOther,
} from '../../layout/answers.js';
import { FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { SubjectForm } from './subject-access.form.js';
import { subjectFile, subjectPage } from './subject-access.view.js';

const ASK = 'journeys/subject-access/ask.njk';

/** All that is held about one person: for themselves, and for who answers for the data. */
@Controller()
export class SubjectAccessController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(AuditorUnitOfWork) private readonly log: AuditorUnitOfWork,
    @Inject(SubjectAccess) private readonly access: SubjectAccess,
    @Inject(People) private readonly people: People,
  ) {}

  @Allow('dsar.export')
  @Get('me/data')
  mine(@Me() me: SignedIn): Promise<Page> {
    return this.show(me, me.actor.id, '/me/data');
  }

  @Allow('dsar.export')
  @Get('me/data.json')
  myFile(@Me() me: SignedIn): Promise<Download> {
    return this.take(me, me.actor.id);
  }

  @Allow('retention.preview')
  @Get('admin/subject-access')
  ask(@Me() me: SignedIn): Page {
    this.onlyDpo(me);
    return formPage(ASK, { title: 'What is held about somebody' }, null, {});
  }

  @Allow('retention.preview')
  @Post('admin/subject-access')
  @HttpCode(303)
  async find(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    this.onlyDpo(me);
    const read = readForm(SubjectForm, body);
    const view = { title: 'What is held about somebody' };
    if (!read.ok) return formPage(ASK, view, read.errors, read.values);
    const { email = '' } = read.form;
    const found = await this.work.run(me.actor, me.area, (tx) => this.access.whoHas(tx, email));
    if (found !== null) return seeOther(`/people/${found}/data`);
    const nobody = new FormErrors([{ path: 'email', message: 'Nobody here has this e-mail address' }]);
    return formPage(ASK, view, nobody, read.values);
  }

  @Allow('dsar.export')
  @Get('people/:id/data')
  one(@Param('id') id: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(me, id, `/people/${id}/data`);
  }

  @Allow('dsar.export')
  @Get('people/:id/data.json')
  file(@Param('id') id: string, @Me() me: SignedIn): Promise<Download> {
    return this.take(me, id);
  }

  /** An administrator keeps the schedule and reads nobody's data. */
  private onlyDpo({ actor }: SignedIn): void {
    if (!actor.posts.some(({ role, flags }) => role === 'officer' && flags.includes('dpo')))
      throw new NotFound();
  }

  private async show(me: SignedIn, id: string, here: string): Promise<Page> {
    const all = await this.access.of(this.log, me.actor, me.area, id);
    const readers = all.readings.flatMap(({ who }) =>
      who.startsWith('person:') ? [who.slice(7) as PersonId] : [],
    );
    const names = await this.work.run(me.actor, me.area, (tx) =>
      this.people.named(tx, [...new Set(readers)]),
    );
    return page('journeys/subject-access/data.njk', subjectPage(all, names, me.actor.id, here));
  }

  private async take(me: SignedIn, id: string): Promise<Download> {
    const all = await this.access.of(this.log, me.actor, me.area, id);
    return download('what-is-held.json', 'application/json; charset=utf-8', subjectFile(all));
  }
}
