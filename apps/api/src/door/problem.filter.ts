import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { BadInput, DomainError, type FieldError } from '@app/kernel';
import { answeredWith, codeOf, retryAfterSeconds, statusOf } from '@app/http';
import { sqlState, type Log } from '@app/platform';
import type { Request, Response } from 'express';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
}

/** Every refusal as application/problem+json: a sentence, a code, the fields; never a stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const request = http.getRequest<Request>();
    const { requestId } = request;
    answeredWith(request, error);
    const problem = problemOf(error, requestId, request.method === 'GET' || request.method === 'HEAD');
    if (problem.status >= 500)
      this.log.error('unexpected', {
        request: requestId,
        error: error instanceof Error ? error.name : 'unknown',
        state: sqlState(error),
      });
    const again = retryAfterSeconds(error);
    if (again !== null) response.setHeader('Retry-After', String(again));
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

/** @param reads nothing was sent: what was not changed is no answer to who only wanted to read. */
function problemOf(error: unknown, requestId: string, reads: boolean): Problem {
  const status = statusOf(error);
  const code = codeOf(error);
  return {
    type: `/problems/${code.toLowerCase().replaceAll('_', '-')}`,
    title: titleOf(error, status, reads),
    status,
    code,
    requestId,
    ...(error instanceof BadInput ? { errors: error.errors } : {}),
  };
}

function titleOf(error: unknown, status: number, reads: boolean): string {
  if (error instanceof DomainError) return error.message;
  if (error instanceof HttpException && status < 500 && status !== 404) return error.message;
  if (status === 404) return 'There is nothing here, or it is not yours to see.';
  if (status === 503) return 'Part of the service does not answer. Try again in a moment.';
  return `Something went wrong on our side. ${reads ? 'This could not be read.' : 'Nothing was changed.'}`;
}
