import type { MatchRunId, NeedId, OfferId } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import {
  BrokerageHouse,
  EASTMARSH,
  MARLOWE,
  QUARRY,
  SALTERN,
  SILENT,
  UPLANDS,
  type Persona,
} from '../../../../test/factories/a-brokerage-house.js';
import { NeedCandidates } from '../candidates/need-candidates.query.js';
import type { NeedCandidatesView } from '../views.js';
import { DeferNeed } from './defer-need.js';
import { MakeProposal, type ProposalToMake } from './make-proposal.js';
import { VetoCandidate } from './veto-candidate.js';

describe('choosing whom to ask', () => {
  let house: BrokerageHouse;
  let need: NeedId;
  let run: MatchRunId;
  const seen = (who: Persona = 'broker', reason: string | null = null): Promise<NeedCandidatesView> =>
    house.asking(who, (tx) => house.get(NeedCandidates).ofNeed(tx, need, reason));
  const offerOf = async (urn: string): Promise<OfferId> =>
    (await seen()).candidates.find((each) => each.urn === urn)!.offer;
  const propose = async (change: Partial<ProposalToMake> = {}, who: Persona = 'broker') => {
    const asked = { run, need, offer: await offerOf(MARLOWE), ...change };
    return house.get(MakeProposal).execute(await house.as(who), NORTH, asked);
  };

  beforeAll(async () => {
    house = await BrokerageHouse.open();
    await house.offer(MARLOWE, {
      themes: [
        {
          ...{ theme: 'att.persistent', depth: 'can_work_alongside', evidence: 'adviser_visit' },
          ...{ howWeKnow: 'Visit in May', on: '2026-05-12' },
        },
      ],
    });
    for (const urn of [SALTERN, UPLANDS, QUARRY]) await house.offer(urn);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    need = await house.openNeed();
    run = await house.run([need]);
  });

  it('lists every candidate with points that sum and a reason for each part, and every other school with its refusal', async () => {
    const { candidates, refused, run: summary } = await seen();
    expect(summary).toMatchObject({ id: run, state: 'complete', policyNumber: 1 });
    expect(candidates.map(({ urn, place }) => [place, urn])).toEqual([
      [1, MARLOWE],
      [2, QUARRY],
      [3, UPLANDS],
    ]);
    for (const { points, parts } of candidates) {
      expect(parts.reduce((sum, part) => sum + (part.points ?? 0), 0)).toBe(points);
      for (const { because } of parts) expect(because).not.toBe('');
    }
    const first = candidates[0]!;
    expect(first).toMatchObject({
      name: 'Marlowe School',
      freeHalfDays: 32,
      planned: true,
      mayNotPropose: null,
    });
    expect(first.parts.find(({ part }) => part === 'reach')?.because).toContain('11.4 km');
    expect(refused).toEqual([
      {
        ...{ urn: SALTERN, name: 'Saltern Academy' },
        because: [
          {
            code: 'SAME_RESPONSIBLE_BODY',
            sentence:
              'Saltern Academy shares a trust or federation with Eastmarsh Academy, so it cannot be proposed.',
          },
        ],
      },
      {
        ...{ urn: SILENT, name: 'Silent School' },
        because: [{ code: 'NO_OFFER', sentence: 'Silent School has not offered support yet.' }],
      },
    ]);
  });

  it('proposes the first without a reason: the need has a school in mind, and the act names both schools', async () => {
    const made = await propose();
    expect(made.reference).toMatch(/^P-2026-\d{3}$/);
    expect(await house.needState(need)).toBe('proposed');
    const [act] = await house.house.asSuperuser<{ act: string; schools: string[] }>(
      `select act, schools from audit.entry where kind = 'act' and entity = $1`,
      [`brokerage.proposal:${made.id}:1`],
    );
    expect(act).toEqual({ act: 'proposal.make', schools: [EASTMARSH, MARLOWE] });
    const after = await seen();
    expect(after.proposals).toMatchObject([
      { reference: made.reference, urn: MARLOWE, place: 1, state: 'proposed', madeBy: 'The broker' },
    ]);
    expect(after.candidates[0]?.mayNotPropose).toBe(`Proposed already: ${made.reference}.`);
    await expect(propose({ offer: after.candidates[0]!.offer })).rejects.toMatchObject({
      code: 'ALREADY_PROPOSED',
    });
  });

  it('asks for a reason where another than the first is chosen, and keeps it', async () => {
    const offer = await offerOf(QUARRY);
    await expect(propose({ offer })).rejects.toMatchObject({ errors: [{ path: 'reason' }] });
    await expect(propose({ offer, reason: ' \u202e ' })).rejects.toMatchObject({
      errors: [{ path: 'reason' }],
    });
    await propose({ offer, reason: 'The head asked for a school with a sixth form.' });
    expect((await seen()).choices).toMatchObject([
      {
        kind: 'propose',
        name: 'Quarry Lane School',
        reason: 'The head asked for a school with a sixth form.',
      },
    ]);
  });

  it('proposes nobody whose days have gone since the run, and says which rule stands in the way', async () => {
    const days = (declared: number): Promise<void> =>
      house.raw(
        `set session_replication_role = replica; update profiles.capacity_window set declared = ${String(declared)} where supporter_urn = '${MARLOWE}'`,
      );
    await days(0);
    await expect(propose()).rejects.toMatchObject({ code: 'NO_DAYS_IN_WINDOW' });
    await days(16);
    expect(await house.needState(need)).toBe('open');
  });

  it('lets nobody propose a school in which they have an interest, nor who is not assigned (I-4)', async () => {
    await house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'governor', '${QUARRY}', '2026-01-01' from identity.person where name = 'The broker'`,
    );
    const offer = await offerOf(QUARRY);
    expect((await seen()).candidates.find(({ urn }) => urn === QUARRY)?.mayNotPropose).toContain('interest');
    await expect(propose({ offer, reason: 'Near.' })).rejects.toMatchObject({ code: 'INTERESTED' });
    await expect(propose({}, 'interestedBroker')).rejects.toMatchObject({
      code: expect.stringMatching(/NOT_/) as string,
    });
    await house.raw(`set session_replication_role = replica; delete from identity.interest`);
  });

  it('rules a school out with a reason: no later run lists it, and its standing proposal ends', async () => {
    await propose();
    const veto = async (reason: string) =>
      house
        .get(VetoCandidate)
        .execute(await house.as('broker'), NORTH, { run, need, supporter: MARLOWE, reason });
    await expect(veto('  ')).rejects.toMatchObject({ errors: [{ path: 'reason' }] });
    await veto('Both heads agreed to wait.');
    expect(await house.needState(need)).toBe('open');
    await house.run([need]);
    const { candidates, refused, proposals } = await seen();
    expect(candidates[0]?.urn).toBe(QUARRY);
    expect(refused.find(({ urn }) => urn === MARLOWE)?.because.map(({ code }) => code)).toEqual([
      'VETOED_BY_BROKER',
    ]);
    expect(proposals[0]?.state).toBe('vetoed');
    await expect(veto('Again.')).rejects.toMatchObject({ code: 'ALREADY_RULED_OUT' });
  });

  it('lets no broker rule out the rivals of a school of their own (I-4)', async () => {
    // The interested broker is head of Uplands, third on the list.
    const veto = async () =>
      house.get(VetoCandidate).execute(await house.as('interestedBroker'), NORTH, {
        ...{ run, need, supporter: MARLOWE, reason: 'A rival.' },
      });
    await expect(veto()).rejects.toMatchObject({ code: 'INTERESTED' });
    expect((await seen()).choices).toEqual([]);
  });

  it('defers with a reason and a day on which it is looked at again', async () => {
    const defer = async (until: string, reason: string) =>
      house.get(DeferNeed).execute(await house.as('broker'), NORTH, { need, until, reason });
    await expect(defer('2026-11-25', 'Later.')).rejects.toMatchObject({ errors: [{ path: 'until' }] });
    await expect(defer('2026-12-04', '')).rejects.toMatchObject({ errors: [{ path: 'reason' }] });
    await defer('2026-12-04', 'The new head starts in December.');
    expect((await seen()).choices).toMatchObject([{ kind: 'defer', until: '2026-12-04' }]);
    expect(await house.needState(need)).toBe('open');
  });

  it('is shown to an officer who says why, and to nobody of the schools', async () => {
    await expect(seen('officer')).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    expect((await seen('officer', 'Yearly audit')).candidates).toHaveLength(3);
    await expect(seen('asker')).rejects.toMatchObject({ code: expect.stringMatching(/NOT_/) as string });
  });

  it('has one effect where one form is sent twice (W02)', async () => {
    const repeat = { route: 'POST /needs/choice', key: 'one', body: 'same' };
    const asked = { run, need, offer: await offerOf(MARLOWE) };
    const send = async () => house.get(MakeProposal).execute(await house.as('broker'), NORTH, asked, repeat);
    const [first, second] = await Promise.all([send(), send()]);
    expect(second).toEqual(first);
    expect((await seen()).proposals).toHaveLength(1);
  });
});
