import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Disclosures } from '@app/assurance';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import { formPage, type Download, type Page } from '../../layout/answers.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { FoiFilterForm } from './foi.form.js';
import { disclosuresList, disclosuresPage } from './foi-kinds.view.js';

/** The log of disclosures: what was asked and what was released, for everybody of the area; never who asked. */
@Controller()
export class DisclosuresController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Disclosures) private readonly log: Disclosures,
  ) {}

  @Allow('foi.log.read')
  @Get('foi/log')
  async page(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(FoiFilterForm, query);
    const at = Number((read.ok ? read.form.page : undefined) ?? '1');
    const view = disclosuresPage(await this.all(me), at);
    return formPage('journeys/foi/log.njk', view, read.ok ? null : read.errors, read.values);
  }

  @Allow('foi.log.read')
  @Get('foi/log.:ending')
  file(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () => disclosuresList(await this.all(me)));
  }

  private all(me: SignedIn) {
    return this.work.atOneMoment(me.actor, me.area, (tx) => this.log.list(tx));
  }
}
