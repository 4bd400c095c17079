import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { answeredWith, codeOf, visitorOf } from '@app/http';
import { NotAllowed } from '@app/kernel';
import { Log, sqlState } from '@app/platform';
import type { Request, Response } from 'express';
import { isLocalPath, page } from './answers.js';
import { errorView } from './error-view.js';
import { keptText } from './kept-text.js';
import { PagePrinter } from './page-printer.js';
import { interruptedBy, signInAgainPage } from './sign-in-again.js';

/** Every refusal as a page in words, with the status that `statusOf` gives it. Nothing of a stack leaves the process. */
@Catch()
export class ErrorPages implements ExceptionFilter {
  constructor(
    @Inject(PagePrinter) private readonly printer: PagePrinter,
    @Inject(Log) private readonly log: Log,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    answeredWith(request, error);
    if (response.headersSent) {
      response.end();
      return;
    }
    if (error instanceof NotAllowed && error.code === 'STEP_UP_REQUIRED') {
      const again = signInAgainPage(interruptedBy(request), null, visitorOf(request), true);
      response
        .status(403)
        .type('html')
        .send(await this.printer.print(again, request, response));
      return;
    }
    const view = errorView(error, request.requestId, request.method === 'GET' || request.method === 'HEAD');
    if (view.status === 401 && request.method === 'GET') {
      response.redirect(303, signInPath(request.originalUrl));
      return;
    }
    if (view.status >= 500) this.report(error, request.requestId);
    if (view.retryAfterSeconds !== null) response.setHeader('Retry-After', String(view.retryAfterSeconds));
    response
      .status(view.status)
      .type('html')
      .send(await this.print(view, request, response));
  }

  private async print(
    view: ReturnType<typeof errorView>,
    request: Request,
    response: Response,
  ): Promise<string> {
    const kept = view.status === 401 || view.status === 403 || view.status === 503 ? keptText(request) : [];
    const signIn = view.status === 401 ? signInPath(request.originalUrl) : null;
    return this.printer.print(page('layout/error-page.njk', { ...view, kept, signIn }), request, response);
  }

  private report(error: unknown, requestId: string): void {
    const name = error instanceof Error ? error.name : 'unknown';
    this.log.error('unexpected', {
      ...{ request: requestId, error: name, code: codeOf(error), state: sqlState(error) },
    });
  }
}

/** Back to where they were, after signing in; only within this site. */
function signInPath(wanted: string): string {
  return wanted !== '/' && isLocalPath(wanted) ? `/sign-in?next=${encodeURIComponent(wanted)}` : '/sign-in';
}
