import { AgreeAgenda, ClosePairing, DraftAgenda, Pairings } from '@app/brokerage';
import { RegisterEvaluation } from '@app/impact';
import { NORTH } from '../../../../../test/factories/an-area.js';
import type { BrokerageHouse } from '../../../../../test/factories/a-brokerage-house.js';

/** Its agenda is agreed with one figure fixed, and the work is over: nobody has said yet what changed. */
export async function agreedAndClosed(area: BrokerageHouse, pairing: string): Promise<void> {
  const seen = () => area.asking('broker', (tx) => area.get(Pairings).one(tx, pairing));
  await area.get(DraftAgenda).execute(await area.as('head'), NORTH, {
    ...{ pairing, version: null, purpose: 'One system.', inclusion: 'SEN support first.' },
    ...{ exitRule: 'At Easter.', confidentiality: 'What we see.', cadenceDays: 10 },
    objectives: [
      {
        ...{ aim: 'Fewer miss one in ten', measure: 'Persistent absence', baseline: '31.2%' },
        ...{ target: '24 to 27%', due: '2027-07-16', figure: '31.2', of: '340' },
        ...{ period: 'autumn 2026', source: 'Our register' },
      },
    ],
  });
  for (const who of ['head', 'asker', 'broker'] as const) {
    const version = (await seen()).agenda?.version ?? 0;
    await area.get(AgreeAgenda).execute(await area.as(who), NORTH, { pairing, version });
  }
  await area.get(RegisterEvaluation).execute(NORTH, (await seen()).id);
  const closing = { pairing, version: (await seen()).version, outcome: 'met', summary: 'It is in use.' };
  await area.get(ClosePairing).execute(await area.as('broker'), NORTH, closing);
}
