import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { sessionCookie, setVisitor, visitorOf, type CookieSettings } from '@app/http';
import type { Request, Response as HttpResponse } from 'express';
import { mergeMap, type Observable } from 'rxjs';
import { Download, Elsewhere, Page, Printed, SeeOther } from './answers.js';
import { PdfAnswers } from './pdf-answers.js';
import { PagePrinter } from './page-printer.js';
import { COOKIES } from './tokens.js';

/**
 * Turns what handlers return into answers. A web `Response` carries its own status through Nest, so that no handler
 * needs to hold the response. Streams of events and health checks pass through untouched.
 */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    @Inject(PagePrinter) private readonly printer: PagePrinter,
    @Inject(PdfAnswers) private readonly pdfs: PdfAnswers,
    @Inject(COOKIES) private readonly cookies: CookieSettings,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next
      .handle()
      .pipe(
        mergeMap(async (returned: unknown) =>
          this.answer(returned, http.getRequest<Request>(), http.getResponse<HttpResponse>()),
        ),
      );
  }

  private async answer(returned: unknown, request: Request, response: HttpResponse): Promise<unknown> {
    if (returned instanceof Printed)
      return this.answer(await this.pdfs.of(returned, request, response), request, response);
    if (returned instanceof Page) {
      const { status = 200, headers, session } = returned.options;
      if (session !== undefined) {
        // Its forms belong to the session that the browser holds from now on.
        setVisitor(request, { ...visitorOf(request), sessionId: session });
        response.appendHeader('Set-Cookie', sessionCookie(this.cookies, session));
      }
      const html = await this.printer.print(returned, request, response);
      return new Response(html, {
        status,
        headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' },
      });
    }
    if (returned instanceof SeeOther) {
      if (returned.session !== null)
        response.appendHeader('Set-Cookie', sessionCookie(this.cookies, returned.session));
      return new Response(null, { status: 303, headers: { Location: returned.path } });
    }
    if (returned instanceof Elsewhere)
      return new Response(null, { status: 303, headers: { Location: returned.address.href } });
    if (returned instanceof Download) return fileOf(returned);
    return returned;
  }
}

function fileOf({ name, type, bytes, headers }: Download): Response {
  const plain = name.replace(/[^A-Za-z0-9._-]/g, '-');
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...headers,
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}
