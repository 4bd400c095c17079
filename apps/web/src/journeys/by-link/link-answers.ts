import { Inject, Injectable } from '@nestjs/common';
import { AnswerOffer, AnswerSounding, Agreements, LinkQuestions, ReplyToVisit } from '@app/brokerage';
import type { LinkGuest } from '@app/identity';
import type { FieldError } from '@app/kernel';
import { UnitOfWork, type Repeatable } from '@app/platform';
import { ConfirmUnchanged, DeclarationChecks, type HalfDays } from '@app/profiles';
import { AreaSettings } from '@app/schools';
import type { FormValues } from '../../layout/answers.js';
import { FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { boxesOf, daysTyped, OfferReplyForm, RequestReplyForm } from '../agreement/agreement.form.js';
import { NoForm } from '../me/me.form.js';
import { NeedPages } from '../needs/need-pages.js';
import { RecordReplyForm } from './by-link.form.js';
import { checkByLink, questionByLink, requestByLink } from './by-link.view.js';

/** A question as it is put on a page. */
export interface Put {
  readonly template: string;
  readonly view: object;
  /** Of a request: what the boxes for days stand for. */
  readonly asked: HalfDays;
}

/** What was typed: good enough to be sent, or what is wrong with it. */
export type Reply =
  | {
      readonly ok: true;
      readonly values: FormValues;
      /** What the verb calls a field, by the box it stands in. */
      readonly fields: Readonly<Record<string, string>>;
      readonly send: (repeat: Repeatable) => Promise<unknown>;
    }
  | { readonly ok: false; readonly values: FormValues; readonly errors: FormErrors };

/** What each kind of link shows and does: the same verbs as on the pages, for the person whom the mail was sent to. */
@Injectable()
export class LinkAnswers {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Agreements) private readonly agreements: Agreements,
    @Inject(LinkQuestions) private readonly questions: LinkQuestions,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(AnswerSounding) private readonly soundings: AnswerSounding,
    @Inject(AnswerOffer) private readonly offers: AnswerOffer,
    @Inject(ReplyToVisit) private readonly visits: ReplyToVisit,
    @Inject(DeclarationChecks) private readonly checks: DeclarationChecks,
    @Inject(ConfirmUnchanged) private readonly unchanged: ConfirmUnchanged,
  ) {}

  /** @returns null where it waits no longer. */
  async put({ link, actor }: LinkGuest, action: string): Promise<Put | null> {
    return this.work.run(actor, link.area, async (tx) => {
      if (link.act === 'declaration.unchanged') {
        const check = await this.checks.find(tx, link);
        if (check === null) return null;
        return { template: 'journeys/by-link/unchanged.njk', view: checkByLink(check, action), asked: {} };
      }
      const question = await this.questions.find(tx, link);
      if (question === null) return null;
      if (link.act === 'sounding.answer') {
        const request = await this.agreements.request(tx, link.subject);
        const view = requestByLink(request, await this.pages.world(tx), action);
        return { template: 'journeys/by-link/request.njk', view, asked: request.halfDays };
      }
      if (link.act === 'declaration.send') return null;
      const template = link.act === 'visit.reply' ? 'visit' : 'offer';
      const { acceptByLink = true } = (await this.settings.find(tx, 'thresholds'))?.body ?? {};
      const view = { ...questionByLink(link.act, question, action), acceptByLink };
      return { template: `journeys/by-link/${template}.njk`, view, asked: {} };
    });
  }

  read(guest: LinkGuest, { asked }: Put, body: unknown): Reply {
    switch (guest.link.act) {
      case 'sounding.answer':
        return this.toRequest(guest, asked, body);
      case 'visit.reply':
        return this.toVisit(guest, body);
      case 'declaration.unchanged':
        return this.toCheck(guest, body);
      default:
        return this.toOffer(guest, body);
    }
  }

  private toRequest({ link, actor }: LinkGuest, asked: HalfDays, body: unknown): Reply {
    const read = readForm(RequestReplyForm, body);
    if (!read.ok) return read;
    const { days, faults } = daysTyped(read.form, asked);
    const { answer = '', person = null } = read.form;
    if (answer === 'fewer_days' && faults.length > 0) return refused(read.values, faults);
    const reply = { request: link.subject, version: link.version, answer, halfDays: days, person };
    const send = (repeat: Repeatable) => this.soundings.execute(actor, link.area, reply, repeat);
    return { ok: true, values: read.values, fields: boxesOf(asked), send };
  }

  private toOffer({ link, actor }: LinkGuest, body: unknown): Reply {
    const read = readForm(OfferReplyForm, body);
    if (!read.ok) return read;
    const { answer = '', note = null } = read.form;
    const reply = { offer: link.subject, version: link.version, answer, note };
    const send = (repeat: Repeatable) => this.offers.execute(actor, link.area, reply, repeat);
    return { ok: true, values: read.values, fields: {}, send };
  }

  private toCheck({ link, actor }: LinkGuest, body: unknown): Reply {
    const read = readForm(NoForm, body);
    if (!read.ok) return read;
    const [urn = '', year = ''] = link.subject.split(' ');
    const asked = { urn, year, version: link.version };
    const send = (repeat: Repeatable) => this.unchanged.execute(actor, link.area, asked, repeat);
    return { ok: true, values: read.values, fields: {}, send };
  }

  private toVisit({ link, actor }: LinkGuest, body: unknown): Reply {
    const read = readForm(RecordReplyForm, body);
    if (!read.ok) return read;
    const { accurate, reply = null } = read.form;
    const asked = { visit: link.subject, version: link.version, accurate: accurate === 'yes', reply };
    const send = (repeat: Repeatable) => this.visits.execute(actor, link.area, asked, repeat);
    return { ok: true, values: read.values, fields: {}, send };
  }
}

function refused(values: FormValues, faults: readonly FieldError[]): Reply {
  return { ok: false, values, errors: new FormErrors(faults) };
}
