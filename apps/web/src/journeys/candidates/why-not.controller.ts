import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { NeedCandidates } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import type { SchoolUrn } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { Needs } from '@app/profiles';
import { SchoolsOfArea } from '@app/schools';
import { formPage, type Page } from '../../layout/answers.js';
import { readForm } from '../../layout/read-form.js';
import { orAskReason, withReason, type Wanted } from '../runs/ask-reason.js';
import { WhyNotQuery } from './choice.form.js';
import { whyNotPage } from './why-not.view.js';

const PAGE = 'journeys/candidates/why-not.njk';

/** Why any school of the area, named by whoever asks, is not the first for one need. */
@Controller('needs/:reference/candidates/why-not')
export class WhyNotController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(NeedCandidates) private readonly candidates: NeedCandidates,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
  ) {}

  @Allow('run.read')
  @Get()
  async ask(@Param('reference') named: string, @Query() query: object, @Me() me: SignedIn): Promise<Page> {
    return this.answer(named, query, (school) =>
      orAskReason(wanted(named, school), () => this.show(me, named, school, null)),
    );
  }

  @Allow('run.read')
  @Post()
  @HttpCode(200)
  async askFor(
    @Param('reference') named: string,
    @Query() query: object,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page> {
    return this.answer(named, query, (school) =>
      withReason(wanted(named, school), body, (reason) => this.show(me, named, school, reason)),
    );
  }

  private async answer(
    named: string,
    query: object,
    show: (school: SchoolUrn | null) => Promise<Page>,
  ): Promise<Page> {
    const read = readForm(WhyNotQuery, query);
    // Nothing of the need is read for a school that cannot be one.
    if (!read.ok) return formPage(PAGE, refusedPage(named), read.errors, read.values);
    return show((read.form.school ?? null) as SchoolUrn | null);
  }

  private async show(
    me: SignedIn,
    named: string,
    school: SchoolUrn | null,
    reason: string | null,
  ): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) => {
      const need = await this.needs.summary(tx, named);
      const why = school === null ? null : await this.candidates.whyNot(tx, need.id, school, reason);
      return whyNotPage(need, await this.schools.names(tx), why);
    });
    return formPage(PAGE, view, null);
  }
}

function wanted(named: string, school: SchoolUrn | null): Wanted {
  const here = `/needs/${encodeURIComponent(named)}/candidates/why-not`;
  return {
    title: `Why not another school for ${named}`,
    action: school === null ? here : `${here}?school=${school}`,
    told: true,
  };
}

function refusedPage(named: string): object {
  const above = `/needs/${encodeURIComponent(named)}/candidates`;
  return {
    ...{ title: `Why not another school for ${named}`, reference: named, here: `${above}/why-not` },
    ...{ back: { href: above, text: 'Back to who could help' }, schools: [], run: null, answer: null },
  };
}
