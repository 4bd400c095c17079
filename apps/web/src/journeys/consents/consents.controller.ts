import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { BodyConsents, Consents, type PairingOfBody } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { listed } from '@app/kernel';
import { UnitOfWork, type Repeatable } from '@app/platform';
import type { SheetToWrite } from '@app/schools';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import {
  formPage,
  page,
  seeOther,
  type Download,
  type FormValues,
  type Page,
  type SeeOther,
} from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { downloadsOf, listFile } from '../../layout/list-file.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { halfDaysInWords } from '../../layout/words.js';
import { NoForm } from '../me/me.form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { CONSENT_TAGS, PAIRING_TAGS } from '../pairings/pairing-words.js';
import { PROJECT_TAGS } from '../projects/project-words.js';

export class ConsentForm {
  @IsIn(['give', 'refuse'], { message: 'Choose whether you consent' })
  answer: string | undefined = undefined;

  @IsOptional()
  @MaxLength(200, { message: 'Keep who funds the days to 200 characters or fewer' })
  funder: string | undefined = undefined;

  @IsOptional()
  @IsIn(['yes'], { message: 'Say whether cover is arranged' })
  cover: string | undefined = undefined;
}

interface InHand {
  readonly pairing: string;
  readonly version: number;
}

/** A trust, diocese or board: its schools' work by dates and days, and its consent before work starts (R4, I-39). */
@Controller()
export class ConsentsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Consents) private readonly consents: Consents,
    @Inject(BodyConsents) private readonly answers: BodyConsents,
  ) {}

  @Allow('body.consent.give')
  @Get('consents')
  async list(@Me() me: SignedIn): Promise<Page> {
    const all = await this.work.run(me.actor, me.area, (tx) => this.consents.list(tx));
    const lines = all.map(lineOf);
    const waiting = all.filter(({ consent }) => consent?.mayAnswer).length;
    const downloads = downloadsOf('/consents', {});
    return page('journeys/consents/consents.njk', { title: 'Consents', lines, waiting, downloads });
  }

  @Allow('body.consent.give')
  @Get('consents.:ending')
  async file(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () =>
      consentsList(await this.work.atOneMoment(me.actor, me.area, (tx) => this.consents.list(tx))),
    );
  }

  @Allow('body.consent.give')
  @Get('consents/:reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  @Allow('body.consent.give')
  @Post('consents/:reference/answer')
  @HttpCode(303)
  answer(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, ConsentForm, ({ form }, held, repeat) => {
      const give = form.answer === 'give';
      const said = { give, funder: form.funder ?? null, coverArranged: form.cover === 'yes' };
      return this.answers.answer(me.actor, me.area, { ...held, ...said }, repeat);
    });
  }

  @Allow('body.consent.withdraw')
  @Post('consents/:reference/withdraw')
  @HttpCode(303)
  withdraw(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, NoForm, (_, held, repeat) =>
      this.answers.withdraw(me.actor, me.area, held, repeat),
    );
  }

  private async act<Form extends object>(
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, held: InHand, repeat: Repeatable | undefined) => Promise<void>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const held = { pairing: named, version: read.version ?? 0 };
      await run(read, held, repeatOf(read, `POST /consents/${named}/${form.name}`));
      return seeOther(`/consents/${encodeURIComponent(named)}`);
    } catch (error) {
      return this.show(named, me, refusedOrStale(error), read.values);
    }
  }

  private async show(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const seen = await this.work.run(me.actor, me.area, (tx) => this.consents.one(tx, named));
    const version = seen.consent?.version ?? null;
    return formPage('journeys/consents/consent.njk', { ...lineOf(seen), version }, errors, values);
  }
}

function lineOf(seen: PairingOfBody) {
  const { consent, given, promised } = seen;
  return {
    ...seen,
    ...{ title: titleOf(seen), tag: tagOf(seen) },
    what: seen.kind === 'project' ? 'Project' : 'Pairing',
    days: `${halfDaysInWords(given)} of ${halfDaysInWords(promised)} used`,
    consentTag: consent === null ? null : CONSENT_TAGS[consent.state],
  };
}

function titleOf({ kind, schools, supporter, asker }: PairingOfBody): string {
  if (kind === 'pairing') return `${supporter} supporting ${asker}`;
  return schools.length < 2 ? 'A project of several schools' : `Project of ${listed(schools)}`;
}

/** A project has fewer states, in words of its own. */
const tagOf = ({ kind, state }: PairingOfBody): string =>
  ({ ...PAIRING_TAGS, ...(kind === 'project' ? PROJECT_TAGS : {}) })[state];

function consentsList(all: readonly PairingOfBody[]): SheetToWrite {
  return {
    name: 'Consents',
    headings: [
      ...['Reference', 'Supporting school', 'Supported school', 'State', 'Agreed in principle', 'Next date'],
      ...['Half-days promised', 'Half-days used', 'Consent'],
    ],
    rows: all.map((seen) => [
      ...[seen.reference, seen.supporter, seen.asker, tagOf(seen), seen.madeOn, seen.nextDate ?? ''],
      ...[String(seen.promised), String(seen.given)],
      seen.consent === null ? '' : CONSENT_TAGS[seen.consent.state],
    ]),
  };
}
