import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Findings, InformationRequests } from '@app/assurance';
import { Agreements, CommissionTasks, PairingTasks, Projects, SidesWithoutHead } from '@app/brokerage';
import { AnyoneSignedIn, Me, type SignedIn } from '@app/http';
import { FreshStarts } from '@app/identity';
import { Impacts } from '@app/impact';
import { localDateOf, NotFound, type Clock, type SchoolUrn } from '@app/kernel';
import { Questions } from '@app/network';
import { CLOCK, UnitOfWork, type Tx } from '@app/platform';
import {
  canMoveNeed,
  Concerns,
  OwedWords,
  NEED_STATES,
  Needs,
  schoolsAssignedTo,
  type NeedSummary,
} from '@app/profiles';
import { AreaSettings, Signals } from '@app/schools';
import { page, seeOther, type Download, type Page, type SeeOther } from '../../layout/answers.js';
import { listFile } from '../../layout/list-file.js';
import { NeedPages } from '../needs/need-pages.js';
import { schoolName, type NeedWorld } from '../needs/need.view.js';
import { schoolsOfPosts } from '../needs/own-schools.js';
import { startPageOf } from '../sign-in/start-page.js';
import { approvalItems, commissionItems } from './commission-items.js';
import { declarationItems } from './declaration-items.js';
import { informationItems } from './information-items.js';
import { headlessItems, projectItems } from './project-items.js';
import { signInItems } from './sign-in-items.js';
import {
  answerItems,
  brokerItems,
  pairingItems,
  findingItems,
  headItems,
  impactItems,
  questionItems,
  signalItems,
  todayList,
  todayView,
  wordItems,
  type DueDeclaration,
  type TodayItem,
  type WhatWaits,
} from './today.view.js';

/** More than anybody has in hand. */
const MOST_IN_HAND = 500;

const GOING_ON = NEED_STATES.filter((state) => NEED_STATES.some((next) => canMoveNeed(state, next)));

/** What waits for this person, the dearest delay first. */
@Controller()
export class TodayController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(OwedWords) private readonly words: OwedWords,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Agreements) private readonly agreements: Agreements,
    @Inject(PairingTasks) private readonly tasks: PairingTasks,
    @Inject(Projects) private readonly projects: Projects,
    @Inject(SidesWithoutHead) private readonly sides: SidesWithoutHead,
    @Inject(Impacts) private readonly impacts: Impacts,
    @Inject(Findings) private readonly findings: Findings,
    @Inject(Signals) private readonly signals: Signals,
    @Inject(Questions) private readonly questions: Questions,
    @Inject(Concerns) private readonly concerns: Concerns,
    @Inject(CommissionTasks) private readonly commissions: CommissionTasks,
    @Inject(FreshStarts) private readonly freshStarts: FreshStarts,
    @Inject(InformationRequests) private readonly information: InformationRequests,
  ) {}

  @AnyoneSignedIn()
  @Get('today')
  async today(@Query('all') all: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const waits = await this.waits(me);
    return waits === null
      ? seeOther(startPageOf(me.actor))
      : page('journeys/today/today.njk', todayView(waits, all === 'yes'));
  }

  @AnyoneSignedIn()
  @Get('today.:ending')
  async file(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () => {
      const waits = await this.waits(me);
      if (waits === null) throw new NotFound();
      return todayList(waits);
    });
  }

  /** Null for who looks after no request, leads no school, approves nothing and does not answer for data protection. */
  private async waits(me: SignedIn): Promise<WhatWaits | null> {
    const looksAfter = me.actor.posts.some(({ role }) => role === 'broker' || role === 'adviser');
    const own = schoolsOfPosts(me.actor);
    const chairs = me.actor.posts.some(({ role }) => role === 'chair');
    const protects = me.actor.posts.some(({ flags }) => flags.includes('dpo'));
    if (!looksAfter && own.length === 0 && !chairs && !protects) return null;
    return this.work.atOneMoment(me.actor, me.area, async (tx) => {
      const world = await this.pages.world(tx);
      const today = localDateOf(this.clock.now());
      const at = { today, calendar: (await this.settings.clocks(tx)).calendar };
      const inHand = looksAfter ? await this.inHand(tx, { mine: true }) : [];
      const ids = inHand.map(({ id }) => id);
      const proposals = looksAfter ? await this.agreements.ofNeeds(tx, ids) : [];
      const items: TodayItem[] = brokerItems(inHand, world, at, proposals, me.actor.id);
      const later = inHand.length - items.length;
      items.push(
        ...pairingItems(await this.tasks.ofPerson(tx), at),
        ...headlessItems(await this.sides.tasks(tx), at),
        ...projectItems(await this.projects.tasks(tx), at),
        ...impactItems(await this.impacts.tasks(tx), at),
        ...commissionItems(await this.commissions.ofPerson(tx), at),
        ...approvalItems(chairs ? await this.agreements.approvalsOpen(tx) : [], at),
        ...signInItems(chairs ? await this.freshStarts.waitingFor(tx) : [], at),
        ...findingItems(await this.findings.tasks(tx), at),
        ...informationItems(await this.information.tasks(tx), at),
        ...signalItems(await this.signals.tasks(tx, await schoolsAssignedTo(tx, me.actor.id)), at),
        ...questionItems(await this.questions.tasks(tx), world, at),
        ...declarationItems(looksAfter ? await this.words.toLookAt(tx) : [], world, at),
        ...wordItems(await this.concerns.tasks(tx), own.length, at),
      );
      const declarations: DueDeclaration[] = [];
      for (const school of own) {
        items.push(...headItems(await this.inHand(tx, { school }), world, at));
        items.push(...answerItems(await this.toAnswer(tx, school), world, at));
        declarations.push(...(await this.due(tx, school, world)));
      }
      return { today, items, later, declarations, looksAfter, leads: own.length > 0 };
    });
  }

  private async inHand(tx: Tx, whose: { mine?: boolean; school?: SchoolUrn }): Promise<NeedSummary[]> {
    const asked = { ...whose, states: GOING_ON };
    return (await this.needs.list(tx, asked, { limit: MOST_IN_HAND, offset: 0 })).needs;
  }

  private async toAnswer(tx: Tx, school: SchoolUrn) {
    const requests = await this.agreements.requestsOpen(tx, school);
    const offers = await this.agreements.offersOpen(tx, school);
    return [
      ...requests.map((each) => ({ ...each, kind: 'request' as const })),
      ...offers.map((each) => ({ ...each, kind: 'offer' as const })),
    ];
  }

  private async due(tx: Tx, urn: SchoolUrn, world: NeedWorld): Promise<DueDeclaration[]> {
    const owed = await this.words.of(tx, urn);
    if (owed === null) return [];
    const write = `/declare/${owed.year.replace('/', '-')}?school=${urn}`;
    // What was asked stands on My school, with the way to the answers.
    return [
      { ...owed, school: schoolName(urn, world), href: owed.asked ? `/my-school?school=${urn}` : write },
    ];
  }
}
