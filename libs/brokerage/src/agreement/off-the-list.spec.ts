import fc from 'fast-check';
import { Client } from 'pg';
import { NORTH } from '../../../../test/factories/an-area.js';
import { MARLOWE } from '../../../../test/factories/a-brokerage-house.js';
import { moveProposal, PROPOSAL_STATES, type ProposalState } from '../proposal/proposal.lifecycle.js';
import { AnAgreement } from './an-agreement.fixture.js';
import { AnswerOffer } from './answer-offer.js';
import { AnswerSounding } from './answer-sounding.js';
import { LapseProposals } from './lapse-proposals.js';

/** As PRODUCT lists them. */
const LISTED: readonly (readonly [ProposalState, ProposalState])[] = [
  ...(['sounding_out', 'vetoed', 'lapsed'] as const).map((to) => ['proposed', to] as const),
  ...(['supporter_accepted', 'declined_by_supporter', 'vetoed', 'lapsed'] as const).map(
    (to) => ['sounding_out', to] as const,
  ),
  ...(['school_accepted', 'declined_by_school', 'vetoed', 'lapsed'] as const).map(
    (to) => ['supporter_accepted', to] as const,
  ),
  ...(['decided', 'vetoed', 'lapsed'] as const).map((to) => ['school_accepted', to] as const),
];

describe('the moves of a proposal (B01)', () => {
  it('are those of the list and no other', () => {
    const state = fc.constantFrom(...PROPOSAL_STATES);
    fc.assert(
      fc.property(state, state, (from, to) => {
        const move = (): ProposalState => moveProposal(from, to);
        if (LISTED.some((each) => each[0] === from && each[1] === to)) expect(move()).toBe(to);
        else expect(move).toThrow(/cannot become/);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** One story on one house: at each step, every move that is not its turn. */
describe('a move that is not on the list (B01)', () => {
  let the: AnAgreement;
  let request = '';
  let offer = '';
  beforeAll(async () => {
    the = await AnAgreement.open();
  });
  afterAll(() => the.close());

  const sound = (): Promise<unknown> => the.soundOut();
  const decide = (): Promise<unknown> => the.decide();
  const answer = async (): Promise<unknown> =>
    the.house.get(AnswerSounding).execute(await the.house.as('head', MARLOWE), NORTH, {
      ...{ request, version: (await the.request(request)).version, answer: 'yes' },
    });
  const accept = async (): Promise<unknown> =>
    the.house.get(AnswerOffer).execute(await the.house.as('asker'), NORTH, {
      ...{ offer, version: (await the.offerSeen()).version, answer: 'accept' },
    });
  const refuses = async (moves: readonly (readonly [() => Promise<unknown>, string])[]): Promise<void> => {
    const [before, state] = [await the.bookedBy(), (await the.seen()).state];
    for (const [move, code] of moves) await expect(move()).rejects.toMatchObject({ code });
    expect([await the.bookedBy(), (await the.seen()).state]).toEqual([before, state]);
  };
  const MOVED = 'PROPOSAL_CANNOT_MOVE';
  const EARLY = 'NOT_BOTH_SAID_YES';

  it('is refused of one that is proposed: nobody was asked yet', async () => {
    await refuses([[decide, EARLY]]);
  });

  it('is refused while the supporter is asked: the school has nothing to accept', async () => {
    request = await the.soundOut();
    expect((await the.seen()).offer).toBeNull();
    await refuses([
      [sound, MOVED],
      [decide, EARLY],
    ]);
  });

  it('is refused once the supporter said yes: it holds its days once', async () => {
    await answer();
    offer = (await the.offerSeen()).reference;
    await refuses([
      [sound, MOVED],
      [decide, EARLY],
      [answer, 'REQUEST_CLOSED'],
    ]);
  });

  it('is refused once both said yes', async () => {
    await accept();
    await refuses([
      [sound, MOVED],
      [answer, 'REQUEST_CLOSED'],
      [accept, 'OFFER_CLOSED'],
    ]);
  });

  it('is refused at commit to a broker whose interest began since they were let in (R05)', async () => {
    const { house } = the.house;
    const other = new Client({ connectionString: house.database.superuserUrl });
    await other.connect();
    await other.query(`set session_replication_role = replica`);
    await other.query('begin');
    // As whoever writes an interest does, the person first; and not committed yet.
    await other.query(`select from identity.person where name = 'The broker' for update`);
    await other.query(
      `insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'governor', $1, '2026-01-01' from identity.person where name = 'The broker'`,
      [MARLOWE],
    );
    const deciding = expect(decide()).rejects.toMatchObject({ code: 'TR001' });
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await house.asSuperuser(waits)).length === 0) continue;
    await other.query('commit');
    await deciding;
    await other.query(`delete from identity.interest where kind = 'governor'`);
    await other.end();
    expect([(await the.seen()).state, await the.bookedBy()]).toEqual(['school_accepted', [4, 4]]);
  });

  it('is refused of one that lapsed, and its days went back', async () => {
    the.house.clock.set(new Date('2027-02-01T09:00:00Z'));
    await the.house.get(LapseProposals).overdue(NORTH);
    expect([(await the.seen()).state, await the.bookedBy()]).toEqual(['lapsed', [0, 0]]);
    await refuses([
      [sound, MOVED],
      [decide, EARLY],
      [answer, 'REQUEST_CLOSED'],
      [accept, 'OFFER_CLOSED'],
    ]);
  });
});
