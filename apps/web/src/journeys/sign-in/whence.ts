import type { Visitor } from '@app/http';
import type { Request } from 'express';

/** For counting: where a try comes from is kept beside no person. */
export function whence(
  { ip = 'unknown' }: Request,
  { requestId }: Visitor,
): { address: string; requestId: string } {
  return { address: ip, requestId };
}
