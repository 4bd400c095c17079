import { RuleBroken, type LocalDate } from '@app/kernel';
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

/** The last day on which the supporter's days are held for it (C-5); null where no clock runs. */
export async function heldUntil(tx: Tx, proposal: string): Promise<LocalDate | null> {
  const [row] = await tx.query<{ due: LocalDate }>(
    `select to_char(d.due_on, 'YYYY-MM-DD') as due from brokerage.deadline d
     where ${inArea(tx, 'd')} and d.subject_id = $1 and d.clock = 'C-5' and d.state = 'open'`,
    [proposal],
  );
  return row?.due ?? null;
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
