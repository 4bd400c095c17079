import type { Post, SendMail } from '@app/identity';
import type { JobInHand, Log, Lookup } from '@app/platform';
import { areaOf, subjectOf } from './area-of-job.js';

/** One mail whose time has come leaves; one whose time has not stays, and the sweep brings it again. */
export function sendMail(send: SendMail, post: Post, lookup: Lookup, log: Log) {
  return async (job: JobInHand): Promise<{ end: string }> => {
    const mail = subjectOf<string>(job, 'mail');
    const end = await send.execute(await areaOf(lookup, mail), mail, post);
    if (end === 'bounced' || end === 'failed') log.warn('mail did not arrive', { mail, end });
    return { end };
  };
}
