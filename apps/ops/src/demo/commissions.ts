import { Commissions, DraftCommission } from '@app/brokerage';
import { addDays } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { Needs } from '@app/profiles';
import type { County } from './county.js';

/** Help from outside is drafted for the first request that the run left without anybody, and waits for the chair. */
export async function seedCommissions(county: County): Promise<void> {
  const { rooms, area, today } = county;
  const adviser = await county.as('osei');
  const [first] = await rooms.get(UnitOfWork).run(adviser, area, (tx) => rooms.get(Commissions).wanted(tx));
  if (first === undefined) return;
  const { owner } = await rooms
    .get(UnitOfWork)
    .run(adviser, area, (tx) => rooms.get(Needs).summary(tx, first.need));
  if (!owner) return;
  await rooms.get(DraftCommission).execute(await county.as(county.keyOf(owner.id)), area, {
    need: first.need,
    specification: 'Six days with the leads of the school, in person, until they go on by themselves.',
    routesTried: 'The run lists nobody, and both hubs of the county were asked in the last fortnight.',
    deliverables: ['A plan that the leads wrote themselves', 'Two sessions with all staff', 'A short report'],
    ...{ deliverBy: addDays(today, 150), supplier: 'Ashdown Learning', funder: 'The council' },
    ...{ pence: 360_000, halfDays: 12 },
  });
}
