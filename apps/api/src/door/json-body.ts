import type { NextFunction, Request, Response } from 'express';
import express from 'express';
import { HttpException } from '@nestjs/common';
import { BadInput } from '@app/kernel';
import { parseStrictJson } from './strict-json.js';

const LIMIT = '256kb';
const WRITES = new Set(['POST', 'PUT', 'PATCH']);

const PATIENCE_MS = 10_000;

/**
 * JSON and nothing else, uncompressed: a body that grows while it is read never gets the chance.
 *
 * @param withinMs how long a caller may take to send it: one byte a second holds no connection.
 */
export function jsonBody(withinMs = PATIENCE_MS) {
  const read = express.raw({ type: 'application/json', limit: LIMIT, inflate: false });
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!WRITES.has(request.method)) {
      next();
      return;
    }
    const charset = /charset=([^;]+)/i
      .exec(request.headers['content-type'] ?? '')?.[1]
      ?.trim()
      .toLowerCase();
    if (
      !request.is('application/json') ||
      (charset !== undefined && charset !== 'utf-8' && charset !== '"utf-8"')
    ) {
      next(new HttpException('Send JSON in UTF-8, as application/json.', 415));
      return;
    }
    let waiting = true;
    const tooSlow = setTimeout(() => {
      waiting = false;
      response.setHeader('Connection', 'close');
      response.once('finish', () => request.destroy());
      next(new HttpException('The body took too long to arrive.', 408));
    }, withinMs);
    // Express hands over its own request; the body reader's type speaks of Node's.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
    read(request, response, (error?: unknown) => {
      clearTimeout(tooSlow);
      if (!waiting) return;
      if (error) {
        next(asAnswer(error));
        return;
      }
      try {
        request.body = parseStrictJson(request.body as Buffer);
        if (typeof request.body !== 'object' || request.body === null || Array.isArray(request.body)) {
          throw new BadInput([{ path: '', message: 'The body must be an object' }]);
        }
        next();
      } catch (refused) {
        next(refused);
      }
    });
  };
}

function asAnswer(error: unknown): HttpException {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 400;
  if (status === 413) return new HttpException(`The body is larger than ${LIMIT}.`, 413);
  if (status === 415) return new HttpException('Send the body uncompressed.', 415);
  return new HttpException('The body could not be read.', 400);
}
