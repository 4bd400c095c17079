import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AuditTrail } from '@app/audit';
import { Drain, withBearer, withDenials, withRequestId } from '@app/http';
import { Actors, ALLOWANCES, Clients, CountRequest, Tokens } from '@app/identity';
import { Log, Lookup, NestLog, UnitOfWork } from '@app/platform';
import { ApiModule, type ApiOptions } from './api.module.js';
import { counted } from './door/counted.js';
import { jsonBody } from './door/json-body.js';
import { bareHeaders, knownMethods, speaksJson } from './door/methods.js';
import { ProblemFilter } from './door/problem.filter.js';
import { RECEIPTS_PATH } from './mail/receipts.controller.js';
import type { NextFunction, Request, Response } from 'express';

export type { ApiOptions } from './api.module.js';

/** The JSON API, ready to listen. What a request passes on its way to a handler stands here, in its order. */
export async function createApi(options: ApiOptions, drain = new Drain()): Promise<NestExpressApplication> {
  // Nest declares its options as a class and takes literals.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.forRoot(options), {
    bodyParser: false,
    forceCloseConnections: true, // by then the drain has let everybody out; a test has none
    logger: new NestLog(new Log(options.platform.process, options.platform.logLevel)),
  });
  app.use(drain.middleware);
  app.disable('x-powered-by');
  app.set('etag', false); // an ETag here is a record's version, and nothing else
  app.useGlobalFilters(new ProblemFilter(app.get(Log)));
  app.use(withRequestId(app.get(Log)));
  app.use(bareHeaders(options.baseUrl), knownMethods(options.document), speaksJson);
  app.use(withDenials(app.get(UnitOfWork), app.get(AuditTrail, { strict: false }), app.get(Log)));
  const bearer = withBearer(app.get(Tokens), app.get(Clients), app.get(Actors));
  // A carrier's receipts bring a token of their own, which is nobody's here.
  app.use((request: Request, response: Response, next: NextFunction) =>
    request.path === RECEIPTS_PATH ? next() : bearer(request, response, next),
  );
  app.use(counted(new CountRequest(app.get(Lookup), options.allowances ?? ALLOWANCES)));
  app.use(jsonBody(options.readWithinMs));
  return app;
}
