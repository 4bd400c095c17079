import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput } from '@app/kernel';
import { RenewDeclaration } from '@app/profiles';
import { Matches } from 'class-validator';
import { seeOther, type SeeOther } from '../../layout/answers.js';
import { readForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';

class RenewForm {
  @Matches(/^[0-9]{6}$/, { message: 'Open the page again and press anew' })
  school: string | undefined = undefined;
}

/** A head says in one press that what the school declared in a year that is over still holds. */
@Controller('my-school/declaration')
export class RenewDeclarationController {
  constructor(@Inject(RenewDeclaration) private readonly renews: RenewDeclaration) {}

  @Allow('declaration.submit')
  @Post()
  @HttpCode(303)
  async renew(@Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    const read = readForm(RenewForm, body);
    if (!read.ok) throw new BadInput(read.errors.list);
    const urn = read.form.school ?? '';
    const asked = { urn, version: read.version ?? 0 };
    await this.renews.execute(me.actor, me.area, asked, repeatOf(read, 'POST /my-school/declaration'));
    return seeOther(`/my-school?school=${urn}`);
  }
}
