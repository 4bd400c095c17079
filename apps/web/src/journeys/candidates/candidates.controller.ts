import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { DeferNeed, MakeProposal, Meetings, NeedCandidates, SoundOut, VetoCandidate } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import {
  BadInput,
  mightEver,
  NotFound,
  parseUuid,
  RuleBroken,
  type Matrix,
  type MatchRunId,
  type NeedId,
  type OfferId,
  type SchoolUrn,
} from '@app/kernel';
import { MATRIX, UnitOfWork } from '@app/platform';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { formPage, page, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { FormErrors, refusedForm } from '../../layout/form-errors.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { turnInWords } from '../meetings/meeting.view.js';
import { repeatOf } from '../needs/repeat-of.js';
import { orAskReason, withReason, type Wanted } from '../runs/ask-reason.js';
import { candidatesPage, notListedPage, type CandidatesWorld } from './candidates.view.js';
import { CandidatesQuery, choiceFaults, ChoiceForm, untilOf } from './choice.form.js';
import { choiceQuestion, doneInWords, pastChoices, proposalLines } from './choice.view.js';

const ROUTE = 'POST /needs/:reference/candidates';

/** Who could help with one need, who could not, and what the broker makes of it. */
@Controller('needs/:reference/candidates')
export class CandidatesController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(MATRIX) private readonly matrix: Matrix,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(NeedCandidates) private readonly candidates: NeedCandidates,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
    @Inject(MakeProposal) private readonly propose: MakeProposal,
    @Inject(SoundOut) private readonly sounds: SoundOut,
    @Inject(VetoCandidate) private readonly ruleOut: VetoCandidate,
    @Inject(DeferNeed) private readonly defer: DeferNeed,
    @Inject(Meetings) private readonly meetings: Meetings,
  ) {}

  @Allow('run.read')
  @Get()
  async list(@Param('reference') named: string, @Query() query: object, @Me() me: SignedIn): Promise<Page> {
    const { done } = readQuery(query);
    return orAskReason(listed(named), async () =>
      this.show(me, await this.world(me, named), {
        ...{ done, next: done === undefined ? null : await this.next(me, named) },
      }),
    );
  }

  @Allow('run.read')
  @Post('with-reason')
  @HttpCode(200)
  async listFor(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    return withReason(listed(named), body, async (reason) =>
      this.show(me, await this.world(me, named, reason), {}),
    );
  }

  @Allow('run.read')
  @Get('not-listed')
  async notListed(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return orAskReason(unlisted(named), () => this.showNotListed(me, named));
  }

  @Allow('run.read')
  @Post('not-listed')
  @HttpCode(200)
  async notListedFor(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page> {
    return withReason(unlisted(named), body, (reason) => this.showNotListed(me, named, reason));
  }

  @Allow('proposal.make', 'proposal.veto', 'need.triage')
  @Post()
  @HttpCode(303)
  async choose(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(ChoiceForm, body);
    const faults = read.ok ? choiceFaults(read.form) : [];
    const errors = read.ok ? (faults.length > 0 ? new FormErrors(faults) : null) : read.errors;
    if (!read.ok || errors) return this.back(me, named, read.values, errors);
    try {
      const done = await this.act(me, await this.idOf(me, named), read);
      return seeOther(`${addressOf(named)}?done=${done}`);
    } catch (error) {
      if (!(error instanceof BadInput || error instanceof RuleBroken)) throw error;
      return this.back(me, named, read.values, refusedForm(error, { until: 'until-day' }));
    }
  }

  private async act({ actor, area }: SignedIn, need: NeedId, read: GoodForm<ChoiceForm>): Promise<string> {
    const { form } = read;
    const repeat = repeatOf(read, ROUTE);
    const reason = form.reason ?? '';
    const run = parseUuid<MatchRunId>(form.run ?? '');
    switch (form.choice) {
      case 'later':
        await this.defer.execute(actor, area, { need, until: untilOf(form), reason }, repeat);
        return 'later';
      case 'rule_out': {
        const supporter = form['ruled-out'] as SchoolUrn;
        const asked = { need, supporter, reason, ...(run ? { run } : {}) };
        await this.ruleOut.execute(actor, area, asked, repeat);
        return 'ruled-out';
      }
      default: {
        const chosen = form.choice === 'another' ? form.another : form.first;
        const offer = parseUuid<OfferId>(chosen ?? '');
        if (!run || !offer) throw new NotFound();
        const made = await this.propose.execute(actor, area, { run, need, offer, reason }, repeat);
        if (form.choice !== 'ask_first') return 'proposed';
        const again = repeatOf(read, `${ROUTE} and ask`);
        // A proposal stands by itself: where its school cannot be asked today, the page says why and it can be asked later.
        await this.sounds.execute(actor, area, { proposal: made.reference, version: 1 }, again);
        return 'asked';
      }
    }
  }

  private async back(
    me: SignedIn,
    named: string,
    values: FormValues,
    errors: FormErrors | null,
  ): Promise<Page> {
    return this.show(me, await this.world(me, named), { errors, values });
  }

  private async showNotListed(me: SignedIn, named: string, reason: string | null = null): Promise<Page> {
    return page('journeys/candidates/not-listed.njk', notListedPage(await this.world(me, named, reason)));
  }

  private show(
    me: SignedIn,
    world: CandidatesWorld,
    asked: {
      readonly done?: string | undefined;
      readonly next?: NextOpen | null;
      readonly errors?: FormErrors | null;
      readonly values?: FormValues;
    },
  ): Page {
    const { need, seen } = world;
    const may = (action: string): boolean => mightEver(this.matrix, me.actor, action);
    const isOpen = need.state === 'open' || need.state === 'proposed';
    const rights = {
      propose: isOpen && may('proposal.make'),
      ruleOut: isOpen && may('proposal.veto'),
      defer: isOpen && need.can.triage,
    };
    const view = {
      ...candidatesPage(world, {
        mayStart: isOpen && may('run.start'),
        mayCommission: isOpen && may('commission.draft'),
      }),
      question: choiceQuestion(seen, rights),
      choices: pastChoices(seen.choices),
      proposals: proposalLines(seen.proposals),
      meeting: world.meeting && { ...world.meeting, text: turnInWords(world.meeting) },
      ...{ done: doneInWords(asked.done, seen), next: asked.next ?? null },
    };
    return formPage('journeys/candidates/candidates.njk', view, asked.errors ?? null, asked.values);
  }

  /** One reading in one transaction. The request in full is read too by those who may without being asked why. */
  private async world(me: SignedIn, named: string, reason: string | null = null): Promise<CandidatesWorld> {
    return this.work.run(me.actor, me.area, async (tx) => {
      const need = await this.needs.summary(tx, named);
      const seen = await this.candidates.whole(tx, need.id, reason);
      const detail = need.can.readDetail ? await this.needs.detail(tx, named) : null;
      const themes = await this.settings.themes(tx);
      const schools = await this.schools.names(tx);
      const names = {
        theme: (id: string) => themes.nameOf(id),
        school: (urn: SchoolUrn) => schools.get(urn) ?? `School ${urn}`,
      };
      return {
        need,
        detail,
        seen,
        next: seen.next,
        names,
        meeting: await this.meetings.lastTurn(tx, need.id),
      };
    });
  }

  /** The next request in this person's hands that is open: a round goes from one to the next. */
  private async next(me: SignedIn, named: string): Promise<NextOpen | null> {
    return this.work.run(me.actor, me.area, async (tx) => {
      const mine = { mine: true, states: ['open'] } as const;
      const { needs } = await this.needs.list(tx, mine, { limit: 2, offset: 0 });
      const found = needs.find(({ reference }) => reference !== named);
      if (!found) return null;
      const school = (await this.schools.names(tx)).get(found.urn) ?? `School ${found.urn}`;
      const theme = (await this.settings.themes(tx)).nameOf(found.primaryTheme);
      return { href: addressOf(found.reference), text: `${school}: ${theme}` };
    });
  }

  private async idOf(me: SignedIn, named: string): Promise<NeedId> {
    const need = await this.work.run(me.actor, me.area, (tx) => this.needs.summary(tx, named));
    return need.id;
  }
}

interface NextOpen {
  readonly href: string;
  readonly text: string;
}

function listed(named: string): Wanted {
  return {
    title: `Who could help with ${named}`,
    action: `${addressOf(named)}/with-reason`,
    told: true,
  };
}

function unlisted(named: string): Wanted {
  return { title: `Who is not listed for ${named}`, action: `${addressOf(named)}/not-listed`, told: true };
}

function addressOf(named: string): string {
  return `/needs/${encodeURIComponent(named)}/candidates`;
}

/** @throws BadInput for an address that no page of ours leads to. */
function readQuery(query: object): { done?: string } {
  const read = readForm(CandidatesQuery, query);
  if (!read.ok) throw new BadInput(read.errors.list);
  const { done } = read.form;
  return done ? { done } : {};
}
