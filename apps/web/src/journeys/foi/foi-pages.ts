import { Inject, Injectable } from '@nestjs/common';
import { InformationRequests, type InformationInHand } from '@app/assurance';
import type { SignedIn } from '@app/http';
import { UnitOfWork, type Repeatable } from '@app/platform';
import { SchoolsOfArea } from '@app/schools';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { requestPage } from './foi.view.js';

type Again = (errors: FormErrors, values: FormValues) => Promise<Page>;

/** The page of one request, and what every form on it or behind it does alike. */
@Injectable()
export class FoiPages {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
    @Inject(InformationRequests) private readonly requests: InformationRequests,
  ) {}

  one(named: string, me: SignedIn) {
    return this.work.run(me.actor, me.area, (tx) => this.requests.one(tx, named));
  }

  async show(named: string, me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      requestPage(await this.requests.one(tx, named), await this.schools.names(tx)),
    );
    return formPage('journeys/foi/request.njk', view, errors, values);
  }

  async act<Form extends object>(
    named: string,
    step: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, held: InformationInHand, repeat: Repeatable | undefined) => Promise<void>,
    again: Again = (errors, values) => this.show(named, me, errors, values),
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return again(read.errors, read.values);
    try {
      const held = { request: named, version: read.version ?? 0 };
      await run(read, held, repeatOf(read, `POST /foi/${named}/${step}`));
      return seeOther(`/foi/${named}`);
    } catch (error) {
      return again(refusedOrStale(error), read.values);
    }
  }
}
