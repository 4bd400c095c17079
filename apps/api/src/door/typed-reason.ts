import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { BadInput } from '@app/kernel';
import type { Request } from 'express';

/** Why an officer reads what is sensitive, percent-encoded in `X-Reason`: addresses are logged on the way, this is not. */
export const TypedReason = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const sent = context.switchToHttp().getRequest<Request>().get('x-reason');
  if (sent === undefined) return null;
  try {
    const reason = decodeURIComponent(sent);
    if (reason.isWellFormed() && !reason.includes('\0') && reason.length <= 1_000) return reason;
  } catch {
    // Said below, as every other fault is.
  }
  throw new BadInput([
    { path: 'X-Reason', message: 'Send the reason percent-encoded, 1,000 characters at most' },
  ]);
});
