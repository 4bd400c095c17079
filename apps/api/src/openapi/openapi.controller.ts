import { Controller, Get, Inject } from '@nestjs/common';
import { Public } from '@app/http';

/** The published document, as it is sent. */
export const API_DOCUMENT = Symbol('API document');

/** What this API is, for programs and for those who write them. */
@Controller('api/v1')
export class OpenapiController {
  constructor(@Inject(API_DOCUMENT) private readonly document: Record<string, unknown>) {}

  /** This document. It names nobody, so it asks for no token. */
  @Get('openapi.json')
  @Public()
  read(): Record<string, unknown> {
    return this.document;
  }
}
