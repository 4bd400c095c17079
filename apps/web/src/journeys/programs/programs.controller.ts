import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { AskClient, Clients, ClientSteps, type ClientInHand, type ClientView } from '@app/identity';
import { mightEver, type Matrix } from '@app/kernel';
import { MATRIX, UnitOfWork, type Repeatable } from '@app/platform';
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
import { listFile } from '../../layout/list-file.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { AnswerProgramForm, ProgramForm } from './programs.form.js';
import { newProgramPage, programPage, programsList, programsPage } from './programs.view.js';

/** Programs that read from the API on their own: an administrator asks, the chair approves, either takes it away. */
@Controller()
export class ProgramsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(MATRIX) private readonly matrix: Matrix,
    @Inject(Clients) private readonly clients: Clients,
    @Inject(AskClient) private readonly asks: AskClient,
    @Inject(ClientSteps) private readonly steps: ClientSteps,
  ) {}

  @Allow('client.read')
  @Get('programs')
  async list(@Me() me: SignedIn): Promise<Page> {
    const mayAsk = mightEver(this.matrix, me.actor, 'client.propose');
    return page('journeys/programs/programs.njk', programsPage(await this.all(me), mayAsk));
  }

  @Allow('client.read')
  @Get('programs.:ending')
  file(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () => programsList(await this.all(me)));
  }

  @Allow('client.propose')
  @Get('programs/new')
  begin(): Page {
    return newPage(null, {});
  }

  @Allow('client.propose')
  @Post('programs/new')
  @HttpCode(303)
  async ask(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(ProgramForm, body);
    if (!read.ok) return newPage(read.errors, read.values);
    const { label = '', purpose = '', scopes, addresses = '', days } = read.form;
    try {
      const asked = { label, purpose, scopes, addresses: addresses.split(/[\s,]+/), days: Number(days) };
      const repeat = repeatOf(read, 'POST /programs/new');
      return seeOther(`/programs/${await this.asks.execute(me.actor, me.area, asked, repeat)}`);
    } catch (error) {
      return newPage(refusedOrStale(error), read.values);
    }
  }

  @Allow('client.read')
  @Get('programs/:id')
  one(@Param('id') id: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(id, me, null, {});
  }

  @Allow('client.approve')
  @Post('programs/:id/answer')
  @HttpCode(303)
  answer(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    return this.act(id, body, me, AnswerProgramForm, ({ form }, held, repeat) =>
      this.steps.answer(me.actor, me.area, { ...held, approve: form.answer === 'approve' }, repeat),
    );
  }

  /** Answers with the page itself: the secret is in no address and cannot be asked for again. */
  @Allow('client.propose')
  @Post('programs/:id/secret')
  @HttpCode(200)
  async makeSecret(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(NoForm, body);
    if (!read.ok) return this.show(id, me, read.errors, read.values);
    try {
      const held = { client: id, version: read.version ?? 0 };
      const secret = await this.steps.makeSecret(me.actor, me.area, held);
      return page('journeys/programs/program.njk', programPage(await this.read(id, me), secret));
    } catch (error) {
      return this.show(id, me, refusedOrStale(error), {});
    }
  }

  @Allow('client.revoke')
  @Post('programs/:id/revoke')
  @HttpCode(303)
  revoke(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    return this.act(id, body, me, NoForm, (_, held, repeat) =>
      this.steps.revoke(me.actor, me.area, held, repeat),
    );
  }

  private async act<Form extends object>(
    id: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, held: ClientInHand, repeat: Repeatable | undefined) => Promise<void>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(id, me, read.errors, read.values);
    try {
      const held = { client: id, version: read.version ?? 0 };
      await run(read, held, repeatOf(read, `POST /programs/${id}/${form.name}`));
      return seeOther(`/programs/${encodeURIComponent(id)}`);
    } catch (error) {
      return this.show(id, me, refusedOrStale(error), read.values);
    }
  }

  private all({ actor, area }: SignedIn): Promise<ClientView[]> {
    return this.work.atOneMoment(actor, area, (tx) => this.clients.list(tx));
  }

  private read(id: string, { actor, area }: SignedIn): Promise<ClientView> {
    return this.work.run(actor, area, (tx) => this.clients.one(tx, id));
  }

  private async show(id: string, me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const view = programPage(await this.read(id, me), null);
    return formPage('journeys/programs/program.njk', view, errors, values);
  }
}

function newPage(errors: FormErrors | null, values: FormValues): Page {
  return formPage('journeys/programs/new.njk', newProgramPage(), errors, values);
}
