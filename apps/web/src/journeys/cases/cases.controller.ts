import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CaseFiles } from '@app/assurance';
import { AuditEntries } from '@app/audit';
import { Allow, Me, type SignedIn } from '@app/http';
import { People } from '@app/identity';
import { BadInput } from '@app/kernel';
import { AuditorUnitOfWork, UnitOfWork } from '@app/platform';
import { page, printed, type Page, type Printed } from '../../layout/answers.js';
import { readForm } from '../../layout/read-form.js';
import { personIds } from '../audit/audit.view.js';
import { mayRecord } from '../interventions/interventions.view.js';
import { NeedPages } from '../needs/need-pages.js';
import { orAskReason, withReason, type Wanted } from '../runs/ask-reason.js';
import { CasePaperForm } from './case.form.js';
import { caseView } from './case.view.js';

/** More readings than these are in the audit log. */
const READINGS = 100;

/**
 * The case file of a request. Who needs a reason is asked for it and sends it with each opening, on paper too: a page that
 * is kept or sent on opens for nobody by its address.
 */
@Controller('cases/:reference')
export class CasesController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(AuditorUnitOfWork) private readonly log: AuditorUnitOfWork,
    @Inject(CaseFiles) private readonly files: CaseFiles,
    @Inject(AuditEntries) private readonly entries: AuditEntries,
    @Inject(People) private readonly people: People,
    @Inject(NeedPages) private readonly pages: NeedPages,
  ) {}

  @Allow('case.read')
  @Get()
  async open(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return orAskReason(wanted(named), () => this.show(named, me, null));
  }

  @Allow('case.read')
  @Post()
  @HttpCode(200)
  async openWith(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page> {
    return withReason(wanted(named), body, (reason) => this.show(named, me, reason));
  }

  @Allow('case.read')
  @Post('paper')
  @HttpCode(200)
  async onPaper(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Printed> {
    const read = readForm(CasePaperForm, body);
    if (!read.ok) throw new BadInput(read.errors.list);
    const file = await this.show(named, me, read.form.reason ?? null);
    return printed(`case-${named}.pdf`, file, addressOf(named));
  }

  private async show(named: string, me: SignedIn, reason: string | null): Promise<Page> {
    const [file, world] = await this.work.run(me.actor, me.area, async (tx) => [
      await this.files.one(tx, named, reason),
      await this.pages.world(tx),
    ]);
    const readings = await this.log.run(me.actor, me.area, (tx) =>
      this.entries.readings(tx, file.records, READINGS),
    );
    const people = await this.work.run(me.actor, me.area, (tx) =>
      this.people.named(tx, personIds(readings ?? [])),
    );
    const recordHref = mayRecord(me.actor) ? `/interventions/new?about=${file.need.reference}` : null;
    const view = { ...caseView(file, world, readings, people), reason, recordHref };
    return page('journeys/cases/case.njk', view);
  }
}

function wanted(named: string): Wanted {
  return { title: `Case file of ${named}`, action: addressOf(named), told: true };
}

function addressOf(named: string): string {
  return `/cases/${encodeURIComponent(named)}`;
}
