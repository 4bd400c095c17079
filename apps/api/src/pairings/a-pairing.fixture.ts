import { AgreeAgenda, DraftAgenda, Pairings } from '@app/brokerage';
import { UnitOfWork } from '@app/platform';
import { NORTH } from '../../../../test/factories/an-area.js';
import { MARLOWE, type Answered, type ApiHouse, type Persona } from '../an-api-house.fixture.js';

/** An agenda that nothing is wrong with. */
export const AGENDA = {
  purpose: 'A system for attendance that every tutor uses.',
  inclusion: 'Pupils with SEN support are looked at first each week.',
  exitRule: 'When two half-terms in a row are on track, or at Easter.',
  confidentiality: 'What we see in classrooms stays between the two of us.',
  cadenceDays: 10,
  objectives: [
    {
      ...{ aim: 'Fewer pupils miss one session in ten', measure: 'Persistent absence, year 10' },
      ...{ baseline: '24% in autumn 2026', target: '18 to 20%', due: '2027-07-16' },
    },
  ],
};

/** Eastmarsh's need, for which Marlowe was asked and both said yes. @returns the reference of what was agreed in principle. */
export async function agreedInPrinciple(api: ApiHouse): Promise<string> {
  await api.offer('helper', MARLOWE);
  const need = await api.openNeed();
  const run = await api.ask('broker', 'POST', '/api/v1/match-runs', { body: { needs: [need.reference] } });
  await api.finish((run.json as { id: string }).id);
  const body = { need: need.reference, supporter: MARLOWE };
  const proposal = `/api/v1/proposals/${await madeBy(api.ask('broker', 'POST', '/api/v1/proposals', { body }))}`;
  const { request } = (await onward(api, 'broker', proposal, 'sound-out', {})) as {
    request: { reference: string };
  };
  await onward(api, 'helper', `/api/v1/requests/${request.reference}`, 'answer', { answer: 'yes' });
  const { offer } = (await api.ask('broker', 'GET', proposal)).json as { offer: { reference: string } };
  await onward(api, 'asker', `/api/v1/offers/${offer.reference}`, 'answer', { answer: 'accept' });
  const agreed = { outcome: 'agreed', reason: 'Both schools want it.' };
  const made = (await onward(api, 'broker', proposal, 'decision', agreed)) as { pairing: string };
  return made.pairing;
}

/** The same, with its agenda agreed by both heads and the broker. @param known one that is agreed in principle. */
export async function activePairing(api: ApiHouse, known?: string): Promise<string> {
  const pairing = known ?? (await agreedInPrinciple(api));
  await api
    .get(DraftAgenda)
    .execute(await api.actorOf('helper'), NORTH, { pairing, version: null, ...AGENDA });
  for (const who of ['helper', 'asker', 'broker'] as const) {
    const actor = await api.actorOf(who);
    const { agenda } = await api
      .get(UnitOfWork)
      .run(actor, NORTH, (tx) => api.get(Pairings).one(tx, pairing));
    await api.get(AgreeAgenda).execute(actor, NORTH, { pairing, version: agenda?.version ?? 0 });
  }
  return pairing;
}

/** From the version that stands. */
async function onward(
  api: ApiHouse,
  who: Persona,
  path: string,
  step: string,
  body: unknown,
): Promise<unknown> {
  const etag = (await api.ask(who, 'GET', path)).headers.get('etag') ?? '';
  return taken(api.ask(who, 'POST', `${path}/${step}`, { body, headers: { 'If-Match': etag } }));
}

async function madeBy(asked: Promise<Answered>): Promise<string> {
  return ((await taken(asked)) as { reference: string }).reference;
}

async function taken(asked: Promise<Answered>): Promise<unknown> {
  const answer = await asked;
  if (answer.status >= 400) throw new Error(answer.text);
  return answer.json as unknown;
}
