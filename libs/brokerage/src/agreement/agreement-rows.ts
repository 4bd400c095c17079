import { RuleBroken } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { SupportOfferEntity } from './support-offer.entity.js';

/** @throws RuleBroken NOT_BOTH_SAID_YES where the supporter has said nothing yet. */
export async function offerOf(tx: Tx, proposal: string): Promise<SupportOfferEntity> {
  const offer = await tx.manager
    .createQueryBuilder(SupportOfferEntity, 'o')
    .where('o.proposal_id = :proposal', { proposal })
    .andWhere(inArea(tx, 'o'))
    .getOne();
  if (!offer) throw new RuleBroken('NOT_BOTH_SAID_YES', 'Both schools say yes before it is decided.');
  return offer;
}

/** The latest decision of a proposal waits for a second person: it has no answer yet. */
export const WAITS = `d.needs_second and not exists (
  select 1 from brokerage.approval a where a.area_id = d.area_id and a.decision_id = d.id)`;

/** @throws RuleBroken WAITS_FOR_APPROVAL */
export async function requireNoneWaits(tx: Tx, proposal: string): Promise<void> {
  const [waiting] = await tx.query<{ reference: string }>(
    `select d.reference from brokerage.decision d where ${inArea(tx, 'd')} and d.proposal_id = $1 and ${WAITS}`,
    [proposal],
  );
  if (waiting)
    throw new RuleBroken(
      'WAITS_FOR_APPROVAL',
      `Decision ${waiting.reference} waits for the chair's approval.`,
    );
}
