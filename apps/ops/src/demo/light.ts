import { AskLight, LightSteps } from '@app/brokerage';
import { addDays } from '@app/kernel';
import type { County } from './county.js';

/** A day or less: one that waits for Marlowe's answer, one that both schools agreed. */
export async function seedLight(county: County): Promise<void> {
  const { rooms, area, today } = county;
  const [asker, helper] = [await county.as('asker'), await county.as('helper')];
  await rooms.get(AskLight).execute(asker, area, {
    ...{ own: '990005', other: '990013', way: 'asks', halfDays: 1 },
    ...{ purpose: 'Watch your weekly attendance meeting and ask about it' },
    ...{ contact: 'Grace Okoro, head, 01632 960105', onDay: addDays(today, 4) },
  });
  const offered = await rooms.get(AskLight).execute(helper, area, {
    ...{ own: '990013', other: '990005', way: 'offers', halfDays: 0 },
    ...{ purpose: 'An hour on the phone about the first-day calls' },
    ...{ contact: 'Daniel Fry, head, 01632 960113', onDay: addDays(today, 10) },
  });
  await rooms.get(LightSteps).answer(asker, area, { pairing: offered, version: 1, yes: true });
}
