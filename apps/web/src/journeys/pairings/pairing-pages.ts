import { Inject, Injectable } from '@nestjs/common';
import { Pairings } from '@app/brokerage';
import type { SignedIn } from '@app/http';
import { People } from '@app/identity';
import { MailBox, UnitOfWork, type Repeatable } from '@app/platform';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { lostMail } from '../by-link/lost-mail.js';
import { NeedPages } from '../needs/need-pages.js';
import { repeatOf } from '../needs/repeat-of.js';
import { AGENDA_BOXES } from './pairing.form.js';
import { agendaValues, pairingPage } from './pairing.view.js';

type Which = 'pairing' | 'agenda' | 'visit' | 'close' | 'review' | 'tend';

/** One pairing on one of its pages, and what a form on it does. */
@Injectable()
export class PairingPages {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(MailBox) readonly box: MailBox,
    @Inject(People) readonly people: People,
  ) {}

  /** Back to the pairing, or to the same page with what was typed and what is wrong with it. */
  async act<Form extends object>(
    which: Which,
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, repeat: Repeatable | undefined) => Promise<unknown>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(which, named, me, read.errors, read.values);
    try {
      await run(read, repeatOf(read, `POST /pairings/${named}/${form.name}`));
      return seeOther(`/pairings/${encodeURIComponent(named)}`);
    } catch (error) {
      return this.show(which, named, me, refusedOrStale(error, AGENDA_BOXES), read.values);
    }
  }

  async show(
    which: Which,
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | null,
  ): Promise<Page> {
    const { pairing, world, lost } = await this.work.run(me.actor, me.area, async (tx) => ({
      pairing: await this.pairings.one(tx, named),
      world: await this.pages.world(tx),
      lost: await lostMail(tx, this, me.actor, named),
    }));
    const view = { ...pairingPage(pairing, world), lostMail: lost };
    return formPage(`journeys/pairings/${which}.njk`, view, errors, values ?? agendaValues(pairing));
  }
}
