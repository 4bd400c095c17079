import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { AnyoneSignedIn, CurrentVisitor, Me, type SignedIn, type Visitor } from '@app/http';
import { OwnSessions } from '@app/identity';
import { seeOther, type SeeOther } from '../../layout/answers.js';
import { readForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { holderOf } from './holder-of.js';

const OWN = '/me/sign-in#sessions';

/** Signing out somewhere else. */
@Controller('me/sign-in/sessions')
export class OwnSessionsController {
  constructor(@Inject(OwnSessions) private readonly sessions: OwnSessions) {}

  @AnyoneSignedIn()
  @Post('end-others')
  @HttpCode(303)
  async endOthers(
    @Body() body: unknown,
    @Me() me: SignedIn,
    @CurrentVisitor() { sessionId }: Visitor,
  ): Promise<SeeOther> {
    readForm(NoForm, body);
    await this.sessions.endOthers(holderOf(me), sessionId ?? '');
    return seeOther(OWN);
  }

  @AnyoneSignedIn()
  @Post(':id/end')
  @HttpCode(303)
  async end(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    readForm(NoForm, body);
    await this.sessions.end(holderOf(me), id);
    return seeOther(OWN);
  }
}
