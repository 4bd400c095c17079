import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  AnswerKind,
  CommentInformation,
  DraftAnswer,
  INFORMATION_KINDS,
  ReleaseInformation,
  TellHeads,
} from '@app/assurance';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound } from '@app/kernel';
import { formPage, type FormValues, type Page } from '../../layout/answers.js';
import type { FormErrors } from '../../layout/form-errors.js';
import { NoForm } from '../me/me.form.js';
import { FoiPages } from './foi-pages.js';
import { CommentForm, DraftForm, KindForm, RefuseForm } from './foi.form.js';
import { kindPage, wordsPage } from './foi-kinds.view.js';

/** One request on its way to an answer: prepared by one, told to heads, released or refused by another. */
@Controller('foi/:reference')
export class FoiAnswerController {
  constructor(
    @Inject(FoiPages) private readonly pages: FoiPages,
    @Inject(AnswerKind) private readonly kinds: AnswerKind,
    @Inject(DraftAnswer) private readonly drafts: DraftAnswer,
    @Inject(TellHeads) private readonly tells: TellHeads,
    @Inject(CommentInformation) private readonly comments: CommentInformation,
    @Inject(ReleaseInformation) private readonly releases: ReleaseInformation,
  ) {}

  @Allow('foi.prepare')
  @Get('kinds/:kind')
  kind(@Param('reference') named: string, @Param('kind') kind: string, @Me() me: SignedIn): Promise<Page> {
    return this.askKind(named, kind, me, null, null);
  }

  @Allow('foi.prepare')
  @Post('kinds/:kind')
  @HttpCode(303)
  sayKind(
    @Param('reference') named: string,
    @Param('kind') kind: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ) {
    return this.pages.act(
      ...([named, `kinds/${kind}`, body, me, KindForm] as const),
      ({ form: { say = '', exemption, because } }, held, repeat) =>
        this.kinds.execute(me.actor, me.area, { ...held, kind, say, exemption, because }, repeat),
      (errors, values) => this.askKind(named, kind, me, errors, values),
    );
  }

  @Allow('foi.prepare')
  @Get('answer')
  words(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.askWords(named, me, null, null);
  }

  @Allow('foi.prepare')
  @Post('answer')
  @HttpCode(303)
  draft(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.pages.act(
      ...([named, 'answer', body, me, DraftForm] as const),
      ({ form: { summary = '', answer = '' } }, held, repeat) =>
        this.drafts.execute(me.actor, me.area, { ...held, summary, answer }, repeat),
      (errors, values) => this.askWords(named, me, errors, values),
    );
  }

  @Allow('foi.prepare')
  @Post('tell')
  @HttpCode(303)
  tell(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.pages.act(named, 'tell', body, me, NoForm, (_, held, repeat) =>
      this.tells.execute(me.actor, me.area, held, repeat),
    );
  }

  @Allow('foi.comment')
  @Post('comment')
  @HttpCode(303)
  comment(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.pages.act(
      named,
      'comment',
      body,
      me,
      CommentForm,
      ({ form: { comment = '' } }, held, repeat) =>
        this.comments.execute(me.actor, me.area, { ...held, comment }, repeat),
    );
  }

  @Allow('foi.release')
  @Post('release')
  @HttpCode(303)
  release(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.pages.act(named, 'release', body, me, NoForm, (_, held, repeat) =>
      this.releases.execute(me.actor, me.area, held, repeat),
    );
  }

  @Allow('foi.release')
  @Post('refuse')
  @HttpCode(303)
  refuse(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.pages.act(named, 'refuse', body, me, RefuseForm, ({ form: { because = '' } }, held, repeat) =>
      this.releases.refuse(me.actor, me.area, { ...held, because }, repeat),
    );
  }

  private async askKind(
    named: string,
    kind: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | null,
  ): Promise<Page> {
    const request = await this.pages.one(named, me);
    const known = INFORMATION_KINDS.find((each) => each === kind);
    const said = request.kinds.find((each) => each.kind === known);
    if (known === undefined || said === undefined) throw new NotFound();
    const { say, exemption, because } = said;
    const stored = {
      say: say ?? undefined,
      exemption: exemption ?? undefined,
      because: because ?? undefined,
    };
    const view = kindPage(request, known, me.actor);
    return formPage('journeys/foi/kind.njk', view, errors, values ?? stored);
  }

  private async askWords(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | null,
  ): Promise<Page> {
    const request = await this.pages.one(named, me);
    const stored = { summary: request.summary ?? undefined, answer: request.answer ?? undefined };
    return formPage('journeys/foi/answer.njk', wordsPage(request), errors, values ?? stored);
  }
}
