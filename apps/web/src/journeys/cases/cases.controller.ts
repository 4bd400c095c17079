import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CaseFiles, type CaseFile } from '@app/assurance';
import { AuditEntries, type EntryView } from '@app/audit';
import { Allow, Me, type SignedIn } from '@app/http';
import { People } from '@app/identity';
import { NotAllowed } from '@app/kernel';
import { AuditorUnitOfWork, UnitOfWork } from '@app/platform';
import { formPage, page, printed, type FormValues, type Page, type Printed } from '../../layout/answers.js';
import { FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { personIds } from '../audit/audit.view.js';
import { NeedPages } from '../needs/need-pages.js';
import { CaseReadingForm } from './case.form.js';
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
    try {
      return await this.show(named, me, null);
    } catch (refusal) {
      if (!(refusal instanceof NotAllowed) || refusal.code !== 'REASON_REQUIRED') throw refusal;
      return askFor(named, null, {});
    }
  }

  @Allow('case.read')
  @Post()
  @HttpCode(200)
  async openWith(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page> {
    const read = readForm(CaseReadingForm, body);
    if (!read.ok) return askFor(named, read.errors, read.values);
    if (read.form.reason === undefined) return askFor(named, MISSING, read.values);
    return this.show(named, me, read.form.reason);
  }

  @Allow('case.read')
  @Post('paper')
  @HttpCode(200)
  async onPaper(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | Printed> {
    const read = readForm(CaseReadingForm, body);
    if (!read.ok) return askFor(named, read.errors, read.values);
    const file = await this.show(named, me, read.form.reason ?? null);
    return printed(`case-${named}.pdf`, file, addressOf(named));
  }

  private async show(named: string, me: SignedIn, reason: string | null): Promise<Page> {
    const [file, world] = await this.work.run(me.actor, me.area, async (tx) => [
      await this.files.one(tx, named, reason),
      await this.pages.world(tx),
    ]);
    const readings = await this.readings(me, file);
    const people = await this.work.run(me.actor, me.area, (tx) =>
      this.people.named(tx, personIds(readings ?? [])),
    );
    return page('journeys/cases/case.njk', { ...caseView(file, world, readings, people), reason });
  }

  /** For who may read the area's log; a broker reads there what they did themselves, which is not who read this. */
  private async readings(me: SignedIn, file: CaseFile): Promise<EntryView[] | null> {
    if (!me.actor.posts.some(({ role }) => role === 'officer')) return null;
    return this.log.run(me.actor, me.area, (tx) => this.entries.readings(tx, file.records, READINGS));
  }
}

const MISSING = new FormErrors([{ path: 'reason', message: 'Enter why you read this, in a few words' }]);

function askFor(named: string, errors: FormErrors | null, values: FormValues): Page {
  const view = { title: `Case file of ${named}`, action: addressOf(named) };
  return formPage('journeys/cases/reason.njk', view, errors, values);
}

function addressOf(named: string): string {
  return `/cases/${encodeURIComponent(named)}`;
}
