import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CaseFiles } from '@app/assurance';
import { AuditEntries, type Happened } from '@app/audit';
import { Allow, Me, type SignedIn } from '@app/http';
import { People } from '@app/identity';
import { BadInput } from '@app/kernel';
import { AuditorUnitOfWork, UnitOfWork } from '@app/platform';
import { page, printed, type Download, type Page, type Printed } from '../../layout/answers.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { personIds } from '../audit/audit.view.js';
import { mayRecord } from '../interventions/interventions.view.js';
import { NeedPages } from '../needs/need-pages.js';
import { orAskReason, withReason, type Wanted } from '../runs/ask-reason.js';
import { CasePaperForm } from './case.form.js';
import { askedOfLog } from './case-log.js';
import { caseLogList, caseView, type CaseRead } from './case.view.js';

/** More readings than these are in the audit log. */
const READINGS = 100;
/** Of a file: more than anybody reads one case. */
const ALL_READINGS = 20_000;

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
    const file = await this.show(named, me, reasonIn(body));
    return printed(`case-${named}.pdf`, file, addressOf(named));
  }

  /** What happened, line by line: an opening of the file like any other, with its reason and its receipt. */
  @Allow('case.read')
  @Post('log.:ending')
  @HttpCode(200)
  async asLog(
    @Param('reference') named: string,
    @Param('ending') ending: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Download> {
    const reason = reasonIn(body);
    return listFile(ending, async () => caseLogList(await this.read(named, me, reason, ALL_READINGS)));
  }

  private async show(named: string, me: SignedIn, reason: string | null): Promise<Page> {
    const read = await this.read(named, me, reason);
    const recordHref = mayRecord(me.actor) ? `/interventions/new?about=${read.file.need.reference}` : null;
    return page('journeys/cases/case.njk', { ...caseView(read), reason, recordHref });
  }

  private async read(named: string, me: SignedIn, reason: string | null, most = READINGS): Promise<CaseRead> {
    const [file, world] = await this.work.atOneMoment(me.actor, me.area, async (tx) => [
      await this.files.one(tx, named, reason),
      await this.pages.world(tx),
    ]);
    const [log, readings] = await this.log.atOneMoment(me.actor, me.area, async (tx) => {
      const known = new Map<string, readonly Happened[]>();
      for (const { entity, acts } of askedOfLog(file))
        known.set(entity, await this.entries.happened(tx, entity, acts));
      return [known, await this.entries.readings(tx, file.records, most)];
    });
    const people = await this.work.atOneMoment(me.actor, me.area, (tx) =>
      this.people.named(tx, personIds(readings ?? [])),
    );
    return { file, world, log, readings, people };
  }
}

function wanted(named: string): Wanted {
  return { title: `Case file of ${named}`, action: addressOf(named), told: true };
}

function reasonIn(body: unknown): string | null {
  const read = readForm(CasePaperForm, body);
  if (!read.ok) throw new BadInput(read.errors.list);
  return read.form.reason ?? null;
}

function addressOf(named: string): string {
  return `/cases/${encodeURIComponent(named)}`;
}
