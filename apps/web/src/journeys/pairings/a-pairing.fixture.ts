import {
  AgreeAgenda,
  Agreements,
  AnswerOffer,
  AnswerSounding,
  DecideProposal,
  DraftAgenda,
  MakeProposal,
  MatchRuns,
  NeedCandidates,
  RequestMatchRun,
  SoundOut,
} from '@app/brokerage';
import { UnitOfWork } from '@app/platform';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { MARLOWE, type BrokerageHouse } from '../../../../../test/factories/a-brokerage-house.js';

interface Yes {
  readonly proposal: string;
  readonly request: string;
}

/** Marlowe was sounded out for Eastmarsh and said yes, not knowing whom it is for. @param offers as for `aPairing`. */
export async function aYes(house: BrokerageHouse, offers = true): Promise<Yes> {
  if (offers) await house.offer(MARLOWE);
  const { id: needId } = await house.namedOpenNeed();
  const [broker, head] = [await house.as('broker'), await house.as('head')];
  const asking = house.get(UnitOfWork);
  const { id: run } = await house.get(RequestMatchRun).execute(broker, NORTH, { needIds: [needId] });
  await house.finish(run);
  await asking.run(broker, NORTH, (tx) => house.get(MatchRuns).progress(tx, run));
  const listed = await asking.run(broker, NORTH, (tx) => house.get(NeedCandidates).ofNeed(tx, needId));
  const offer = listed.candidates[0]?.offer as never;
  const { reference: proposal } = await house
    .get(MakeProposal)
    .execute(broker, NORTH, { run, need: needId, offer });
  const { version } = await seen(house, proposal);
  const request = await house.get(SoundOut).execute(broker, NORTH, { proposal, version });
  await house.get(AnswerSounding).execute(head, NORTH, { request, version: 1, answer: 'yes' });
  return { proposal, request };
}

/** Eastmarsh accepts what Marlowe said yes to, and the broker decides it. @returns the pairing's reference. */
export async function decided(house: BrokerageHouse, { proposal }: Yes, kind = 'support'): Promise<string> {
  const [broker, asker] = [await house.as('broker'), await house.as('asker')];
  const support = (await seen(house, proposal)).offer?.reference ?? '';
  await house.get(AnswerOffer).execute(asker, NORTH, { offer: support, version: 1, answer: 'accept' });
  const { version } = await seen(house, proposal);
  const asked = { proposal, version, outcome: 'agreed', kind };
  return (await house.get(DecideProposal).execute(broker, NORTH, asked)).pairing ?? '';
}

const seen = (house: BrokerageHouse, proposal: string) =>
  house.asking('broker', (tx) => house.get(Agreements).proposal(tx, proposal));

/**
 * Marlowe supports Eastmarsh, agreed in principle.
 *
 * @param offers whether Marlowe still has to say that it would. @returns the pairing's reference.
 */
export async function aPairing(house: BrokerageHouse, offers = true, kind = 'support'): Promise<string> {
  return decided(house, await aYes(house, offers), kind);
}

/** Its agenda is agreed by all three. */
export async function makeActive(house: BrokerageHouse, pairing: string): Promise<void> {
  const [head, asker, broker] = [await house.as('head'), await house.as('asker'), await house.as('broker')];
  await house.get(DraftAgenda).execute(head, NORTH, {
    ...{ pairing, version: null, purpose: 'One system for attendance.', inclusion: 'SEN support first.' },
    ...{ exitRule: 'At Easter.', confidentiality: 'What we see in lessons.', cadenceDays: 10 },
    objectives: [
      {
        ...{ aim: 'Fewer miss one in ten', measure: 'Persistent absence', baseline: '24%' },
        ...{ target: '18 to 20%', due: '2027-07-16' },
      },
    ],
  });
  for (const [at, who] of [head, asker, broker].entries())
    await house.get(AgreeAgenda).execute(who, NORTH, { pairing, version: at + 1 });
}
