import type { SchoolUrn } from '@app/kernel';
import {
  aNeed,
  EASTMARSH,
  inDays,
  ProfilesHouse,
  UPLANDS,
  type Persona,
} from '../a-profiles-house.fixture.js';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { aPerson, aPost } from '../../../../test/factories/an-actor.js';
import { UnitOfWork } from '@app/platform';
import { NeedCases } from './need-cases.js';
import { Needs } from './needs.query.js';
import { RaiseNeed } from './raise-need.js';
import { TriageNeed } from './triage-need.js';
import { WithdrawNeed } from './withdraw-need.js';

const EVERYBODY: readonly Persona[] = [
  ...(['asker', 'askersStaff', 'askersColleague', 'helper', 'otherHead', 'broker'] as const),
  ...(['interestedBroker', 'adviser', 'officer', 'chair'] as const),
];
const SECRET = 'Canary words of a sore point';

describe('needs, as one person may see them', () => {
  let house: ProfilesHouse;
  let needs: Needs;
  const references: string[] = [];
  const raise = async (who: Persona, urn: SchoolUrn): Promise<void> => {
    const asked = aNeed({ urn, wantedOutcome: SECRET });
    const made = await house.get(RaiseNeed).execute(await house.as(who), NORTH, asked);
    references.push(made.reference);
  };
  const list = (who: Persona, filter: Parameters<Needs['list']>[1] = {}) =>
    house.asking(who, (tx) => needs.list(tx, filter, { limit: 50, offset: 0 }));
  const seen = async (who: Persona): Promise<string[]> => {
    const found: string[] = [];
    for (const reference of references) {
      await house
        .asking(who, (tx) => needs.summary(tx, reference))
        .then(
          () => found.push(reference),
          () => null,
        );
    }
    return found;
  };

  beforeAll(async () => {
    house = await ProfilesHouse.open();
    needs = house.get(Needs);
    await raise('asker', EASTMARSH);
    await raise('asker', EASTMARSH);
    await raise('otherHead', UPLANDS);
    const withdrawn = { need: references[1]!, version: 1 };
    await house.get(WithdrawNeed).execute(await house.as('asker'), NORTH, withdrawn);
    const adviser = house.ids.get('adviser') ?? null;
    const triage = { need: references[2]!, version: 1, priority: 'now', nextDate: inDays(1), adviser };
    // Wednesday's broker has no interest in this school: the need is theirs.
    await house.get(TriageNeed).execute(await house.as('interestedBroker'), NORTH, triage);
  });
  afterAll(() => house.close());

  it.each(EVERYBODY)('the list of the %s holds exactly what asking for one gives', async (who) => {
    const listed = await list(who).then(
      ({ needs: rows }) => rows.map(({ reference }) => reference).sort(),
      () => [],
    );
    expect(listed).toEqual(await seen(who));
  });

  it('are all there for brokers and officers, less those in which a broker has an interest (I-4)', async () => {
    expect((await list('broker')).total).toBe(3);
    expect((await list('officer')).total).toBe(3);
    expect((await list('interestedBroker')).needs.map(({ urn }) => urn)).toEqual([UPLANDS]);
  });

  it('are the own ones for a head, and for a colleague only with the delegation', async () => {
    expect((await list('asker')).needs.map(({ urn }) => urn)).toEqual([EASTMARSH, EASTMARSH]);
    expect((await list('askersStaff')).total).toBe(2);
    expect((await list('helper')).total).toBe(0);
    await expect(list('askersColleague')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are nobody’s by name for the Board', async () => {
    await expect(list('chair')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('come soonest first, and can be narrowed down', async () => {
    const all = (await list('broker')).needs.map(({ reference }) => reference);
    expect(all).toEqual([references[2], references[0], references[1]]);
    const count = async (filter: Parameters<Needs['list']>[1]) => (await list('broker', filter)).total;
    expect(await count({ states: ['raised'] })).toBe(1);
    expect(await count({ school: UPLANDS })).toBe(1);
    expect(await count({ theme: 'att' })).toBe(3);
    expect(await count({ theme: 'att.persistent', priority: 'now' })).toBe(1);
    expect(await count({ theme: "'; drop table profiles.need" })).toBe(0);
    expect((await list('adviser', { mine: true })).total).toBe(1);
    const page = await house.asking('broker', (tx) => needs.list(tx, {}, { limit: 1, offset: 1 }));
    expect([page.total, page.needs[0]?.reference]).toEqual([3, references[0]]);
  });

  it('hold no word of their text in any list', async () => {
    for (const who of EVERYBODY) {
      const found = await list(who).catch(() => null);
      expect(JSON.stringify(found)).not.toContain(SECRET);
    }
  });

  it('say in a head’s words what happens next, and what they can do', async () => {
    const [need] = (await list('asker', { states: ['raised'] })).needs;
    expect(need).toMatchObject({
      stateWords: 'sent, waiting for a broker',
      nextWords: 'A broker reads your request.',
      owner: { name: 'The broker' },
      can: { readDetail: true, triage: false, agree: false, setApproach: true, withdraw: true, close: false },
    });
    const [brokers] = (await list('broker', { states: ['raised'] })).needs;
    expect(brokers?.can).toMatchObject({ readDetail: true, triage: true, withdraw: false });
  });

  it.each(['', 'N-2026-1', 'N-2026-999', "N-2026-001'--", 'n-2026-001', '../N-2026-001', 'N-2026-001 '])(
    'are not there as %j',
    async (reference) => {
      const found = house.asking('broker', (tx) => needs.summary(tx, reference));
      await expect(found).rejects.toMatchObject({ code: 'NOT_FOUND' });
    },
  );

  it('go by their id as by their reference, in capitals or not, while somebody else changes them', async () => {
    const byReference = await house.asking('broker', (tx) => needs.summary(tx, references[0]!));
    const { id } = byReference;
    let release = (): void => undefined;
    const readMeanwhile = new Promise<void>((done) => (release = done));
    let locked = (): void => undefined;
    const isLocked = new Promise<void>((done) => (locked = done));
    const changing = house.asking('broker', async (tx) => {
      await house.get(NeedCases).lock(tx, id);
      locked();
      await readMeanwhile;
    });
    await Promise.race([isLocked, changing]);
    try {
      for (const named of [id, id.toUpperCase()]) {
        const found = await house.asking('broker', async (tx) => {
          await tx.query(`set local lock_timeout = '1s'`);
          return needs.summary(tx, named);
        });
        expect(found).toEqual(byReference);
      }
    } finally {
      release();
      await changing;
    }
  });

  it('are not those of another area', async () => {
    const south = aPerson([aPost('broker')], { area: SOUTH });
    const work = house.get(UnitOfWork);
    expect((await work.run(south, SOUTH, (tx) => needs.list(tx, {}, { limit: 9, offset: 0 }))).total).toBe(0);
    const one = work.run(south, SOUTH, (tx) => needs.detail(tx, references[0]!));
    await expect(one).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  describe('the whole of one', () => {
    const detail = (who: Persona, reason: string | null = null) =>
      house.asking(who, (tx) => needs.detail(tx, references[0]!, reason));

    it.each(['asker', 'askersStaff', 'broker'] as const)('opens to the %s', async (who) => {
      expect(await detail(who)).toMatchObject({ wantedOutcome: SECRET, halfDaysWanted: 4 });
    });

    it.each(['helper', 'otherHead', 'interestedBroker', 'adviser', 'chair', 'askersColleague'] as const)(
      'is not there for the %s',
      async (who) => {
        await expect(detail(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      },
    );

    it('opens to an adviser once they are assigned', async () => {
      const mine = house.asking('adviser', (tx) => needs.detail(tx, references[2]!));
      expect(await mine).toMatchObject({ urn: UPLANDS, wantedOutcome: SECRET });
    });

    it('opens to an officer who typed why, and the reason is kept with the receipt', async () => {
      for (const reason of [null, '', '  '])
        await expect(detail('officer', reason)).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
      const [summary] = (await list('officer', { school: EASTMARSH, states: ['raised'] })).needs;
      expect(summary?.can).toMatchObject({ readDetail: false, readDetailWithReason: true });
      expect(await detail('officer', 'Sample of May')).toMatchObject({ wantedOutcome: SECRET });
    });

    it('leaves a receipt for every reading, and none for a refusal', async () => {
      const { id } = await detail('asker');
      const receipts = async () =>
        (await house.acts(`profiles.need:${id}`)).filter((act) => act === `need.read.detail ${EASTMARSH}`)
          .length;
      const before = await receipts();
      await detail('broker');
      await detail('helper').catch(() => null);
      expect(await receipts()).toBe(before + 1);
    });
  });

  it('give those who decide about them facts and no text', async () => {
    const found = await house.asking('broker', (tx) => house.get(NeedCases).lock(tx, references[0]!));
    expect(found).toMatchObject({ urn: EASTMARSH, state: 'raised', resource: { schools: [EASTMARSH] } });
    expect(JSON.stringify(found)).not.toContain(SECRET);
  });
});
