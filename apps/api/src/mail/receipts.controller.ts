import { createHash, timingSafeEqual } from 'node:crypto';
import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { NotSignedIn, Public } from '@app/http';
import { NoteBounce } from '@app/identity';
import { BadInput, NotFound } from '@app/kernel';
import type { Request } from 'express';

/** The bearer token that GOV.UK Notify was told; null: this installation takes no receipts. */
export const RECEIPT_TOKEN = Symbol('receipt token');
export const RECEIPTS_PATH = '/mail/receipts';

/** Where GOV.UK Notify says what became of a mail. No part of the API: its caller is a carrier, with a token of its own. */
@Controller('mail')
export class ReceiptsController {
  constructor(
    @Inject(NoteBounce) private readonly bounces: NoteBounce,
    @Inject(RECEIPT_TOKEN) private readonly token: string | null,
  ) {}

  /** Anything it says that we do not know is no fault of its own: it would only be sent again. */
  @Public()
  @Post('receipts')
  @HttpCode(204)
  async take(@Body() body: unknown, @Req() request: Request): Promise<void> {
    if (this.token === null) throw new NotFound();
    if (!isSame(request.headers.authorization, `Bearer ${this.token}`)) throw new NotSignedIn();
    const { reference, status } = (body ?? {}) as Record<string, unknown>;
    if (typeof status !== 'string')
      throw new BadInput([{ path: '/status', message: 'Say what became of the mail' }]);
    if (typeof reference === 'string') await this.bounces.receipt(reference, status, request.requestId);
  }
}

/** Compared by their hashes, in constant time, whatever their length. */
function isSame(given: string | undefined, wanted: string): boolean {
  const [ours, theirs] = [wanted, given ?? ''].map((text) => createHash('sha256').update(text).digest());
  return ours !== undefined && theirs !== undefined && timingSafeEqual(ours, theirs);
}
