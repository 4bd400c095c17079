import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, AnyoneSignedIn, CurrentVisitor, Me, type SignedIn, type Visitor } from '@app/http';
import { OwnPasskeys, PasskeyChallenges, type PasskeyOptions } from '@app/identity';
import { BadInput, NotFound, parseUuid } from '@app/kernel';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { NewPasskeyForm, PasskeyNameForm } from './factors.form.js';
import { holderOf } from './holder-of.js';

const OWN = '/me/sign-in';

/** Somebody's own passkeys: added on the device at hand, named, taken away. */
@Controller('me/sign-in/passkeys')
export class OwnPasskeysController {
  constructor(
    @Inject(OwnPasskeys) private readonly passkeys: OwnPasskeys,
    @Inject(PasskeyChallenges) private readonly challenges: PasskeyChallenges,
  ) {}

  @AnyoneSignedIn()
  @Get('new')
  ask(): Page {
    return newPage(null, {});
  }

  /** The question to the browser, for the script of the page above alone. */
  @AnyoneSignedIn()
  @Post('options')
  @HttpCode(200)
  async options(
    @Body() body: unknown,
    @Me() me: SignedIn,
    @CurrentVisitor() { sessionId }: Visitor,
  ): Promise<PasskeyOptions> {
    readForm(NoForm, body);
    return this.challenges.toRegister(sessionId ?? '', holderOf(me));
  }

  @AnyoneSignedIn()
  @Post()
  @HttpCode(303)
  async add(
    @Body() body: unknown,
    @Me() me: SignedIn,
    @CurrentVisitor() { sessionId }: Visitor,
  ): Promise<Page | SeeOther> {
    const read = readForm(NewPasskeyForm, body);
    const values = { label: read.values['label'] };
    if (!read.ok) return newPage(read.errors, values);
    const { answer = '', label = '' } = read.form;
    try {
      await this.passkeys.add(holderOf(me), sessionId ?? '', answer, label);
      return seeOther(OWN);
    } catch (error) {
      if (error instanceof BadInput) return newPage(refusedForm(error), values);
      throw error;
    }
  }

  @AnyoneSignedIn()
  @Post(':id/name')
  @HttpCode(303)
  async rename(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    const read = readForm(PasskeyNameForm, body);
    if (!read.ok) throw new BadInput(read.errors.list);
    await this.passkeys.rename(holderOf(me), known(id), read.form.label ?? '');
    return seeOther(OWN);
  }

  @Allow('signin.revoke')
  @Post(':id/remove')
  @HttpCode(303)
  async remove(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    readForm(NoForm, body);
    await this.passkeys.remove(holderOf(me), known(id));
    return seeOther(OWN);
  }
}

function newPage(errors: FormErrors | null, values: FormValues): Page {
  return formPage('journeys/factors/new-passkey.njk', { title: 'Add a passkey' }, errors, values);
}

function known(id: string): string {
  const found = parseUuid(id);
  if (found === null) throw new NotFound();
  return found;
}
