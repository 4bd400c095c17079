import type { SendReset } from '@app/identity';
import type { JobInHand } from '@app/platform';
import { subjectOf } from '../jobs/area-of-job.js';

/** Only here is it known whether an address was anybody's: then a mail is written, else nothing happens. */
export function whenAPasswordIsForgotten(send: SendReset, linkKey: Buffer) {
  return async (job: JobInHand): Promise<void> => {
    await send.execute(subjectOf<string>(job, 'reset'), linkKey);
  };
}
