import type { Actor } from '@app/kernel';
import { Actors } from '@app/identity';
import { EASTMARSH, MARLOWE, NOW, QUARRY, SALTERN } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { AProject, PROJECT } from '../../../../test/factories/a-project.js';
import { LeaveProject } from '../project/leave-project.js';
import { Projects } from '../project/projects.query.js';
import { WatchProjects } from '../project/watch-projects.js';
import { BodyConsents, type ConsentAnswer } from './answer-consent.js';
import type { PairingOfBody } from './consent.views.js';
import { Consents } from './consents.query.js';

describe('the consent of a trust to a project', () => {
  let the: AProject;
  let trust: Actor;
  let stranger: Actor;
  const mine = (who = trust): Promise<PairingOfBody> =>
    the.house.askingAs(who, (tx) => the.house.get(Consents).one(tx, PROJECT));
  const list = (who = trust): Promise<PairingOfBody[]> =>
    the.house.askingAs(who, (tx) => the.house.get(Consents).list(tx));
  const answer = async (change: Partial<ConsentAnswer> = {}, who = trust): Promise<void> => {
    const version = (await mine(trust)).consent?.version ?? 0;
    const said = { pairing: PROJECT, version, give: true, funder: 'The trust', coverArranged: true };
    await the.house.get(BodyConsents).answer(who, NORTH, { ...said, ...change });
  };
  const withdraw = async (): Promise<void> => {
    const version = (await mine()).consent?.version ?? 0;
    await the.house.get(BodyConsents).withdraw(trust, NORTH, { pairing: PROJECT, version });
  };
  const tasks = async (): Promise<string[]> =>
    (await the.house.askingAs(await the.house.as('broker'), (tx) => the.house.get(Projects).tasks(tx))).map(
      ({ kind }) => kind,
    );
  const speaksFor = async (body: string): Promise<Actor> => {
    const { id } = await the.house.house.person({
      name: `Speaks for ${body}`,
      email: `body.${body}@example.org`,
      posts: [{ role: 'body', body }],
    });
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt: NOW, person: id } as const;
    const actor = await the.house.get(Actors).of(came);
    if (!actor) throw new Error('Nobody speaks for it.');
    return actor;
  };

  beforeEach(async () => {
    the = await AProject.open();
    trust = await speaksFor('99001');
    stranger = await speaksFor('99002');
  });
  afterEach(() => the.close());

  it('is not asked for where the area does not require it, and the trust sees dates and days (I-39)', async () => {
    await the.allYes();
    await the.begin();
    await the.session(3);
    expect((await the.seen()).consents).toEqual([]);
    expect(await list()).toMatchObject([
      {
        ...{ reference: PROJECT, kind: 'project', state: 'active', promised: 4, given: 3, consent: null },
        supporter: 'Marlowe School',
        asker: 'Eastmarsh Academy and Quarry Lane School',
      },
    ]);
    expect(JSON.stringify(await list())).not.toMatch(/canary|att\.persistent|miss/i);
    expect(await list(stranger)).toEqual([]);
  });

  describe('in an area that requires it', () => {
    beforeEach(() => the.areaRequires('trusts'));

    it('is asked of each body with its school’s yes, and the broker begins once all consented (R4, I-1)', async () => {
      await the.make();
      await the.ask(MARLOWE, 'supporter', { '2026/27-3': 4 });
      for (const urn of [EASTMARSH, QUARRY]) await the.ask(urn, 'supported');
      expect(await list()).toEqual([]);
      for (const urn of [MARLOWE, EASTMARSH, QUARRY]) await the.yes(urn);
      expect(await mine()).toMatchObject({ consent: { state: 'asked', mayAnswer: true } });
      expect(await the.seen()).toMatchObject({
        ...{ lacks: ['CONSENT'] },
        consents: [{ school: { urn: EASTMARSH }, state: 'asked' }],
      });
      const early = async () => the.begin();
      await expect(early()).rejects.toMatchObject({ code: 'CONSENT_MISSING' });
      await expect(answer({ coverArranged: false })).rejects.toMatchObject({ errors: [{ path: 'cover' }] });
      await answer();
      expect(await tasks()).toEqual(['project_ready']);
      await the.begin();
      expect(await the.seen()).toMatchObject({
        ...{ state: 'active', lacks: [], consents: [{ state: 'given', funder: 'The trust' }] },
      });
    });

    it('is nobody else’s to see or to give: no other trust, no head, no broker', async () => {
      await the.allYes();
      expect(await list(stranger)).toEqual([]);
      for (const who of [stranger, await the.house.as('asker'), await the.house.as('broker')])
        await expect(answer({}, who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('is one answer for two schools of one trust', async () => {
      await the.allYes();
      await the.ask(SALTERN, 'supported');
      await the.yes(SALTERN);
      expect((await the.seen()).consents).toHaveLength(1);
      await answer();
      await the.begin();
      expect(await the.seen()).toMatchObject({ state: 'active', lacks: [] });
    });

    it('refused, the work does not begin, and goes ahead without the school', async () => {
      await the.allYes();
      await answer({ give: false });
      expect(await the.seen()).toMatchObject({ lacks: ['CONSENT'], consents: [{ state: 'refused' }] });
      expect(await tasks()).toEqual(['project_waits']);
      const place = (await the.seen()).schools.find(({ urn }) => urn === EASTMARSH);
      const asked = { project: PROJECT, urn: EASTMARSH, version: place?.version ?? 0 };
      await the.house.get(LeaveProject).execute(await the.headOf(EASTMARSH), NORTH, asked);
      expect((await the.seen()).lacks).toEqual(['SCHOOLS']);
    });

    it('withdrawn, the work rests, its broker is told at once, and it cannot go on (B06)', async () => {
      await the.allYes();
      await answer();
      await the.begin();
      await withdraw();
      expect(await the.seen()).toMatchObject({ state: 'paused', consents: [{ state: 'withdrawn' }] });
      const [mail] = await the.house.house.asSuperuser<{ kind: string; path: string }>(
        `select kind, path from platform.mail where kind = 'urgent'`,
      );
      expect(mail).toEqual({ kind: 'urgent', path: `/pairings/projects/${PROJECT}` });
      const goOn = async () => the.resume();
      await expect(goOn()).rejects.toMatchObject({ code: 'CONSENT_MISSING' });
      await expect(withdraw()).rejects.toMatchObject({ code: 'NOT_GIVEN' });
    });

    it('comes before the yes of a school that joins work which has begun', async () => {
      await the.make();
      await the.ask(MARLOWE, 'both', { '2026/27-3': 4 });
      for (const urn of [QUARRY, '990022' as typeof QUARRY]) await the.ask(urn, 'both');
      for (const urn of [MARLOWE, QUARRY, '990022' as typeof QUARRY]) await the.yes(urn);
      await the.begin();
      await the.ask(EASTMARSH, 'supported');
      const join = async () => the.yes(EASTMARSH);
      await expect(join()).rejects.toMatchObject({ code: 'CONSENT_MISSING' });
      await answer();
      await join();
      expect(await the.seen()).toMatchObject({ state: 'active', lacks: [] });
    });

    it('is the database’s gate too, from each side, by raw SQL', async () => {
      await the.allYes();
      await the.house.raw(
        `set session_replication_role = replica; update profiles.capacity_entry set kind = 'committed' where kind = 'held'`,
      );
      const says = 'with the consents that its area requires alone';
      const raw = (sql: string) => () => the.house.raw(sql);
      await expect(raw(`update brokerage.project set state = 'active', began_at = now()`)()).rejects.toThrow(
        says,
      );
      await the.house.raw(
        `set session_replication_role = replica; update profiles.capacity_entry set kind = 'held' where kind = 'committed'`,
      );
      await answer();
      await the.begin();
      await expect(
        raw(`update brokerage.body_consent set state = 'withdrawn', withdrawn_at = now()`)(),
      ).rejects.toThrow(says);
    });
  });

  it('is asked for where the area begins to require it while schools have said yes already', async () => {
    await the.allYes();
    await the.areaRequires('trusts');
    await the.house.get(WatchProjects).execute(NORTH);
    expect(await mine()).toMatchObject({ consent: { state: 'asked' } });
  });
});
