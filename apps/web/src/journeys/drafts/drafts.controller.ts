import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { FormDrafts, UnitOfWork } from '@app/platform';
import { seeOther, type SeeOther } from '../../layout/answers.js';
import { readAsTyped } from '../../layout/read-form.js';
import { timeInWords } from '../../layout/words.js';
import { NoForm } from '../me/me.form.js';
import { CONCERNS_A_CHILD } from '../pairings/pairing.form.js';
import { keptForm } from './kept-forms.js';

/** Half a form, kept for whoever types it: by the page as they type, or by a button where no script runs. */
@Controller('drafts')
export class DraftsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(FormDrafts) private readonly drafts: FormDrafts,
  ) {}

  /** For the page's script, which puts the answer where it is read out. */
  @Allow('visit.log', 'agenda.draft', 'reviewpoint.record')
  @Post(':key')
  @HttpCode(200)
  async keep(@Param('key') key: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Response> {
    const savedAt = await this.put(key, body, me);
    const said = savedAt === null ? '' : `Saved ${timeInWords(savedAt)}`;
    return new Response(said, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  }

  @Allow('visit.log', 'agenda.draft', 'reviewpoint.record')
  @Post(':key/later')
  @HttpCode(303)
  async later(@Param('key') key: string, @Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    await this.put(key, body, me);
    return seeOther(`/pairings/${keptForm(key).pairing}`);
  }

  @Allow('visit.log', 'agenda.draft', 'reviewpoint.record')
  @Post(':key/drop')
  @HttpCode(303)
  async drop(@Param('key') key: string, @Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    const { href } = keptForm(key);
    readAsTyped(NoForm, body);
    await this.work.run(me.actor, me.area, (tx) => this.drafts.drop(tx, key));
    return seeOther(href);
  }

  private put(key: string, body: unknown, me: SignedIn): Promise<Date | null> {
    const { form } = keptForm(key);
    const { fields, key: formKey, version: seen } = readAsTyped(form, body);
    if (fields[CONCERNS_A_CHILD] === 'yes')
      return this.work.run(me.actor, me.area, async (tx) => {
        await this.drafts.drop(tx, key);
        return null;
      });
    return this.work.run(me.actor, me.area, (tx) => this.drafts.keep(tx, { key, fields, seen, formKey }));
  }
}
