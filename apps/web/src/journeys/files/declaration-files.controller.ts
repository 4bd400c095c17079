import { Body, Controller, Get, Inject, Param, Query, UploadedFile } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import { DECLARATION_SHEET, ImportDeclarations, Offers } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { page, type Download, type Page, type SeeOther } from '../../layout/answers.js';
import { schoolsOfPosts } from '../needs/own-schools.js';
import type { SentFile } from '../register-import/kept-file.js';
import { declarationPreview, declarationReceipt, declarationsView } from './declaration-files.view.js';
import { bring, Imports, importShown, look, Looks, take, Takes, type FileJourney } from './files-journey.js';

/** A head writes the yearly word and the days of their schools in a spreadsheet: taken filled in, brought back, looked at, sent. */
@Controller('files')
export class DeclarationFilesController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ImportDeclarations) private readonly importer: ImportDeclarations,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
  ) {}

  @Allow('import.preview')
  @Get('declarations')
  start(@Me() me: SignedIn): Page {
    return bring(this.journey(me), null);
  }

  @Takes('declarations.:ending')
  async template(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return take(this.journey(me), ending);
  }

  @Looks('declarations')
  async look(@Body() body: unknown, @Me() me: SignedIn, @UploadedFile() file?: SentFile): Promise<Page> {
    return look(this.journey(me), body, file);
  }

  @Imports('declarations/import')
  async import(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    return importShown(this.journey(me), body);
  }

  @Allow('import.preview')
  @Get('declarations/imported')
  async receipt(@Query('school') named: unknown, @Me() me: SignedIn): Promise<Page> {
    const asked: readonly unknown[] = Array.isArray(named) ? named : [named];
    const own = schoolsOfPosts(me.actor).filter((urn) => asked.includes(urn));
    const names = await this.work.run(me.actor, me.area, (tx) => this.schools.names(tx));
    return page('journeys/files/declared.njk', declarationReceipt(own, names));
  }

  private journey({ actor, area }: SignedIn): FileJourney {
    return {
      ...{ sheet: DECLARATION_SHEET, path: '/files/declarations' },
      template: {
        ...{ path: '/files/declarations', called: 'declarations' },
        take: () => this.work.atOneMoment(actor, area, (tx) => this.importer.template(tx)),
      },
      bring: { template: 'journeys/files/declarations.njk', view: declarationsView() },
      preview: {
        template: 'journeys/files/declaration-preview.njk',
        view: (read) =>
          this.work.run(actor, area, async (tx) => {
            const plan = await this.importer.preview(tx, read);
            const offering = new Set<string>();
            for (const { urn } of plan.words)
              if ((await this.offers.ofSchool(tx, urn)).some(({ standing }) => standing)) offering.add(urn);
            const world = { themes: await this.settings.themes(tx), names: await this.schools.names(tx) };
            return declarationPreview(plan, { ...world, offering });
          }),
      },
      import: async (named, repeat) => {
        const { schools } = await this.importer.execute(actor, area, named, repeat);
        return `/files/declarations/imported?${schools.map((each) => `school=${each}`).join('&')}`;
      },
    };
  }
}
