import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { People } from '@app/identity';
import { NotFound, parseUrn } from '@app/kernel';
import { MailBox, UnitOfWork } from '@app/platform';
import { CheckDeclaration, Declarations, recordOfWord } from '@app/profiles';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { lostMail } from '../by-link/lost-mail.js';
import { NeedPages } from '../needs/need-pages.js';
import { repeatOf } from '../needs/repeat-of.js';
import { CheckDeclarationForm } from './check-declaration.form.js';
import { checkPage } from './check-declaration.view.js';

/** What a school declared, whole, for who looks after it: they confirm it, or ask about it. */
@Controller('schools/:urn/declaration')
export class CheckDeclarationController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Declarations) private readonly declarations: Declarations,
    @Inject(CheckDeclaration) private readonly checks: CheckDeclaration,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(MailBox) readonly box: MailBox,
    @Inject(People) readonly people: People,
  ) {}

  @Allow('declaration.check')
  @Get()
  page(@Param('urn') urn: string, @Query('done') done: unknown, @Me() me: SignedIn): Promise<Page> {
    return this.show(me, urn, null, {}, done === 'checked');
  }

  @Allow('declaration.check')
  @Post()
  @HttpCode(303)
  async check(
    @Param('urn') urn: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(CheckDeclarationForm, body);
    if (!read.ok) return this.show(me, urn, read.errors, read.values);
    try {
      const { outcome = '', question = null } = read.form;
      const year = await this.yearOf(me, urn);
      const asked = { urn, year, version: read.version ?? 0, outcome, question };
      await this.checks.execute(me.actor, me.area, asked, repeatOf(read, 'POST /schools/declaration'));
      return seeOther(`/schools/${urn}/declaration?done=checked`);
    } catch (error) {
      return this.show(me, urn, refusedOrStale(error), read.values);
    }
  }

  /** @throws NotFound for who does not look after it, and where it has said nothing yet. */
  private async yearOf(me: SignedIn, named: string): Promise<string> {
    const urn = parseUrn(named);
    const word = urn && (await this.work.run(me.actor, me.area, (tx) => this.declarations.standing(tx, urn)));
    if (!word) throw new NotFound();
    return word.year;
  }

  private async show(
    me: SignedIn,
    named: string,
    errors: FormErrors | null,
    values: FormValues,
    done = false,
  ): Promise<Page> {
    const urn = parseUrn(named);
    const view = await this.work.run(me.actor, me.area, async (tx) => {
      const standing = urn && (await this.declarations.standing(tx, urn));
      if (!urn || !standing || !(await this.declarations.mayCheck(tx, urn))) throw new NotFound();
      const word = await this.declarations.whole(tx, urn, standing.year);
      if (word === null) throw new NotFound();
      const lost = await lostMail(tx, this, me.actor, recordOfWord(urn, word.year));
      return { ...checkPage({ urn, word, done, world: await this.pages.world(tx) }), lostMail: lost };
    });
    return formPage('journeys/check-declaration/check-declaration.njk', view, errors, values);
  }
}
