import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { CurrentVisitor, Public, type Visitor } from '@app/http';
import {
  Enter,
  EnrolFirst,
  FactorRefused,
  Factors,
  HalfSessions,
  PassFactor,
  type HalfSession,
  type Owed,
} from '@app/identity';
import { BadInput, NotFound } from '@app/kernel';
import { formPage, page, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { FormErrors, refusedForm } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { nextPage } from '../sign-in/start-page.js';
import { CodeForm } from './factors.form.js';
import { appView, factorView } from './factors.view.js';
import { onward } from './onward.js';

const FACTOR = 'journeys/factors/factor.njk';
const ENROL = 'journeys/factors/enrol.njk';

/** After the password and before there is a session: whoever is not at this step is sent back to the first. */
@Controller('sign-in')
export class SecondStepController {
  constructor(
    @Inject(HalfSessions) private readonly halves: HalfSessions,
    @Inject(PassFactor) private readonly pass: PassFactor,
    @Inject(EnrolFirst) private readonly first: EnrolFirst,
    @Inject(Factors) private readonly factors: Factors,
    @Inject(Enter) private readonly entering: Enter,
  ) {}

  @Public()
  @Get('factor')
  async ask(@Query('next') next: unknown, @CurrentVisitor() visitor: Visitor): Promise<Page | SeeOther> {
    if (!(await this.isAt('factor', visitor))) return seeOther('/sign-in');
    return this.factorPage(visitor, null, { next: nextOf(next) });
  }

  @Public()
  @Post('factor')
  @HttpCode(303)
  async give(@Body() body: unknown, @CurrentVisitor() visitor: Visitor): Promise<Page | SeeOther> {
    const read = readForm(CodeForm, body);
    const half = visitor.sessionId;
    const waiting = await this.halves.find(half);
    if (half === null || waiting?.owes !== 'factor') return seeOther('/sign-in');
    const next = nextPage(read.ok ? read.form.next : undefined);
    if (!read.ok) return this.factorPage(visitor, read.errors, { next });
    try {
      const asked = { half, code: read.form.code ?? '', requestId: visitor.requestId };
      const entered = await this.pass.execute(asked);
      const recovered = entered.by === 'recovery' && entered.owes === null;
      return recovered ? await this.recoveredPage(waiting, entered.id, next) : onward(entered, next);
    } catch (error) {
      if (error instanceof FactorRefused)
        return await this.factorPage(visitor, new FormErrors([{ path: 'code', message: error.message }]), {
          next,
        });
      if (error instanceof NotFound) return seeOther('/sign-in');
      throw error;
    }
  }

  @Public()
  @Get('enrol')
  async enrol(@Query('next') next: unknown, @CurrentVisitor() visitor: Visitor): Promise<Page | SeeOther> {
    if (!(await this.isAt('enrol', visitor))) return seeOther('/sign-in');
    return this.enrolPage(visitor, null, { next: nextOf(next) });
  }

  /** Answers with the page itself: the codes on it are in no address and cannot be asked for again. */
  @Public()
  @Post('enrol')
  @HttpCode(200)
  async take(@Body() body: unknown, @CurrentVisitor() visitor: Visitor): Promise<Page | SeeOther> {
    const read = readForm(CodeForm, body);
    const half = visitor.sessionId;
    if (half === null || !(await this.isAt('enrol', visitor))) return seeOther('/sign-in');
    const next = nextPage(read.ok ? read.form.next : undefined);
    if (!read.ok) return this.enrolPage(visitor, read.errors, { next });
    try {
      const { id, codes } = await this.first.byApp(half, read.form.code ?? '', visitor.requestId);
      return page(
        'journeys/factors/codes.njk',
        { title: 'Keep your recovery codes', codes, next },
        { session: id },
      );
    } catch (error) {
      if (error instanceof BadInput) return this.enrolPage(visitor, refusedForm(error), { next });
      if (error instanceof NotFound) return seeOther('/sign-in');
      throw error;
    }
  }

  private async isAt(step: Owed, { sessionId }: Visitor): Promise<boolean> {
    return (await this.halves.find(sessionId))?.owes === step;
  }

  private async factorPage(
    { sessionId }: Visitor,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const half = await this.halves.find(sessionId);
    const codes = half !== null && (await this.entering.takesCodes(half));
    const passkey = half !== null && (await this.factors.of(half.account)).passkeys > 0;
    return formPage(FACTOR, factorView(codes, passkey), errors, values);
  }

  private async enrolPage(
    { sessionId, requestId }: Visitor,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const offered = await this.first.offer(sessionId ?? '', requestId);
    const view = { title: 'Add a second step to your sign-in', app: offered && appView(offered) };
    return formPage(ENROL, view, errors, values);
  }

  /** Told on the page as well as by mail: whoever finds this one used by somebody else reads it first. */
  private async recoveredPage({ account }: HalfSession, session: string, next: string): Promise<Page> {
    const left = (await this.factors.of(account)).codesLeft;
    const view = { title: 'You used a recovery code', left, next };
    return page('journeys/factors/recovered.njk', view, { session });
  }
}

const nextOf = (next: unknown): string => (typeof next === 'string' ? nextPage(next) : '/');
