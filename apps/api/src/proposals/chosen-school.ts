import { NotFound, parseUrn, RuleBroken, type MatchRunId, type OfferId } from '@app/kernel';
import type { NeedCandidatesView } from '@app/brokerage';

export interface Choice {
  readonly run: MatchRunId;
  readonly offer: OfferId;
}

/**
 * What the latest run says about the school that somebody chose.
 *
 * @param run the run that the caller saw, where they say so.
 * @throws RuleBroken NO_RUN, RUN_SUPERSEDED, OWN_SCHOOL, or with the code of the rule that refused the school; NotFound.
 */
export function choiceOf(
  { run, candidates, refused }: NeedCandidatesView,
  asker: string,
  supporter: string,
  seen: string | null,
): Choice {
  const urn = parseUrn(supporter);
  if (urn === null) throw new NotFound();
  if (urn === asker) throw new RuleBroken('OWN_SCHOOL', 'A school cannot support itself.');
  if (!run) throw new RuleBroken('NO_RUN', 'No run has looked at this need yet.');
  if (seen !== null && seen !== run.reference)
    throw new RuleBroken('RUN_SUPERSEDED', `${run.reference} has looked at this need since.`);
  const candidate = candidates.find((each) => each.urn === urn);
  if (candidate) return { run: run.id, offer: candidate.offer };
  const because = refused.find((each) => each.urn === urn)?.because[0];
  if (!because) throw new NotFound();
  throw new RuleBroken(because.code, because.sentence);
}
