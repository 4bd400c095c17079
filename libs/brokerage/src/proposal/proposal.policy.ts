import type { FactColumns, Resource, SchoolUrn } from '@app/kernel';
import type { NeedCase } from '@app/profiles';

export interface ProposalStages {
  readonly askerUrn: string;
  readonly supporterUrn: string;
  readonly soundedAt: Date | null;
  readonly supporterYesAt: Date | null;
  readonly namesOpenAt: Date | null;
}

/**
 * What a decision may know of a proposal. Each side appears from the stage that opens it to that side: the supporter once
 * it is sounded out, the asking school once the supporter said yes.
 */
export function proposalResource(proposal: ProposalStages, need?: Pick<NeedCase, 'resource'>): Resource {
  const [asker, supporter] = [proposal.askerUrn as SchoolUrn, proposal.supporterUrn as SchoolUrn];
  return {
    schools: [asker, supporter],
    namesOpen: proposal.namesOpenAt !== null,
    ...(need?.resource.assigned === undefined ? {} : { assigned: need.resource.assigned }),
    ...(proposal.soundedAt === null ? {} : { supporting: supporter }),
    ...(proposal.supporterYesAt === null ? {} : { supported: asker }),
  };
}

/** The facts of one side alone: the other side's page of the same proposal is not there for it. */
export function sideResource(proposal: ProposalStages, side: 'supporting' | 'supported'): Resource {
  const { schools = [], supporting, supported } = proposalResource(proposal);
  const own = side === 'supporting' ? supporting : supported;
  return { schools, ...(own === undefined ? {} : { [side]: own }) };
}

/**
 * Whose heads find an act of one side in their log. The log says who acted, so until the names are open it is that side
 * alone: a name would tell the supporter who asks, or the school that asks whom it might be (I-35).
 */
export function toldOf(proposal: ProposalStages, side: 'supporting' | 'supported'): SchoolUrn[] {
  const [asker, supporter] = [proposal.askerUrn as SchoolUrn, proposal.supporterUrn as SchoolUrn];
  if (proposal.namesOpenAt !== null) return [asker, supporter];
  return [side === 'supporting' ? supporter : asker];
}

/** The same facts as columns of `brokerage.proposal p`: a list holds exactly what asking for one would give. */
export const PROPOSAL_COLUMNS: FactColumns = {
  schools: 'array[p.asker_urn, p.supporter_urn]',
  namesOpen: 'p.names_open_at is not null',
  supporting: 'case when p.sounded_at is not null then p.supporter_urn end',
  supported: 'case when p.supporter_yes_at is not null then p.asker_urn end',
};
