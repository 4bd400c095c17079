import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ASSURANCE_ENTITIES } from '@app/assurance';
import {
  AgreeAgenda,
  BROKERAGE_ENTITIES,
  DraftAgenda,
  LogVisit,
  MakeProposal,
  NeedCandidates,
  RequestMatchRun,
  SoundOut,
} from '@app/brokerage';
import { IDENTITY_ENTITIES, linkKey, linkPath, Sessions, type ActionLink, type LinkAct } from '@app/identity';
import { IMPACT_ENTITIES } from '@app/impact';
import { NETWORK_ENTITIES } from '@app/network';
import type { AccountId, Actor, AreaId, PersonId } from '@app/kernel';
import { PROFILES_ENTITIES, SubmitDeclaration } from '@app/profiles';
import { SCHOOLS_ENTITIES } from '@app/schools';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { theGoals } from '../../../../../test/factories/the-goals.js';
import { theMatrix } from '../../../../../test/factories/the-matrix.js';
import { createWeb } from '../../create-web.js';
import { TEMPLATE_FOLDERS } from '../../layout/a-page-server.fixture.js';
import { Visitor } from '../needs/a-visitor.fixture.js';
import { aPairing } from '../pairings/a-pairing.fixture.js';
import { BrokerageHouse, MARLOWE } from '../../../../../test/factories/a-brokerage-house.js';

const SECRET = 'the session secret of this test only';
/** Somebody whom no session knows. */
const NOBODY = 'n'.repeat(43);

/** The pages as the whole world meets them, and the links that mails in this area carry. */
export class MailedLinks {
  private constructor(
    readonly area: BrokerageHouse,
    private readonly app: NestExpressApplication,
  ) {}

  /** @param built styles and script, where a person looks at the pages; left out: empty ones. */
  static async open(built?: string): Promise<MailedLinks> {
    const area = await BrokerageHouse.open();
    await area.offer(MARLOWE);
    const { appUrl, auditorUrl } = area.house.database;
    const assets = built ?? mkdtempSync(join(tmpdir(), 'assets-'));
    if (built === undefined)
      for (const name of ['main.css', 'main.js']) writeFileSync(join(assets, name), '');
    const layout = {
      baseUrl: 'http://127.0.0.1',
      sessionSecret: SECRET,
      templates: TEMPLATE_FOLDERS,
      assets,
    };
    const app = await createWeb({
      layout,
      platform: {
        ...{ process: 'web', databaseUrl: appUrl, auditorUrl, redisUrl: null, pool: 4 },
        ...{ statementTimeoutMs: 5_000, logLevel: 'silent', matrix: theMatrix(), matrixHash: 'f'.repeat(64) },
        entities: [
          ...[...IDENTITY_ENTITIES, ...SCHOOLS_ENTITIES, ...PROFILES_ENTITIES],
          ...[...BROKERAGE_ENTITIES, ...IMPACT_ENTITIES, ...ASSURANCE_ENTITIES, ...NETWORK_ENTITIES],
        ],
        clock: area.clock,
      },
      ...{
        engineHash: 'e'.repeat(64),
        goals: theGoals(),
        policy: { weights: { themeFit: 350 } },
        demo: true,
      },
    });
    await app.listen(0, '127.0.0.1');
    return new MailedLinks(area, app);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.area.close();
  }

  /** A browser in which nobody is signed in. */
  async visitor(): Promise<Visitor> {
    return new Visitor(await this.app.getUrl(), NOBODY);
  }

  /** A browser in which they have signed in. */
  async signedIn({ id }: Pick<Actor, 'id'>): Promise<Visitor> {
    const [row] = await this.area.house.asSuperuser<{ account_id: AccountId }>(
      'select account_id from identity.person where id = $1',
      [id],
    );
    if (!row) throw new Error('They are not here.');
    const asked = { account: row.account_id, person: id as PersonId, area: NORTH };
    const session = await this.area.get(Sessions).start({ ...asked, by: 'persona', requestId: 'spec' });
    return new Visitor(await this.app.getUrl(), session.id);
  }

  async url(): Promise<string> {
    return this.app.getUrl();
  }

  /** A new need of Eastmarsh, for which Marlowe is sounded out. @returns the request's reference. */
  async soundOut(): Promise<string> {
    const { area } = this;
    const broker = await area.as('broker');
    const { id: need } = await area.namedOpenNeed();
    const { id: run } = await area.get(RequestMatchRun).execute(broker, NORTH, { needIds: [need] });
    await area.finish(run);
    const listed = await area.asking('broker', (tx) => area.get(NeedCandidates).ofNeed(tx, need));
    const [first] = listed.candidates;
    if (!first) throw new Error('Nobody is listed.');
    const { reference } = await area
      .get(MakeProposal)
      .execute(broker, NORTH, { run, need, offer: first.offer });
    return area.get(SoundOut).execute(broker, NORTH, { proposal: reference, version: 1 });
  }

  /** Marlowe's word of this year. */
  async declare(): Promise<void> {
    await this.area.get(SubmitDeclaration).execute(await this.area.as('head', MARLOWE), NORTH, {
      ...{ urn: MARLOWE, year: '2026/27', version: null, appetite: 'actively_offering' },
      strengths: [{ theme: 'att.persistent', depth: 'can_host', howWeKnow: 'Our own figures' }],
    });
  }

  /** Marlowe's head visited Eastmarsh and wrote it down. */
  async visit(): Promise<void> {
    const { area } = this;
    const pairing = await aPairing(area, false);
    const [head, asker] = [await area.as('head', MARLOWE), await area.as('asker')];
    const version = await area.get(DraftAgenda).execute(head, NORTH, {
      ...{ pairing, version: null, purpose: 'One system for attendance.', inclusion: 'SEN support first.' },
      ...{ exitRule: 'At Easter.', confidentiality: 'What we see in lessons.', cadenceDays: 10 },
      objectives: [
        {
          ...{ aim: 'Fewer miss one in ten', measure: 'Persistent absence', baseline: '30%' },
          ...{ target: '25%', due: '2027-07-16' },
        },
      ],
    });
    for (const [at, who] of [head, asker, await area.as('broker')].entries())
      await area.get(AgreeAgenda).execute(who, NORTH, { pairing, version: version + at });
    const visit = { pairing, heldOn: '2026-11-25', mode: 'remote', halfDays: 0, summary: 'We met.' };
    await area.get(LogVisit).execute(head, NORTH, visit);
  }

  /** The newest link of its kind, as its mail carries it. @param about with what its subject begins. */
  async link(act: LinkAct, about = ''): Promise<string> {
    const [row] = await this.area.house.asSuperuser<{
      readonly id: string;
      readonly area_id: AreaId;
      readonly person_id: PersonId;
      readonly subject: string;
      readonly record_version: number;
      readonly expires_at: Date;
    }>(
      `select l.* from identity.action_link l join platform.mail m on m.link_id = l.id where l.act = $1 and starts_with(l.subject, $2)
       order by l.subject desc limit 1`,
      [act, about],
    );
    if (!row) throw new Error(`No mail carries a link for ${act}.`);
    const link: ActionLink = {
      ...{ id: row.id, area: row.area_id, person: row.person_id, act, subject: row.subject },
      ...{ version: row.record_version, expiresAt: row.expires_at },
    };
    return linkPath(linkKey(SECRET), link);
  }

  /** Rows of every table that an answer may change. */
  async stored(): Promise<unknown> {
    const tables = [
      ...['brokerage.sounding', 'brokerage.proposal', 'brokerage.support_offer', 'brokerage.deadline'],
      ...['profiles.capacity_window', 'profiles.capacity_entry', 'profiles.need', 'platform.mail'],
      ...['identity.action_link', 'identity.session'],
    ];
    const all = tables.map(
      (table) => `(select coalesce(jsonb_agg(t order by t::text), '[]') from ${table} t) as "${table}"`,
    );
    return (await this.area.house.asSuperuser(`select ${all.join(', ')}`))[0];
  }
}
