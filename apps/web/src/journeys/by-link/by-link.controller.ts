import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CurrentVisitor, Public, type Visitor } from '@app/http';
import { ActionLinks, type LinkGuest } from '@app/identity';
import { RuleBroken, StaleVersion } from '@app/kernel';
import type { Request } from 'express';
import { Page, seeOther, type FormValues, type SeeOther } from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { DeclareByLink } from './declare-by-link.js';
import { LinkAnswers, type Put, type Reply } from './link-answers.js';
import { ended, LinkDoor } from './link-door.js';

/** Rules that say the question itself is over, not that the answer was wrong. */
const OVER = new Set(['REQUEST_CLOSED', 'OFFER_CLOSED', 'ALREADY_ANSWERED', 'LINK_USED', 'KEY_REUSED']);

/**
 * A press in a mail: looking shows a question and changes nothing, which mail scanners do; sending answers it once, as the
 * person the mail was sent to. Nobody is signed in by it.
 */
@Controller('a')
export class ByLinkController {
  constructor(
    @Inject(LinkDoor) private readonly door: LinkDoor,
    @Inject(ActionLinks) private readonly links: ActionLinks,
    @Inject(LinkAnswers) private readonly answers: LinkAnswers,
    @Inject(DeclareByLink) private readonly declares: DeclareByLink,
  ) {}

  @Public()
  @Get(':token')
  async ask(
    @Param('token') token: string,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page> {
    return this.door.enter(token, visitor, request, async (guest) => {
      if (guest.link.act === 'declaration.send') return this.declares.start(guest, token);
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
    return this.door.enter<Page | SeeOther>(token, visitor, request, async (guest) => {
      const put = await this.answers.put(guest, `/a/${token}`);
      if (put === null) return ended('moved');
      const reply = this.answers.read(guest, put, body);
      return reply.ok ? this.send(guest, put, reply, token) : show(put, reply.errors, reply.values);
    });
  }

  /** An address without answers: the questions begin anew. */
  @Public()
  @Get(':token/declare/:step')
  again(@Param('token') token: string): SeeOther {
    return seeOther(`/a/${encodeURIComponent(token)}`);
  }

  @Public()
  @Post(':token/declare/:step')
  @HttpCode(303)
  async declare(
    @Param('token') token: string,
    @Param('step') step: string,
    @Body() body: unknown,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | SeeOther> {
    return this.door.enter<Page | SeeOther>(token, visitor, request, (guest) =>
      this.overOr(() => this.declares.answer(guest, token, step, body)),
    );
  }

  @Public()
  @Post(':token/declare/:step/change')
  @HttpCode(200)
  async change(
    @Param('token') token: string,
    @Param('step') step: string,
    @Body() body: unknown,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | SeeOther> {
    return this.door.enter<Page | SeeOther>(token, visitor, request, (guest) =>
      this.declares.change(guest, token, step, body),
    );
  }

  /** The link is used up with what it does, in one transaction: it is spent on nothing but an answer. */
  private async send(
    { link }: LinkGuest,
    put: Put,
    reply: Extract<Reply, { ok: true }>,
    token: string,
  ): Promise<Page | SeeOther> {
    try {
      return await this.overOr(async () => {
        await reply.send({
          ...{ route: 'POST /a', key: link.id, body: JSON.stringify(reply.values) },
          alongside: (tx) => this.links.use(tx, link.id),
        });
        return seeOther(`/a/${token}`);
      });
    } catch (error) {
      return show(put, refusedForm(error, reply.fields), reply.values);
    }
  }

  private async overOr(body: () => Promise<Page | SeeOther>): Promise<Page | SeeOther> {
    try {
      return await body();
    } catch (error) {
      if (error instanceof StaleVersion || (error instanceof RuleBroken && OVER.has(error.code)))
        return ended('moved');
      throw error;
    }
  }
}

function show(put: Put, errors: FormErrors | null, values: FormValues): Page {
  return new Page(put.template, put.view, { status: errors?.status ?? 200 }, { errors, values });
}
