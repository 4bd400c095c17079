import type { RegisterEvaluation } from '@app/impact';
import type { JobInHand, Lookup } from '@app/platform';
import { areaOf, subjectOf } from '../jobs/area-of-job.js';

/** What both heads and a broker agreed is fixed as what later values are held against. */
export function whenAnAgendaIsAgreed(register: RegisterEvaluation, lookup: Lookup) {
  return async (job: JobInHand): Promise<void> => {
    const pairing = subjectOf(job, 'pairing');
    await register.execute(await areaOf(lookup, pairing), pairing);
  };
}
