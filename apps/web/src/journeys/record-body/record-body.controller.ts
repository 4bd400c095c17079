import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import type { SchoolUrn } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { RecordBody, SchoolPage } from '@app/schools';
import { IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';

export class TrustForm {
  @IsNotEmpty({ message: 'Enter the name of the trust' })
  @MaxLength(200, { message: 'Keep the name to 200 characters or fewer' })
  name: string | undefined = undefined;

  @IsOptional()
  @Matches(/^\d{1,8}$/, { message: 'Enter the trust’s number as the register has it, like 2044' })
  code: string | undefined = undefined;
}

const FIELDS = { trustName: 'name', trustCode: 'code' };

/** The trust of an academy that the register leaves blank: until somebody records it, a proposal to another academy waits. */
@Controller('schools/:urn/trust')
export class RecordBodyController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SchoolPage) private readonly schools: SchoolPage,
    @Inject(RecordBody) private readonly records: RecordBody,
  ) {}

  @Allow('school.body.record')
  @Get()
  ask(@Param('urn') urn: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(urn, me, null, {});
  }

  @Allow('school.body.record')
  @Post()
  @HttpCode(303)
  async record(
    @Param('urn') urn: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(TrustForm, body);
    if (!read.ok) return this.show(urn, me, read.errors, read.values);
    try {
      const { name = '', code } = read.form;
      await this.records.execute(me.actor, me.area, {
        ...{ urn: urn as SchoolUrn, version: read.version ?? 0, trustName: name },
        ...(code === undefined ? {} : { trustCode: code }),
      });
      return seeOther(`/schools/${encodeURIComponent(urn)}`);
    } catch (error) {
      return this.show(urn, me, refusedOrStale(error, FIELDS), read.values);
    }
  }

  private async show(
    urn: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const { published, local } = await this.work.run(me.actor, me.area, (tx) => this.schools.one(tx, urn));
    const view = {
      ...{ title: `Trust of ${published.name}`, urn: published.urn, name: published.name },
      version: local?.version ?? null,
      may: local?.mayRecordTrust ?? false,
      known: local?.trustName ?? null,
    };
    return formPage('journeys/record-body/trust.njk', view, errors, values);
  }
}
