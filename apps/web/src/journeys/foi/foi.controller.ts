import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  InformationRequests,
  RegisterInformationRequest,
  TouchSchool,
  type InformationLine,
} from '@app/assurance';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput, mightEver, type Matrix } from '@app/kernel';
import { MATRIX, UnitOfWork } from '@app/platform';
import {
  formPage,
  seeOther,
  type Download,
  type FormValues,
  type Page,
  type SeeOther,
} from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { FoiFilterForm, RegisterForm, TouchForm } from './foi.form.js';
import { FoiPages } from './foi-pages.js';
import { foiList, foiPage } from './foi.view.js';

/** Requests for information that the law may require: the register, its clock, and which schools each one touches. */
@Controller()
export class FoiController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(MATRIX) private readonly matrix: Matrix,
    @Inject(FoiPages) private readonly pages: FoiPages,
    @Inject(InformationRequests) private readonly requests: InformationRequests,
    @Inject(RegisterInformationRequest) private readonly registers: RegisterInformationRequest,
    @Inject(TouchSchool) private readonly touches: TouchSchool,
  ) {}

  @Allow('foi.read')
  @Get('foi')
  async list(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(FoiFilterForm, query);
    const over = read.ok && read.form.over === 'yes';
    const lines = await this.all(me, over);
    const at = read.ok ? Number(read.form.page ?? '1') : 1;
    const view = foiPage(
      lines,
      over ? { over: 'yes' } : {},
      at,
      mightEver(this.matrix, me.actor, 'foi.register'),
    );
    return formPage('journeys/foi/requests.njk', view, read.ok ? null : read.errors, read.values);
  }

  @Allow('foi.read')
  @Get('foi.:ending')
  file(@Param('ending') ending: string, @Query() query: object, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () => {
      const read = readForm(FoiFilterForm, query);
      if (!read.ok) throw new BadInput(read.errors.list);
      return foiList(await this.all(me, read.form.over === 'yes'));
    });
  }

  @Allow('foi.register')
  @Get('foi/new')
  begin(): Page {
    return this.ask(null, {});
  }

  @Allow('foi.register')
  @Post('foi/new')
  @HttpCode(303)
  async register(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(RegisterForm, body);
    if (!read.ok) return this.ask(read.errors, read.values);
    const { name = '', reach = '', receivedOn = '', asked = '' } = read.form;
    try {
      const said = { name, reach, receivedOn, asked };
      const repeat = repeatOf(read, 'POST /foi/new');
      return seeOther(`/foi/${await this.registers.execute(me.actor, me.area, said, repeat)}`);
    } catch (error) {
      return this.ask(refusedOrStale(error), read.values);
    }
  }

  @Allow('foi.read')
  @Get('foi/:reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.pages.show(named, me, null, {});
  }

  @Allow('foi.prepare')
  @Post('foi/:reference/schools')
  @HttpCode(303)
  touch(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.pages.act(named, 'schools', body, me, TouchForm, ({ form }, held, repeat) => {
      const { school = '', touched } = form;
      return this.touches.execute(me.actor, me.area, { ...held, school, touched: touched === 'yes' }, repeat);
    });
  }

  private all(me: SignedIn, over: boolean): Promise<InformationLine[]> {
    return this.work.atOneMoment(me.actor, me.area, (tx) => this.requests.list(tx, { over }));
  }

  private ask(errors: FormErrors | null, values: FormValues): Page {
    return formPage('journeys/foi/new.njk', { title: 'Register an information request' }, errors, values);
  }
}
