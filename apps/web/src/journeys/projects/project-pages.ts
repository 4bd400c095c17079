import { Inject, Injectable } from '@nestjs/common';
import { Projects, type ProjectView } from '@app/brokerage';
import type { SignedIn } from '@app/http';
import { halfTermOf, localDateOf, type Clock } from '@app/kernel';
import { CLOCK, UnitOfWork, type Repeatable } from '@app/platform';
import { AreaSettings } from '@app/schools';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { NeedPages } from '../needs/need-pages.js';
import { repeatOf } from '../needs/repeat-of.js';
import { PROJECT_BOXES } from './project.form.js';
import { projectHref } from './project-words.js';
import { projectPage } from './project.view.js';

export type WhichPage = 'project' | 'ask' | 'goals' | 'session' | 'close';

/** One project on one of its pages, and what a form on it does. */
@Injectable()
export class ProjectPages {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Projects) private readonly projects: Projects,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async show(
    which: WhichPage,
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | ((project: ProjectView) => FormValues),
  ): Promise<Page> {
    const { project, view } = await this.work.run(me.actor, me.area, async (tx) => {
      const found = await this.projects.one(tx, named);
      const { calendar } = await this.settings.clocks(tx);
      const first = halfTermOf(localDateOf(this.clock.now()), calendar);
      return { project: found, view: projectPage(found, await this.pages.world(tx), first) };
    });
    const filled = typeof values === 'function' ? values(project) : values;
    return formPage(`journeys/projects/${which}.njk`, view, errors, filled);
  }

  /** Back to the project, or to the same page with what was typed and what is wrong with it. */
  async act<Form extends object>(
    which: WhichPage,
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, repeat: Repeatable | undefined) => Promise<unknown>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(which, named, me, read.errors, read.values);
    try {
      await run(read, repeatOf(read, `POST /pairings/projects/${named}/${form.name}`));
      return seeOther(projectHref(encodeURIComponent(named)));
    } catch (error) {
      return this.show(which, named, me, refusedOrStale(error, boxesOf(read.values)), read.values);
    }
  }
}

/** Which half-terms a page showed, and which schools, is known from what was sent. */
function boxesOf(values: FormValues): Readonly<Record<string, string>> {
  const boxes: Record<string, string> = { ...PROJECT_BOXES };
  for (const at of ['1', '2', '3']) {
    const term = values[`term-${at}`];
    if (typeof term === 'string') boxes[`halfDays.${term}`] = `days-${at}`;
  }
  const givers = values['givers'];
  if (Array.isArray(givers))
    givers.forEach((urn, at) => (boxes[`given.${String(urn)}`] = `gave-${String(at + 1)}`));
  return boxes;
}
