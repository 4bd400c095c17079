import { join } from 'node:path';
import {
  type Provider,
  Body,
  Controller,
  Get,
  Module,
  Param,
  Post,
  Sse,
  type MessageEvent,
  type Type,
} from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Public, withRequestId } from '@app/http';
import { NotAllowed, NotFound, RuleBroken, StaleVersion, Unavailable } from '@app/kernel';
import { Log, Lookup } from '@app/platform';
import { IsNotEmpty, MaxLength } from 'class-validator';
import type { Observable } from 'rxjs';
import { download, formPage, page, printed, seeOther, type Answer } from './answers.js';
import { eventStream } from './event-stream.js';
import { serveAssets } from './assets.js';
import { flatForms } from './flat-form.js';
import { freshNonce, protectiveHeaders } from './headers.js';
import { LayoutModule } from './layout.module.js';
import { readForm } from './read-form.js';

const ROOT = join(__dirname, '../../../..');
export const TEMPLATE_FOLDERS = [
  join(ROOT, 'apps/web/src'),
  join(ROOT, 'node_modules/govuk-frontend/dist'),
  join(ROOT, 'node_modules/@ministryofjustice/frontend'),
];

class ToldForm {
  @IsNotEmpty({ message: 'Enter what you have already tried' })
  @MaxLength(20, { message: 'Keep it under 20 characters' })
  tried!: string;
}

const REFUSALS: Readonly<Record<string, () => Error>> = {
  rule: () => new RuleBroken('SAME_TRUST', 'Harbour School shares a trust with Eastmarsh Academy.'),
  refused: () => new NotAllowed('INTERESTED', 'You have an interest in Marlowe School.'),
  stale: () => new StaleVersion(),
  away: () => new Unavailable('DATABASE_AWAY', 'The database does not answer.', 30),
  bug: () => new Error('secret detail of the inside'),
};

/** One route for each kind of answer that a handler can give. */
@Public()
@Controller('try')
class TryController {
  @Get('page')
  page(): Answer {
    return page('journeys/information/help.njk', { title: 'A <b>title</b>' });
  }
  @Get('form')
  form(): Answer {
    return formPage('layout/form.fixture.njk', { title: 'Tell us' }, null);
  }
  @Post('form')
  send(@Body() body: unknown): Answer {
    const read = readForm(ToldForm, body);
    if (!read.ok) return formPage('layout/form.fixture.njk', { title: 'Tell us' }, read.errors, read.values);
    return seeOther('/try/page');
  }
  @Get('file')
  file(): Answer {
    return download('needs – autumn.csv', 'text/csv; charset=utf-8', Buffer.from('\ufeffa,b\r\n'));
  }
  @Get('paper')
  paper(): Answer {
    const help = page('journeys/information/help.njk', { title: 'Help on paper' });
    return printed('help.pdf', help, '/try/page');
  }
  @Sse('events')
  events(): Observable<MessageEvent> {
    let done = 0;
    return eventStream(
      () => Promise.resolve({ done: ++done, total: 3, sentence: `${done} of 3`, over: done === 3 }),
      { everyMs: 5 },
    );
  }
  @Get(':kind')
  refuse(@Param('kind') kind: string): never {
    throw (REFUSALS[kind] ?? (() => new NotFound()))();
  }
}

/** Pages without a database: for what the layout itself promises. Journeys are tested against the whole service. */
export async function pageServer(
  assets: string,
  controllers: Type[] = [],
  providers: Provider[] = [],
  chromium: string | null = null,
): Promise<NestExpressApplication> {
  const ground = [
    { provide: Lookup, useValue: { call: () => Promise.resolve([DOWNLAND]) } },
    { provide: Log, useValue: new Log('web', 'silent') },
  ];
  @Module({ providers: ground, exports: ground })
  class Ground {}
  const layout = {
    baseUrl: 'http://127.0.0.1',
    sessionSecret: 'of the test',
    templates: TEMPLATE_FOLDERS,
    assets,
    chromium,
  };
  const module = await Test.createTestingModule({
    imports: [{ module: Ground, global: true }, LayoutModule.forRoot(layout)],
    controllers: [TryController, ...controllers],
    providers,
  }).compile();
  // Nest declares its options as a class and takes literals.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  const app = module.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: false });
  app.use(withRequestId(module.get(Log)), freshNonce, protectiveHeaders(layout.baseUrl), flatForms());
  app.use('/assets', serveAssets(assets));
  await app.listen(0, '127.0.0.1');
  return app;
}

const DOWNLAND = {
  id: '00000000-0000-4000-8000-000000000001',
  code: 'downland',
  name: 'Downland',
  demo: true,
};
