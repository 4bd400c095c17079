import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { NameCover } from '@app/identity';
import { parseUuid, type PersonId } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { CoverForm, NOBODY } from './cover.form.js';
import { coverPage } from './cover.view.js';

/** A broker says who acts where they do not in time; and reads whom they cover themselves. */
@Controller('me/cover')
export class CoverController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NameCover) private readonly names: NameCover,
  ) {}

  @Allow('cover.name')
  @Get()
  page(@Me() me: SignedIn): Promise<Page> {
    return this.show(me, null, {});
  }

  @Allow('cover.name')
  @Post()
  @HttpCode(303)
  async name(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(CoverForm, body);
    if (!read.ok) return this.show(me, read.errors, read.values);
    const { cover = '', version = '' } = read.form;
    try {
      const named = cover === NOBODY ? null : (parseUuid(cover) as PersonId);
      await this.names.execute(me.actor, me.area, { cover: named, version: Number(version) });
      return seeOther('/me/cover');
    } catch (error) {
      return this.show(me, refusedOrStale(error), read.values);
    }
  }

  private async show(me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const own = await this.work.run(me.actor, me.area, (tx) => this.names.own(tx));
    return formPage('journeys/cover/cover.njk', coverPage(own, values), errors, values);
  }
}
