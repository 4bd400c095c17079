import type { Actor } from '@app/kernel';
import { Actors, systemActor } from '@app/identity';
import { UnitOfWork } from '@app/platform';
import { AdoptSetting, ProposeSetting } from '@app/schools';
import { areaTemplates } from '../../../../test/factories/area-templates.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { EASTMARSH, MARLOWE, NOW, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { AgreeAgenda } from '../pairing/agree-agenda.js';
import { AgreeChange } from '../pairing/agree-change.js';
import { ClosePairing } from '../pairing/close-pairing.js';
import { PausePairing } from '../pairing/pause-pairing.js';
import { WriteDigests } from '../digest/write-digests.js';
import { DraftAgenda } from '../pairing/draft-agenda.js';
import type { PairingView } from '../pairing/pairing.views.js';
import { VaryAgenda, type AgendaToVary } from '../pairing/vary-agenda.js';
import { Pairings } from '../pairing/pairings.query.js';
import { BodyConsents, type ConsentAnswer } from './answer-consent.js';
import type { PairingOfBody } from './consent.views.js';
import { Consents } from './consents.query.js';

const AGENDA = {
  ...{ purpose: 'A canary for the trust.', inclusion: 'SEND first.', exitRule: 'At Easter.' },
  ...{ confidentiality: 'Between us.', cadenceDays: 10 },
  objectives: [
    { aim: 'Fewer miss', measure: 'Absence', baseline: '24%', target: '18 to 20%', due: '2027-07-16' },
  ],
};

describe('the consent of a trust', () => {
  let the: AnAgreement;
  let pairing: string;
  let trust: Actor;
  let stranger: Actor;
  const as = (who: Persona): Promise<Actor> => the.house.as(who, MARLOWE);
  const seen = async (who: Persona = 'broker'): Promise<PairingView> =>
    the.house.askingAs(await as(who), (tx) => the.house.get(Pairings).one(tx, pairing));
  const mine = (who = trust): Promise<PairingOfBody> =>
    the.house.askingAs(who, (tx) => the.house.get(Consents).one(tx, pairing));
  const agreeAll = async (): Promise<boolean> => {
    let active = false;
    await the.house.get(DraftAgenda).execute(await as('head'), NORTH, { pairing, version: null, ...AGENDA });
    for (const [at, who] of (['head', 'asker', 'broker'] as const).entries())
      active = await the.house.get(AgreeAgenda).execute(await as(who), NORTH, { pairing, version: at + 1 });
    return active;
  };
  const answer = async (change: Partial<ConsentAnswer> = {}, who = trust): Promise<void> => {
    const version = (await mine()).consent?.version ?? 0;
    const said = { pairing, version, give: true, funder: 'The trust', coverArranged: true, ...change };
    await the.house.get(BodyConsents).answer(who, NORTH, said);
  };
  const speaksFor = async (body: string): Promise<Actor> => {
    const { id } = await the.house.house.person({
      name: `Speaks for ${body}`,
      email: `body.${body}@example.org`,
      posts: [{ role: 'body', body }],
    });
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt: NOW, person: id } as const;
    return (await the.house.get(Actors).of(came))!;
  };
  const areaRequires = (body_consent: string): Promise<void> =>
    the.house.get(UnitOfWork).run(systemActor('ops', NORTH), NORTH, async (tx) => {
      const body = { ...(areaTemplates().thresholds as object), body_consent };
      const id = await the.house.get(ProposeSetting).inside(tx, { kind: 'thresholds', body });
      await the.house.get(AdoptSetting).inside(tx, id);
    });

  beforeEach(async () => {
    the = await AnAgreement.open();
    await the.both();
    pairing = (await the.decide()).pairing!;
    trust = await speaksFor('99001');
    stranger = await speaksFor('99002');
  });
  afterEach(() => the.close());

  it('is not asked for where the area does not require it', async () => {
    expect(await agreeAll()).toBe(true);
    expect((await seen()).consents).toEqual([]);
    expect((await mine()).consent).toBeNull();
  });

  describe('in an area that requires it', () => {
    beforeEach(() => areaRequires('trusts'));

    it('holds the work at the third agreement, and the last consent begins it (R4, I-1)', async () => {
      expect(await agreeAll()).toBe(false);
      expect(await seen()).toMatchObject({
        ...{ state: 'agenda_agreed', nextDate: '2026-12-09', can: { logVisit: false, tend: true } },
        consents: [{ school: { urn: EASTMARSH, name: 'Eastmarsh Academy' }, state: 'asked' }],
      });
      await expect(answer({ coverArranged: false })).rejects.toMatchObject({ errors: [{ path: 'cover' }] });
      await expect(answer({ funder: ' ' })).rejects.toMatchObject({ errors: [{ path: 'funder' }] });
      await answer();
      expect(await seen('asker')).toMatchObject({
        ...{ state: 'active', clocks: [{ clock: 'C-11' }, { clock: 'C-7' }, { clock: 'C-10' }] },
        consents: [{ state: 'given', funder: 'The trust' }],
      });
      await expect(answer()).rejects.toMatchObject({ code: 'ALREADY_ANSWERED' });
    });

    it('is asked for once more where a change makes the work last longer than it was given for, and not for any other (I-1)', async () => {
      const change = async (asked: Partial<AgendaToVary>): Promise<void> => {
        const now = await seen();
        await the.house.get(VaryAgenda).execute(await as('head'), NORTH, {
          ...{ pairing, version: now.agenda?.version ?? 0, reason: 'More time.', ...AGENDA, ...asked },
        });
        for (const who of ['head', 'asker', 'broker'] as const) {
          const version = (await seen()).change?.version ?? 0;
          await the.house.get(AgreeChange).agree(await as(who), NORTH, { pairing, version });
        }
      };
      await agreeAll();
      await answer();
      await change({ cadenceDays: 5 });
      expect(await seen()).toMatchObject({ state: 'active', consents: [{ state: 'given' }] });
      await change({ objectives: AGENDA.objectives.map((each) => ({ ...each, due: '2027-12-17' })) });
      const rests = await seen();
      expect(rests).toMatchObject({
        ...{
          state: 'paused',
          nextDate: '2026-12-09',
          agenda: { number: 3 },
          consents: [{ state: 'asked', funder: null }],
        },
        pauseReason: expect.stringContaining('last longer than its trusts consented to') as string,
      });
      const goOn = async (): Promise<void> =>
        the.house
          .get(PausePairing)
          .resume(await as('broker'), NORTH, { pairing, version: (await seen()).version });
      await expect(goOn()).rejects.toMatchObject({ code: 'CONSENT_MISSING' });
      const asked = await the.house.house.asSuperuser(
        `select 1 from platform.mail m join identity.person p on p.id = m.person_id
         where p.name like 'Speaks for%' and m.kind = 'question'`,
      );
      expect(asked).toHaveLength(2);
      await answer();
      await goOn();
      expect(await seen()).toMatchObject({ state: 'active', consents: [{ state: 'given' }] });
    });

    it('is asked of whoever speaks for the trust by mail, and again in the digest of the week', async () => {
      await agreeAll();
      the.house.clock.set(new Date('2026-11-30T08:00:00Z'));
      await the.house.get(WriteDigests).execute(NORTH);
      const mails = await the.house.house.asSuperuser(
        `select p.name, m.kind, m.path, m.tasks from platform.mail m join identity.person p on p.id = m.person_id
         where p.name like 'Speaks for%' order by m.put_at`,
      );
      const [name, tasks] = ['Speaks for 99001', [{ reference: pairing, due: null }]];
      expect(mails).toEqual([
        { name, kind: 'question', path: `/consents/${pairing}`, tasks },
        { name, kind: 'digest', path: '/consents', tasks },
      ]);
    });

    it('may come before the agenda is agreed', async () => {
      await the.house
        .get(DraftAgenda)
        .execute(await as('head'), NORTH, { pairing, version: null, ...AGENDA });
      await answer();
      for (const [at, who] of (['head', 'asker'] as const).entries())
        await the.house.get(AgreeAgenda).execute(await as(who), NORTH, { pairing, version: at + 1 });
      const asked = { pairing, version: 3 };
      expect(await the.house.get(AgreeAgenda).execute(await as('broker'), NORTH, asked)).toBe(true);
    });

    it('is the database’s gate too, from both sides, by raw SQL', async () => {
      await agreeAll();
      const refused = { code: expect.stringMatching(/^TR00/) as string };
      const raw = (sql: string): Promise<void> => the.house.raw(sql, [pairing]);
      await expect(
        raw(`update brokerage.pairing set state = 'active' where reference = $1`),
      ).rejects.toMatchObject(refused);
      await answer();
      await expect(
        raw(`update brokerage.body_consent set state = 'withdrawn', withdrawn_at = now() where pairing_id =
          (select id from brokerage.pairing where reference = $1)`),
      ).rejects.toMatchObject(refused);
    });

    it('shows the trust dates and days, and no word of the work (I-39)', async () => {
      await agreeAll();
      const all = await the.house.askingAs(trust, (tx) => the.house.get(Consents).list(tx));
      expect(all).toMatchObject([
        {
          reference: pairing,
          asker: 'Eastmarsh Academy',
          supporter: 'Marlowe School',
          promised: 8,
          given: 0,
        },
      ]);
      expect(JSON.stringify(all)).not.toMatch(/canary|Fewer miss|attendance|att\.persistent/i);
      await expect(
        the.house.askingAs(trust, (tx) => the.house.get(Pairings).one(tx, pairing)),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await the.house.askingAs(trust, (tx) => the.house.get(Pairings).list(tx))).toEqual([]);
    });

    it('is nobody else’s to see or to give: no other trust, no head, no broker', async () => {
      await agreeAll();
      await expect(mine(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      for (const who of [stranger, await as('asker'), await as('broker'), await as('chair')])
        await expect(answer({}, who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('refused, it keeps the work from starting, and the pairing may end without a fault', async () => {
      await agreeAll();
      await answer({ give: false });
      expect(await seen()).toMatchObject({ state: 'agenda_agreed', consents: [{ state: 'refused' }] });
      const { version } = await seen();
      const asked = { pairing, version, outcome: 'ended_early', summary: 'The trust has other plans.' };
      await the.house.get(ClosePairing).execute(await as('broker'), NORTH, asked);
      expect((await seen()).state).toBe('not_started');
    });

    it('withdrawn, the work rests, its broker is told at once, and it cannot go on (B06)', async () => {
      await agreeAll();
      await answer();
      const version = (await mine()).consent?.version ?? 0;
      await the.house.get(BodyConsents).withdraw(trust, NORTH, { pairing, version });
      expect(await seen()).toMatchObject({
        ...{ state: 'paused', clocks: [], nextDate: '2026-11-25', consents: [{ state: 'withdrawn' }] },
      });
      const [mail] = await the.house.house.asSuperuser<{ kind: string }>(
        `select kind from platform.mail where kind = 'urgent'`,
      );
      expect(mail).toEqual({ kind: 'urgent' });
      const paused = await seen();
      await expect(
        the.house.get(PausePairing).resume(await as('broker'), NORTH, { pairing, version: paused.version }),
      ).rejects.toMatchObject({ code: 'CONSENT_MISSING' });
    });
  });
});
