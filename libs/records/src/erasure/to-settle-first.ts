import type { PersonId } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';

/** What keeps somebody from being erased today, each a sentence; empty where nothing does. */
export async function toSettleFirst(tx: Tx, person: PersonId): Promise<readonly string[]> {
  const [row] = await tx.query<{ held: boolean; only_chair: boolean; needs: string[]; pairings: string[] }>(
    `select exists (select from records.legal_hold h where ${inArea(tx, 'h')} and h.person_id = $1 and h.lifted_at is null) as held,
       exists (select from identity.appointment a where ${inArea(tx, 'a')} and a.person_id = $1 and a.role = 'chair' and a.state = 'active')
         and not exists (select from identity.appointment a where ${inArea(tx, 'a')} and a.person_id <> $1 and a.role = 'chair' and a.state = 'active') as only_chair,
       array(select n.reference from profiles.need n where ${inArea(tx, 'n')} and $1 in (n.owner_person_id, n.adviser_person_id)
         and n.state not in ('met', 'not_pursued', 'withdrawn') order by 1) as needs,
       array(select p.reference from brokerage.pairing p where ${inArea(tx, 'p')} and p.gardener_person_id = $1
         and p.state not in ('closed', 'evaluated', 'not_started') order by 1) as pairings`,
    [person],
  );
  const work = [...(row?.needs ?? []), ...(row?.pairings ?? [])];
  return [
    ...(row?.held ? ['They are under a legal hold: it is lifted first.'] : []),
    ...(row?.only_chair ? ['They are the only chair: another is appointed first.'] : []),
    ...(work.length > 0 ? [`They have in hand: ${work.join(', ')}. Give these to somebody else first.`] : []),
  ];
}
