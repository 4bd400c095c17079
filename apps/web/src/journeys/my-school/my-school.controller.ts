import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Agreements, Pairings } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { localDateOf, NotFound, parseUuid, type Clock, type OfferId, type SchoolUrn } from '@app/kernel';
import { CLOCK, UnitOfWork, type Repeatable } from '@app/platform';
import {
  Capacity,
  Declarations,
  Needs,
  Offers,
  PauseOffer,
  RenewDeclaration,
  ResumeOffer,
  WithdrawOffer,
  type AskedOfOffer,
} from '@app/profiles';
import { SchoolPage, Signals } from '@app/schools';
import { page, seeOther, type Page, type SeeOther } from '../../layout/answers.js';
import { readForm } from '../../layout/read-form.js';
import { NeedPages } from '../needs/need-pages.js';
import { schoolsOfPosts } from '../needs/own-schools.js';
import { repeatOf } from '../needs/repeat-of.js';
import { signalsPart } from '../signals/signals.view.js';
import { mySchoolView } from './my-school.view.js';

/** A button asks nothing. */
class MoveForm {}

/** What is known of one's own school, where it was read, and what the school itself has said. */
@Controller('my-school')
export class MySchoolController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SchoolPage) private readonly schools: SchoolPage,
    @Inject(Declarations) private readonly declarations: Declarations,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(Capacity) private readonly capacity: Capacity,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Agreements) private readonly agreements: Agreements,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(Signals) private readonly signals: Signals,
    @Inject(RenewDeclaration) private readonly renews: RenewDeclaration,
    @Inject(PauseOffer) private readonly pauses: PauseOffer,
    @Inject(ResumeOffer) private readonly resumes: ResumeOffer,
    @Inject(WithdrawOffer) private readonly withdraws: WithdrawOffer,
  ) {}

  @Allow('capacity.read')
  @Get()
  async one(
    @Query('school') asked: unknown,
    @Query('done') done: unknown,
    @Me() me: SignedIn,
  ): Promise<Page> {
    const own = schoolsOfPosts(me.actor, ['head', 'staff']);
    const urn = asked === undefined ? own[0] : own.find((each) => each === asked);
    if (urn === undefined) throw new NotFound();
    const posts = me.actor.posts.filter(({ school }) => school === urn);
    const leads = posts.some(({ role }) => role === 'head');
    const mayDeclare = leads || posts.some(({ flags }) => flags.includes('delegated'));
    const view = await this.work.run(me.actor, me.area, async (tx) => {
      const strengths = mayDeclare ? ((await this.declarations.strengths(tx, urn))[0] ?? null) : null;
      const standing = mayDeclare ? await this.declarations.standing(tx, urn) : null;
      const view = mySchoolView({
        ...{ own, leads, mayDeclare, done, strengths, today: localDateOf(this.clock.now()) },
        school: await this.schools.one(tx, urn),
        // The whole word is a sensitive read with its receipt: only where it tells why nobody is sent to this school, or
        // what its broker or adviser wants to know.
        word:
          strengths && (!strengths.available || standing?.state === 'queried')
            ? await this.declarations.whole(tx, urn, strengths.year)
            : null,
        confirmed: standing?.state === 'confirmed' ? standing : null,
        offers: await this.offers.ofSchool(tx, urn),
        capacity: await this.capacity.ofSchool(tx, urn),
        needs: mayDeclare ? await this.needsOf(tx, urn) : [],
        requests: leads ? await this.agreements.requestsOpen(tx, urn) : [],
        supports: leads ? await this.agreements.offersOpen(tx, urn) : [],
        pairings: mayDeclare ? await this.pairings.list(tx, { school: urn }) : [],
        world: await this.pages.world(tx),
      });
      const stale = leads ? await this.renews.stale(tx, urn) : null;
      return { ...view, stale, figures: leads ? signalsPart(await this.signals.ofOwnSchool(tx, urn)) : null };
    });
    return page('journeys/my-school/my-school.njk', view);
  }

  @Allow('capacity.declare')
  @Post('offers/:id/pause')
  @HttpCode(303)
  pause(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    return this.move(id, 'pause', body, (offer, repeat) =>
      this.pauses.execute(me.actor, me.area, offer, repeat),
    );
  }

  @Allow('capacity.declare')
  @Post('offers/:id/resume')
  @HttpCode(303)
  resume(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    return this.move(id, 'resume', body, (offer, repeat) =>
      this.resumes.execute(me.actor, me.area, offer, repeat),
    );
  }

  @Allow('capacity.declare')
  @Post('offers/:id/withdraw')
  @HttpCode(303)
  withdraw(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    return this.move(id, 'withdraw', body, (offer, repeat) =>
      this.withdraws.execute(me.actor, me.area, offer, repeat),
    );
  }

  private async move(
    id: string,
    move: string,
    body: unknown,
    act: (offer: AskedOfOffer, repeat: Repeatable | undefined) => Promise<unknown>,
  ): Promise<SeeOther> {
    const offer = parseUuid<OfferId>(id);
    const read = readForm(MoveForm, body);
    if (offer === null || !read.ok) throw new NotFound();
    await act({ offer, version: read.version ?? 0 }, repeatOf(read, `POST /my-school/offers/${id}/${move}`));
    return seeOther(`/my-school?done=${move}`);
  }

  private async needsOf(tx: Parameters<Needs['list']>[0], school: SchoolUrn) {
    return (await this.needs.list(tx, { school }, { limit: 50, offset: 0 })).needs;
  }
}
