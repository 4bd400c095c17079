import { Body, Controller, Get, Inject, Param, Query, UploadedFile } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import { ImportNeeds, NEED_SHEET, Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { page, type Download, type Page, type SeeOther } from '../../layout/answers.js';
import type { SentFile } from '../register-import/kept-file.js';
import { bring, Imports, importShown, look, Looks, take, Takes, type FileJourney } from './files-journey.js';
import { filesView, previewView, receiptView } from './files.view.js';

const REFERENCE = /^N-[0-9]{4}-[0-9]{3,9}$/;

/** A head brings requests that were written in a spreadsheet. Nothing is kept before it is imported: its rows travel with the page. */
@Controller('files')
export class FilesController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ImportNeeds) private readonly importer: ImportNeeds,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
  ) {}

  @Allow('import.preview')
  @Get()
  start(@Me() me: SignedIn): Page {
    return bring(this.journey(me), null);
  }

  @Takes('needs.:ending')
  async template(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return take(this.journey(me), ending);
  }

  @Looks('')
  async look(@Body() body: unknown, @Me() me: SignedIn, @UploadedFile() file?: SentFile): Promise<Page> {
    return look(this.journey(me), body, file);
  }

  @Imports('import')
  async import(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    return importShown(this.journey(me), body);
  }

  /** What the import made, each as it stands by now. */
  @Allow('import.preview')
  @Get('imported')
  async receipt(@Query('need') named: unknown, @Me() me: SignedIn): Promise<Page> {
    const asked: readonly unknown[] = Array.isArray(named) ? named.slice(0, 100) : [named];
    const references = asked.filter((each) => typeof each === 'string' && REFERENCE.test(each)) as string[];
    return this.work.run(me.actor, me.area, async (tx) => {
      const needs = [];
      for (const reference of new Set(references)) needs.push(await this.needs.summary(tx, reference));
      return page('journeys/files/imported.njk', receiptView(needs, await this.settings.themes(tx)));
    });
  }

  private journey({ actor, area }: SignedIn): FileJourney {
    return {
      ...{ sheet: NEED_SHEET, path: '/files' },
      template: {
        ...{ path: '/files/needs', called: 'needs' },
        take: () => this.work.atOneMoment(actor, area, (tx) => this.importer.template(tx)),
      },
      bring: { template: 'journeys/files/files.njk', view: filesView() },
      preview: {
        template: 'journeys/files/preview.njk',
        view: (read) =>
          this.work.run(actor, area, async (tx) => {
            const plan = await this.importer.preview(tx, read);
            const world = { themes: await this.settings.themes(tx), names: await this.schools.names(tx) };
            return previewView(plan, world);
          }),
      },
      import: async (named, repeat) => {
        const { references } = await this.importer.execute(actor, area, named, repeat);
        return `/files/imported?${references.map((each) => `need=${each}`).join('&')}`;
      },
    };
  }
}
