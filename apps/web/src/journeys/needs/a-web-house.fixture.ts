import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FixedClock, type Actor, type PersonId, type SchoolUrn } from '@app/kernel';
import { Actors, Sessions, systemActor } from '@app/identity';
import { UnitOfWork, type ProviderRules } from '@app/platform';
import { RaiseNeed, TriageNeed, type NeedToRaise } from '@app/profiles';
import { AddSchoolsToArea, AdoptSetting, ProposeSetting, type SettingKind } from '@app/schools';
import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { areaTemplates } from '../../../../../test/factories/area-templates.js';
import { NORTH, TestHouse } from '../../../../../test/factories/an-area.js';
import { theGoals } from '../../../../../test/factories/the-goals.js';
import { theMatrix } from '../../../../../test/factories/the-matrix.js';
import { createWeb } from '../../create-web.js';
import { WEB_ENTITIES } from '../../entities.js';
import { TEMPLATE_FOLDERS } from '../../layout/a-page-server.fixture.js';
import { Visitor } from './a-visitor.fixture.js';

/** Fictional schools: one asks, one helps; the third shares the second broker's trust with the one that asks. */
export const EASTMARSH = '990005' as SchoolUrn;
export const MARLOWE = '990013' as SchoolUrn;
export const SALTERN = '990020' as SchoolUrn;

/** A Wednesday in the second half of the autumn term. */
export const NOW = new Date('2026-11-25T09:00:00Z');

export type Persona =
  'asker' | 'askersStaff' | 'helper' | 'broker' | 'interestedBroker' | 'adviser' | 'officer';

type SecondFactor = 'everyone' | 'off';

/** As its head would send it. */
export const A_NEED: NeedToRaise = {
  urn: EASTMARSH,
  primaryTheme: 'att.persistent',
  keyStages: ['KS3'],
  sendThread: 'Pupils with SEN support miss twice as many sessions.',
  priority: 'this_term',
  wantedOutcome: 'Fewer pupils miss one session in ten.',
  halfDaysWanted: 4,
  windowFrom: '2026/27-3',
  windowTo: '2026/27-4',
  modes: ['in_person'],
  approach: { kind: 'anyone', urns: [] },
};

type Posts = NonNullable<Parameters<TestHouse['person']>[0]['posts']>;

const POSTS: Readonly<Record<Persona, Posts>> = {
  asker: [{ role: 'head', urn: EASTMARSH }],
  askersStaff: [{ role: 'staff', urn: EASTMARSH, flags: ['delegated'] }],
  helper: [{ role: 'head', urn: MARLOWE }],
  // Wednesday is the interested one's day, so that the next day's broker takes what is asked.
  interestedBroker: [
    { role: 'broker', brokerWeekday: 3 },
    { role: 'head', urn: SALTERN },
  ],
  broker: [{ role: 'broker', brokerWeekday: 4 }],
  adviser: [{ role: 'adviser' }],
  officer: [{ role: 'officer' }],
};

/** The whole service as a browser meets it, on a database of its own, in an area with its settings in force. */
export class WebHouse {
  private readonly people = new Map<Persona, Awaited<ReturnType<TestHouse['person']>>>();

  private constructor(
    readonly house: TestHouse,
    private readonly app: NestExpressApplication,
    /** What every verb takes for now. */
    readonly clock: FixedClock,
  ) {}

  /**
   * @param assets built styles and script, where a person looks at the pages; left out: empty ones.
   * @param secondFactor whether everybody must have one. @param baseUrl what it is called from outside.
   * @param providers where else somebody may sign in.
   */
  static async open(
    assets = emptyAssets(),
    secondFactor: SecondFactor = 'off',
    baseUrl = 'http://127.0.0.1',
    providers: readonly ProviderRules[] = [],
  ): Promise<WebHouse> {
    const { house, told } = await TestHouse.furnished('web', async (empty) => {
      const first = await WebHouse.wired(empty, assets, 'off');
      await first.furnish();
      await first.app.close();
      return [...first.people];
    });
    const made = await WebHouse.wired(house, assets, secondFactor, baseUrl, providers);
    told.forEach(([persona, person]) => made.people.set(persona, person));
    return made;
  }

  private static async wired(
    house: TestHouse,
    assets: string,
    secondFactor: SecondFactor,
    baseUrl = 'http://127.0.0.1',
    providers: readonly ProviderRules[] = [],
  ): Promise<WebHouse> {
    const clock = new FixedClock(NOW);
    const { appUrl, auditorUrl } = house.database;
    const layout = { baseUrl, sessionSecret: 'of the test' };
    const app = await createWeb({
      layout: { ...layout, templates: TEMPLATE_FOLDERS, assets },
      platform: {
        ...{ process: 'web', databaseUrl: appUrl, auditorUrl, redisUrl: null, pool: 8 },
        ...{ statementTimeoutMs: 5_000, logLevel: 'silent', matrix: theMatrix(), matrixHash: 'f'.repeat(64) },
        entities: WEB_ENTITIES,
        ...{
          clock,
          signIn: {
            ...{ secondFactor, fieldKeyFile: join(assets, 'field.key'), baseUrl: layout.baseUrl },
            providers,
          },
        },
      },
      engineHash: 'e'.repeat(64),
      erasureLedger: join(assets, 'erasures.jsonl'),
      goals: theGoals(),
      policy: { weights: { themeFit: 350 } },
      demo: true,
    });
    await app.listen(0, '127.0.0.1');
    return new WebHouse(house, app, clock);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.house.close();
  }

  get<Made>(made: Type<Made>): Made {
    return this.app.get(made, { strict: false });
  }

  idOf(persona: Persona): PersonId {
    return this.known(persona).id;
  }

  private known(persona: Persona): Awaited<ReturnType<TestHouse['person']>> {
    const known = this.people.get(persona);
    if (!known) throw new Error(`There is no ${persona}.`);
    return known;
  }

  /** Who they are now, for asking a verb itself. */
  async actor(persona: Persona): Promise<Actor> {
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt: NOW } as const;
    const actor = await this.get(Actors).of({ ...came, person: this.idOf(persona) });
    if (!actor) throw new Error(`There is no ${persona}.`);
    return actor;
  }

  /** A request that the asker has sent; its reference. */
  async sent(change: Partial<NeedToRaise> = {}): Promise<string> {
    const asked = { ...A_NEED, ...change };
    return (await this.get(RaiseNeed).execute(await this.actor('asker'), NORTH, asked)).reference;
  }

  /** One that the broker has taken up, and asks the head to agree. */
  async toAgree(change: Partial<NeedToRaise> = {}): Promise<string> {
    const need = await this.sent(change);
    const told = { priority: 'this_term', nextDate: '2026-12-02', diagnosed: true };
    await this.get(TriageNeed).execute(await this.actor('broker'), NORTH, { need, version: 1, ...told });
    return need;
  }

  /** A browser in which they have signed in. */
  async visitor(persona: Persona): Promise<Visitor> {
    const { account, id: person } = this.known(persona);
    const asked = { account, person, area: NORTH, by: 'persona', requestId: 'spec' } as const;
    const { id } = await this.get(Sessions).start(asked);
    return new Visitor(await this.app.getUrl(), id);
  }

  /** What is stored, past every wall. */
  async count(table: string): Promise<number> {
    const [row] = await this.house.asSuperuser<{ n: number }>(`select count(*)::int as n from ${table}`);
    return row?.n ?? -1;
  }

  /** What schools said in these tables is gone; schools and people stay. */
  async forget(tables: readonly string[]): Promise<void> {
    const deletes = tables.map((table) => `delete from profiles.${table}`).join('; ');
    await this.house.asSuperuser(`set session_replication_role = replica; ${deletes}`);
  }

  private async furnish(): Promise<void> {
    const { house } = this;
    await house.school(EASTMARSH, 'Eastmarsh Academy', { trust: '99001' });
    await house.school(MARLOWE, 'Marlowe School');
    await house.school(SALTERN, 'Saltern Academy', { trust: '99001' });
    await this.get(UnitOfWork).run(systemActor('ops', NORTH), NORTH, async (tx) => {
      for (const [kind, body] of Object.entries({ ...areaTemplates(), policy: { version: 'p' } })) {
        const id = await this.get(ProposeSetting).inside(tx, { kind: kind as SettingKind, body });
        await this.get(AdoptSetting).inside(tx, id);
      }
      await this.get(AddSchoolsToArea).inside(tx, '999');
    });
    for (const [persona, posts] of Object.entries(POSTS) as [Persona, Posts][]) {
      this.people.set(persona, await house.person({ name: `The ${persona}`, posts }));
    }
  }
}

function emptyAssets(): string {
  const assets = mkdtempSync(join(tmpdir(), 'assets-'));
  writeFileSync(join(assets, 'main.css'), 'body{}');
  writeFileSync(join(assets, 'main.js'), '');
  return assets;
}
