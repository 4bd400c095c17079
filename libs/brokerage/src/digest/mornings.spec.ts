import { RaiseNeed, WithdrawNeed } from '@app/profiles';
import { EASTMARSH, MARLOWE, UPLANDS } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { LapseProposals } from '../agreement/lapse-proposals.js';
import { WarnOfConflicts } from './warn-of-conflicts.js';
import { WarnOfHolds } from './warn-of-holds.js';
import { WriteDigests } from './write-digests.js';

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly path: string;
  readonly tasks: { reference: string; due: string | null; why?: string }[];
  readonly not_before: Date;
}

/** Wednesday is the broker's day; on Friday the other one brokers, who leads Uplands on the other days. */
describe('mail that waits for somebody’s day', () => {
  let agreement: AnAgreement;

  beforeEach(async () => {
    agreement = await AnAgreement.open();
  });
  afterEach(() => agreement.close());

  const at = async (instant: string): Promise<void> => {
    agreement.house.clock.set(new Date(instant));
    await agreement.house.get(WriteDigests).execute(NORTH);
    await agreement.house.get(WarnOfHolds).execute(NORTH);
  };
  const mails = (kind: string): Promise<Row[]> =>
    agreement.house.house.asSuperuser<Row>(
      `select p.name, m.kind, m.path, m.tasks, m.not_before from platform.mail m join identity.person p on p.id = m.person_id
       where m.kind = $1 order by m.put_at, p.name`,
      [kind],
    );
  const names = async (kind = 'digest'): Promise<string[]> => (await mails(kind)).map(({ name }) => name);

  describe('the digest', () => {
    it('comes to a broker at seven on their own day, once, with references and days and nothing else', async () => {
      await at('2026-12-02T06:59:00Z');
      expect(await names()).not.toContain('The broker');
      await at('2026-12-02T07:00:00Z');
      await at('2026-12-02T07:01:00Z');
      await at('2026-12-02T15:00:00Z');
      const own = (await mails('digest')).filter(({ name }) => name === 'The broker');
      expect(own).toHaveLength(1);
      expect(own[0]?.tasks.map(({ reference }) => reference)).toEqual([agreement.proposed]);
      expect(JSON.stringify(own)).not.toMatch(/Eastmarsh|Marlowe|absence/);
    });

    it('leaves a seconded head alone on the four days at their own school, and tells all of it on the fifth', async () => {
      const by = await agreement.house.as('interestedBroker');
      await agreement.house.get(RaiseNeed).execute(by, NORTH, {
        ...{ urn: UPLANDS, primaryTheme: 'att.persistent', keyStages: ['KS3'], priority: 'this_term' },
        ...{ sendThread: 'None known.', wantedOutcome: 'Fewer pupils miss one session in ten.' },
        ...{ halfDaysWanted: 2, windowFrom: '2026/27-3', windowTo: '2026/27-4', modes: ['in_person'] },
      });
      for (const day of ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03'])
        await at(`${day}T08:00:00Z`);
      expect(await names()).not.toContain('The interestedBroker');
      await at('2026-12-04T07:00:00Z');
      expect(await names()).toContain('The interestedBroker');
    });

    it('is joined by a question to their school, unless its answer is due before their day', async () => {
      const proposed = await agreement.propose(UPLANDS, 'Their attendance lead has the time.');
      await agreement.soundOut(proposed);
      expect(await mails('request')).toMatchObject([
        { name: 'The interestedBroker', not_before: new Date('2026-11-27T07:00:00Z') },
      ]);
    });

    it('comes to a head once a week, and not at all where nothing waits for them', async () => {
      await agreement.soundOut();
      await at('2026-11-30T07:00:00Z');
      await at('2026-12-01T07:00:00Z');
      const heads = (await mails('digest')).filter(({ name }) => name === `Head of ${MARLOWE}`);
      expect(heads).toHaveLength(1);
      expect(heads[0]?.tasks[0]).toMatchObject({ due: '2026-12-02' });
      expect(heads[0]?.tasks.map(({ reference }) => reference).join()).toMatch(
        /^Q-2026-\d{3},Declaration 2026\/27$/,
      );
    });

    it('comes to advisers and chairs once a week on the office’s days, and leads to where their work begins', async () => {
      const above = [{ tasks: () => Promise.resolve([{ reference: 'SP-2026-001', dueOn: null }]) }];
      for (const instant of ['2026-11-30T06:59:00Z', '2026-11-30T07:00:00Z', '2026-12-01T07:00:00Z']) {
        agreement.house.clock.set(new Date(instant));
        await agreement.house.get(WriteDigests).execute(NORTH, above);
        if (instant.includes('06:59')) expect(await names()).toEqual([]);
      }
      const office = (await mails('digest')).filter(({ name }) => /adviser|chair/.test(name));
      expect(office.map(({ name, path }) => [name, path])).toEqual([
        ['The adviser', '/today'],
        ['The chair', '/today'],
      ]);
      expect(office[0]?.tasks).toEqual([{ reference: 'SP-2026-001', due: null }]);
    });

    it('is silent in half-term', async () => {
      await at('2027-02-17T08:00:00Z');
      expect(await names()).toEqual([]);
    });

    it('goes on where a round was interrupted, and is written once though two go round at once', async () => {
      agreement.house.clock.set(new Date('2026-12-02T07:00:00Z'));
      const digests = agreement.house.get(WriteDigests);
      await Promise.all([digests.execute(NORTH), digests.execute(NORTH)]);
      const all = await names();
      expect(all).toEqual([...new Set(all)]);
      expect(all).toContain('The broker');
    });
  });

  describe('days that are held', () => {
    it('and go back before the broker’s next day are told once, on another day, in open hours', async () => {
      await agreement.both();
      await at('2026-11-26T08:00:00Z');
      expect(await names('urgent')).toEqual([]);
      // Held on Wednesday 25 November for ten working days, until Wednesday 9 December: now until the day before.
      await agreement.house.raw(
        `set session_replication_role = replica; update brokerage.deadline set due_on = '2026-12-08' where clock = 'C-5'`,
      );
      await at('2026-12-03T20:00:00Z');
      await at('2026-12-04T09:00:00Z');
      const [mail, ...more] = await mails('urgent');
      expect(more).toEqual([]);
      expect(mail).toMatchObject({ name: 'The broker', not_before: new Date('2026-12-04T07:00:00Z') });
      expect(mail?.tasks).toEqual([{ reference: agreement.proposed, due: '2026-12-08', why: 'hold_lapses' }]);
    });

    it('are left to the digest where their broker’s day comes first', async () => {
      await agreement.both();
      await at('2026-12-01T09:00:00Z');
      expect(await names('urgent')).toEqual([]);
    });
  });

  describe('what undoes an agreement', () => {
    const told = async (): Promise<unknown[]> =>
      (await mails('urgent')).map(({ name, tasks }) => [name, tasks[0]?.why, tasks[0]?.reference]);
    const look = async (): Promise<void> => {
      agreement.house.clock.set(new Date('2026-11-26T09:00:00Z'));
      await agreement.house.get(WarnOfConflicts).execute(NORTH);
      await agreement.house.get(WarnOfConflicts).execute(NORTH);
    };

    it('tells the broker at once where a head takes back what a supporter has said yes to', async () => {
      await agreement.answer(await agreement.soundOut());
      const { house, need } = agreement;
      const [row] = await house.house.asSuperuser<{ reference: string; version: number }>(
        'select reference, version from profiles.need where id = $1',
        [need],
      );
      await house
        .get(WithdrawNeed)
        .execute(await house.as('asker'), NORTH, { need: row?.reference ?? '', version: row?.version ?? 0 });
      await house.get(LapseProposals).ofNeed(NORTH, need);
      expect(await told()).toEqual([['The broker', 'consent_withdrawn', agreement.proposed]]);
    });

    it('tells the broker once where both schools came to share a trust after they had agreed', async () => {
      await agreement.both();
      const { pairing } = await agreement.decide();
      await look();
      expect(await told()).toEqual([]);
      await agreement.house.raw(
        `set session_replication_role = replica; update schools.school set trust_code = '99001' where urn = '${MARLOWE}'`,
      );
      await look();
      expect(await told()).toEqual([['The broker', 'conflict_found', pairing]]);
    });

    it('tells the chair, and not the broker, where it is the broker who has an interest now', async () => {
      await agreement.both();
      const { pairing } = await agreement.decide();
      await agreement.house.raw(
        `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
         select gen_random_uuid(), area_id, id, 'family', '${MARLOWE}', '2026-11-01' from identity.person where name = 'The broker'`,
      );
      await look();
      expect(await told()).toEqual([['The chair', 'conflict_found', pairing]]);
    });
  });

  describe('a request that cannot wait (C-21)', () => {
    const raise = async (instant: string): Promise<void> => {
      agreement.house.clock.set(new Date(instant));
      await agreement.house.get(RaiseNeed).execute(await agreement.house.as('asker'), NORTH, {
        ...{ urn: EASTMARSH, primaryTheme: 'att.severe', keyStages: ['KS3'], priority: 'now' },
        ...{ sendThread: 'None known.', wantedOutcome: 'Pupils come back to school.' },
        ...{ halfDaysWanted: 2, windowFrom: '2026/27-3', windowTo: '2026/27-4', modes: ['in_person'] },
      });
    };

    it('goes the same day to the broker whose day it is', async () => {
      await raise('2026-11-25T10:00:00Z');
      expect(await mails('need_now')).toMatchObject([
        { name: 'The broker', not_before: new Date('2026-11-25T10:00:00Z') },
      ]);
    });

    it('goes to the adviser where no broker’s day it is', async () => {
      await raise('2026-11-26T10:00:00Z');
      expect(await names('need_now')).toEqual(['The adviser']);
    });

    it('raised in the evening goes to whoever answers on the morning that it arrives', async () => {
      await raise('2026-11-24T21:00:00Z');
      expect(await mails('need_now')).toMatchObject([
        { name: 'The broker', not_before: new Date('2026-11-25T07:00:00Z') },
      ]);
    });
  });
});
