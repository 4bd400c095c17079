import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { CurrentVisitor, Public, type Visitor } from '@app/http';
import { ActionLinks, OpenLink, type LinkFound, type LinkGuest } from '@app/identity';
import { NotAllowed, NotFound, StaleVersion, RuleBroken } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import type { Request } from 'express';
import { Page, seeOther, type FormValues, type SeeOther } from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { LINK_KEY } from '../../layout/tokens.js';
import { ENDED, type Ended } from './by-link.view.js';
import { LinkAnswers, type Put, type Reply } from './link-answers.js';

/** An address that acts must not travel on with whatever is opened next, and is no search engine's. */
const HEADERS = { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' };
/** Rules that say the question itself is over, not that the answer was wrong. */
const OVER = new Set(['REQUEST_CLOSED', 'OFFER_CLOSED', 'ALREADY_ANSWERED', 'LINK_USED', 'KEY_REUSED']);

/**
 * A press in a mail: looking shows a question and changes nothing, which mail scanners do; sending answers it once, as the
 * person the mail was sent to. Nobody is signed in by it.
 */
@Controller('a')
export class ByLinkController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(OpenLink) private readonly door: OpenLink,
    @Inject(ActionLinks) private readonly links: ActionLinks,
    @Inject(LinkAnswers) private readonly answers: LinkAnswers,
    @Inject(LINK_KEY) private readonly key: Buffer,
  ) {}

  @Public()
  @Get(':token')
  async ask(
    @Param('token') token: string,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page> {
    const guest = await this.follow(token, visitor, request);
    if (guest.kind !== 'open') return ended(guest.kind);
    return this.guarded(guest, async () => {
      const put = await this.answers.put(guest, `/a/${token}`);
      return put === null ? ended('moved') : show(put, null, {});
    });
  }

  @Public()
  @Post(':token')
  @HttpCode(303)
  async answer(
    @Param('token') token: string,
    @Body() body: unknown,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | SeeOther> {
    const guest = await this.follow(token, visitor, request);
    if (guest.kind !== 'open') return ended(guest.kind);
    return this.guarded(guest, async () => {
      const put = await this.answers.put(guest, `/a/${token}`);
      if (put === null) return ended('moved');
      const reply = this.answers.read(guest, put, body);
      return reply.ok ? this.send(guest, put, reply, token) : show(put, reply.errors, reply.values);
    });
  }

  private follow(token: string, { requestId }: Visitor, request: Request): Promise<LinkFound> {
    return this.door.execute({ key: this.key, token, address: request.ip ?? 'unknown', requestId });
  }

  /** The link is used up with what it does, in one transaction: it is spent on nothing but an answer. */
  private async send(
    { link }: LinkGuest,
    put: Put,
    reply: Extract<Reply, { ok: true }>,
    token: string,
  ): Promise<Page | SeeOther> {
    try {
      await reply.send({
        ...{ route: 'POST /a', key: link.id, body: JSON.stringify(reply.values) },
        alongside: (tx) => this.links.use(tx, link.id),
      });
      return seeOther(`/a/${token}`);
    } catch (error) {
      if (error instanceof StaleVersion || (error instanceof RuleBroken && OVER.has(error.code)))
        return ended('moved');
      return show(put, refusedForm(error, reply.fields), reply.values);
    }
  }

  /** What this person may no longer do is told as such, and leaves its entry like every denial. */
  private async guarded<Answer>(
    { link, actor }: LinkGuest,
    body: () => Promise<Answer>,
  ): Promise<Answer | Page> {
    try {
      return await body();
    } catch (error) {
      if (!(error instanceof NotAllowed || error instanceof NotFound)) throw error;
      const refusal = error instanceof NotFound ? new NotAllowed(error.denied ?? error.code) : error;
      const tried = { act: 'link.follow', entity: `identity.action_link:${link.id}` };
      await this.audit.recordRefusal(this.work, actor, link.area, tried, refusal);
      return ended('gone');
    }
  }
}

function show(put: Put, errors: FormErrors | null, values: FormValues): Page {
  const options = { status: errors?.status ?? 200, headers: HEADERS };
  return new Page(put.template, put.view, options, { errors, values });
}

function ended(why: Ended): Page {
  const { status, ...view } = ENDED[why];
  return new Page('journeys/by-link/ended.njk', view, { status, headers: HEADERS });
}
