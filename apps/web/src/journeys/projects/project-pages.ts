import { Inject, Injectable } from '@nestjs/common';
import { Projects, type PlannedVisitView, type ProjectView } from '@app/brokerage';
import type { SignedIn } from '@app/http';
import { halfTermOf, localDateOf, type Clock } from '@app/kernel';
import { People } from '@app/identity';
import { CLOCK, MailBox, UnitOfWork, type Repeatable } from '@app/platform';
import { AreaSettings } from '@app/schools';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { lostMail } from '../by-link/lost-mail.js';
import { NeedPages } from '../needs/need-pages.js';
import { repeatOf } from '../needs/repeat-of.js';
import { inWords, planned, planOf } from '../pairings/visit-plan.view.js';
import { PROJECT_BOXES } from './project.form.js';
import { projectHref } from './project-words.js';
import { projectPage } from './project.view.js';

type WhichPage = 'project' | 'ask' | 'goals' | 'session' | 'close' | 'plan';
/** Pages of one date of it. */
type WhichOfPlan = 'session' | 'move' | 'call-off';
type Run<Form> = (read: GoodForm<Form>, repeat: Repeatable | undefined) => Promise<unknown>;
/** What the boxes hold, and what the page shows beside the project. */
type Filled = (project: ProjectView) => { readonly values: FormValues; readonly beside?: object };

/** Pages of a date are a pairing's as well. */
const SHARED: ReadonlySet<string> = new Set(['plan', 'move', 'call-off']);

/** One project on one of its pages, and what a form on it does. */
@Injectable()
export class ProjectPages {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Projects) private readonly projects: Projects,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MailBox) readonly box: MailBox,
    @Inject(People) readonly people: People,
  ) {}

  show(
    which: WhichPage,
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | ((project: ProjectView) => FormValues),
  ): Promise<Page> {
    return this.fill(which, named, me, errors, (project) => ({
      values: typeof values === 'function' ? values(project) : values,
    }));
  }

  /** @throws NotFound where the project has no date of this number. */
  showPlan(
    which: WhichOfPlan,
    named: string,
    number: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: (plan: PlannedVisitView) => FormValues,
  ): Promise<Page> {
    return this.fill(which, named, me, errors, (project) => {
      const plan = planOf(project, number);
      return { values: values(plan), beside: { plan: inWords(plan, localDateOf(this.clock.now())) } };
    });
  }

  /** Back to the project, or to the same page with what was typed and what is wrong with it. */
  act<Form extends object>(
    which: WhichPage,
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: Run<Form>,
  ): Promise<Page | SeeOther> {
    return this.press(named, body, form, run, (errors, values) =>
      this.show(which, named, me, errors, values),
    );
  }

  /** The same about one of its dates. */
  actOnPlan<Form extends object>(
    which: WhichOfPlan,
    named: string,
    number: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: Run<Form>,
  ): Promise<Page | SeeOther> {
    return this.press(named, body, form, run, (errors, values) =>
      this.showPlan(which, named, number, me, errors, () => values),
    );
  }

  private async press<Form extends object>(
    named: string,
    body: unknown,
    form: new () => Form,
    run: Run<Form>,
    again: (errors: FormErrors, values: FormValues) => Promise<Page>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return again(read.errors, read.values);
    try {
      await run(read, repeatOf(read, `POST /pairings/projects/${named}/${form.name}`));
      return seeOther(projectHref(encodeURIComponent(named)));
    } catch (error) {
      return again(refusedOrStale(error, boxesOf(read.values)), read.values);
    }
  }

  private async fill(
    which: WhichPage | WhichOfPlan,
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    filled: Filled,
  ): Promise<Page> {
    const now = this.clock.now();
    const { project, view } = await this.work.run(me.actor, me.area, async (tx) => {
      const found = await this.projects.one(tx, named);
      const { calendar } = await this.settings.clocks(tx);
      const first = halfTermOf(localDateOf(now), calendar);
      const page = projectPage(found, await this.pages.world(tx), first);
      const lost = await lostMail(tx, this, me.actor, found.reference);
      return { project: found, view: { ...page, lostMail: lost } };
    });
    const { values, beside } = filled(project);
    const here = projectHref(project.reference);
    const dates = planned(project, localDateOf(now), {
      ...{ what: 'session', work: 'project', here, plan: project.can.log, recordHref: `${here}/session` },
    });
    const folder = SHARED.has(which) ? 'pairings' : 'projects';
    return formPage(`journeys/${folder}/${which}.njk`, { ...view, ...dates, ...beside }, errors, values);
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
