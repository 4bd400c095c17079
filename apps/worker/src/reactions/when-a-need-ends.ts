import type { LapseProposals } from '@app/brokerage';
import type { NeedId } from '@app/kernel';
import type { JobInHand, Lookup } from '@app/platform';
import { areaOf, subjectOf } from '../jobs/area-of-job.js';

/** A need that is withdrawn or closed asks nobody any more: its proposals lapse and their days go back. */
export function whenANeedEnds(lapse: LapseProposals, lookup: Lookup) {
  return async (job: JobInHand): Promise<void> => {
    const need = subjectOf<NeedId>(job, 'need');
    await lapse.ofNeed(await areaOf(lookup, need), need);
  };
}
