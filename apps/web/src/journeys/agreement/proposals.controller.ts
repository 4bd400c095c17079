import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Agreements, DecideProposal, SoundOut, VetoCandidate, type ProposalCase } from '@app/brokerage';
import { People } from '@app/identity';
import { Allow, Me, type SignedIn } from '@app/http';
import { MailBox, UnitOfWork } from '@app/platform';
import { Needs } from '@app/profiles';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { FormErrors, refusedOrStale } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { untilOf } from '../candidates/choice.form.js';
import { NoForm } from '../me/me.form.js';
import { lostMail } from '../by-link/lost-mail.js';
import { NeedPages } from '../needs/need-pages.js';
import { repeatOf } from '../needs/repeat-of.js';
import { orAskReason, withReason, type Wanted } from '../runs/ask-reason.js';
import { boxesOf, daysTyped, DecisionForm, penceTyped, TakeBackForm } from './agreement.form.js';
import { proposalPage } from './agreement.view.js';

/** A broker follows a proposal: sounds the supporter out, sees both answers, decides. */
@Controller('proposals/:reference')
export class ProposalsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(Agreements) private readonly agreements: Agreements,
    @Inject(SoundOut) private readonly sounds: SoundOut,
    @Inject(DecideProposal) private readonly decides: DecideProposal,
    @Inject(VetoCandidate) private readonly vetoes: VetoCandidate,
    @Inject(MailBox) readonly box: MailBox,
    @Inject(People) readonly people: People,
  ) {}

  @Allow('proposal.read')
  @Get()
  async one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return orAskReason(wanted(named), () => this.show(named, me, null, {}));
  }

  @Allow('proposal.read')
  @Post()
  @HttpCode(200)
  async oneFor(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    return withReason(wanted(named), body, (reason) => this.show(named, me, null, {}, reason));
  }

  @Allow('sounding.send')
  @Post('sound-out')
  @HttpCode(303)
  async soundOut(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(NoForm, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const asked = { proposal: named, version: read.version ?? 0 };
      const repeat = repeatOf(read, `POST /proposals/${named}/sound-out`);
      await this.sounds.execute(me.actor, me.area, asked, repeat);
      return seeOther(addressOf(named));
    } catch (error) {
      return this.show(named, me, refusedOrStale(error), {});
    }
  }

  @Allow('decision.make', 'decision.override')
  @Post('decide')
  @HttpCode(303)
  async decide(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(DecisionForm, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    const { form } = read;
    const held = heldBy(await this.read(named, me));
    const { days, faults } = daysTyped(form, held);
    if (form.outcome === 'partly_agreed' && faults.length > 0)
      return this.show(named, me, new FormErrors(faults), read.values);
    try {
      const asked = {
        ...{ proposal: named, version: read.version ?? 0, outcome: form.outcome ?? '', halfDays: days },
        ...{ reason: form.reason ?? null, conditions: form.conditions ?? null, until: untilOf(form) },
        ...{ kind: form.kind ?? null, pence: penceTyped(form) },
      };
      await this.decides.execute(me.actor, me.area, asked, repeatOf(read, `POST /proposals/${named}/decide`));
      return seeOther(addressOf(named));
    } catch (error) {
      return this.show(
        named,
        me,
        refusedOrStale(error, { ...boxesOf(held), until: 'until-day', pence: 'pounds' }),
        read.values,
      );
    }
  }

  @Allow('proposal.veto')
  @Post('take-back')
  @HttpCode(303)
  async takeBack(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(TakeBackForm, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const { need, supporter } = await this.read(named, me);
      const { id } = await this.work.run(me.actor, me.area, (tx) => this.needs.summary(tx, need));
      const [reason, version] = [read.form.back ?? '', read.version ?? 0];
      const asked = { need: id, supporter: supporter.urn, reason, version };
      await this.vetoes.execute(
        me.actor,
        me.area,
        asked,
        repeatOf(read, `POST /proposals/${named}/take-back`),
      );
      return seeOther(addressOf(named));
    } catch (error) {
      return this.show(named, me, refusedOrStale(error, { reason: 'back' }), read.values);
    }
  }

  private read(named: string, me: SignedIn): Promise<ProposalCase> {
    return this.work.run(me.actor, me.area, (tx) => this.agreements.proposal(tx, named));
  }

  private async show(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
    reason: string | null = null,
  ): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) => ({
      ...proposalPage(await this.agreements.proposal(tx, named, reason), await this.pages.world(tx)),
      lostMail: await lostMail(tx, this, me.actor, named),
    }));
    return formPage('journeys/agreement/proposal.njk', view, errors, values);
  }
}

function heldBy({ request, halfDays }: ProposalCase): ProposalCase['halfDays'] {
  return request?.answeredHalfDays ?? halfDays;
}

function wanted(named: string): Wanted {
  return { title: `Proposal ${named}`, action: addressOf(named), told: true };
}

function addressOf(named: string): string {
  return `/proposals/${encodeURIComponent(named)}`;
}
