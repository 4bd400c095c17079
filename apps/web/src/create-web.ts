import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AuditTrail } from '@app/audit';
import { Drain, withDenials, withRequestId, withSession } from '@app/http';
import { Actors, Sessions } from '@app/identity';
import { Log, NestLog, UnitOfWork } from '@app/platform';
import compression from 'compression';
import type { Request, Response } from 'express';
import { postedTokens } from './journeys/register-import/posted-token.js';
import { serveAssets } from './layout/assets.js';
import { flatForms } from './layout/flat-form.js';
import { noOrder } from './layout/no-order.js';
import { freshNonce, protectiveHeaders } from './layout/headers.js';
import { WebModule, type WebOptions } from './web.module.js';

/** The pages, ready to listen. What a request passes on its way to a handler stands here, in its order. */
export async function createWeb(options: WebOptions, drain = new Drain()): Promise<NestExpressApplication> {
  // Nest declares its options as a class and takes literals.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  const app = await NestFactory.create<NestExpressApplication>(WebModule.forRoot(options), {
    bodyParser: false,
    forceCloseConnections: true, // by then the drain has let everybody out; a test has none
    logger: new NestLog(new Log(options.platform.process, options.platform.logLevel)),
  });
  app.use(drain.middleware);
  app.disable('x-powered-by');
  app.use(withRequestId(app.get(Log)));
  app.use(freshNonce, protectiveHeaders(options.layout.baseUrl));
  app.use(compression({ filter: mayCompress }));
  app.use('/assets', serveAssets(options.layout.assets));
  app.use(noOrder(), flatForms(), postedTokens());
  app.use(withDenials(app.get(UnitOfWork), app.get(AuditTrail, { strict: false }), app.get(Log)));
  app.use(withSession(options.layout, app.get(Sessions), app.get(Actors)));
  return app;
}

/** Events must leave when they happen, not when a block is full. */
function mayCompress(request: Request, response: Response): boolean {
  const type = String(response.getHeader('Content-Type') ?? '');
  return !type.startsWith('text/event-stream') && compression.filter(request, response);
}
