import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { FixedClock, type Actor, type LocalDate, type PersonId, type SchoolUrn } from '@app/kernel';
import { Actors, IDENTITY_ENTITIES, systemActor } from '@app/identity';
import { PlatformModule, UnitOfWork, type Tx } from '@app/platform';
import {
  AddSchoolsToArea,
  AdoptSetting,
  ProposeSetting,
  SCHOOLS_ENTITIES,
  type SettingKind,
} from '@app/schools';
import { Logger, type INestApplicationContext, type Type } from '@nestjs/common';
import { areaTemplates } from '../../../test/factories/area-templates.js';
import { NORTH, TestHouse } from '../../../test/factories/an-area.js';
import { theMatrix } from '../../../test/factories/the-matrix.js';
import { CapacityEntryEntity } from './capacity/capacity-entry.entity.js';
import { CapacityWindowEntity } from './capacity/capacity-window.entity.js';
import { ConcernEntity } from './concern/concern.entity.js';
import { DeclarationEntity } from './declaration/declaration.entity.js';
import { PauseReasonEntity } from './declaration/pause-reason.entity.js';
import { NeedDeclineEntity } from './need/need-decline.entity.js';
import { NeedMoveEntity } from './need/need-move.entity.js';
import { NeedEntity } from './need/need.entity.js';
import type { NeedToRaise } from './need/raise-need.js';
import { OfferEntity } from './offer/offer.entity.js';
import { ProfilesModule } from './profiles.module.js';

const ENTITIES = [
  ...[NeedEntity, NeedMoveEntity, NeedDeclineEntity, OfferEntity, DeclarationEntity, PauseReasonEntity],
  ...[CapacityWindowEntity, CapacityEntryEntity, ConcernEntity],
];

/** Fictional schools: one asks, one helps; the third shares the second broker's trust with the one that asks. */
export const EASTMARSH = '990005' as SchoolUrn;
export const MARLOWE = '990013' as SchoolUrn;
export const SALTERN = '990020' as SchoolUrn;
export const UPLANDS = '990022' as SchoolUrn;
export const ELSEWHERE = '990099' as SchoolUrn;

/** A Wednesday in the second half of the autumn term. */
export const NOW = new Date('2026-11-25T09:00:00Z');

export type Persona =
  | 'asker'
  | 'askersStaff'
  | 'askersColleague'
  | 'helper'
  | 'otherHead'
  | 'broker'
  | 'interestedBroker'
  | 'adviser'
  | 'officer'
  | 'chair';

/** The whole room wired as it is in service, on a database of its own, in an area with its settings in force. */
export class ProfilesHouse {
  readonly ids = new Map<Persona, PersonId>();

  private constructor(
    readonly house: TestHouse,
    readonly clock: FixedClock,
    private readonly app: INestApplicationContext,
  ) {}

  static async open(): Promise<ProfilesHouse> {
    const { house, told } = await TestHouse.furnished('profiles', async (empty) => {
      const first = await ProfilesHouse.wired(empty);
      await first.furnish();
      await first.people();
      await first.app.close();
      return [...first.ids];
    });
    const made = await ProfilesHouse.wired(house);
    told.forEach(([persona, id]) => made.ids.set(persona, id));
    return made;
  }

  private static async wired(house: TestHouse): Promise<ProfilesHouse> {
    const clock = new FixedClock(NOW);
    const platform = PlatformModule.forRoot({
      ...{ process: 'web', databaseUrl: house.database.appUrl, auditorUrl: null, redisUrl: null, pool: 8 },
      ...{ statementTimeoutMs: 5_000, logLevel: 'silent', matrix: theMatrix(), matrixHash: 'f'.repeat(64) },
      ...{ entities: [...IDENTITY_ENTITIES, ...SCHOOLS_ENTITIES, ...ENTITIES], clock },
    });
    const root = { module: class Root {}, imports: [platform, ProfilesModule] };
    Logger.overrideLogger(false);
    const app = await NestFactory.createApplicationContext(root);
    return new ProfilesHouse(house, clock, app);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.house.close();
  }

  get<Made>(made: Type<Made>): Made {
    return this.app.get(made, { strict: false });
  }

  /** Who they are now, as a door would read it. */
  async as(persona: Persona): Promise<Actor> {
    const person = this.ids.get(persona);
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt: NOW } as const;
    const actor = person && (await this.get(Actors).of({ ...came, person }));
    if (!actor) throw new Error(`There is no ${persona}.`);
    return actor;
  }

  async asking<Answer>(persona: Persona, body: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    return this.get(UnitOfWork).run(await this.as(persona), NORTH, body);
  }

  /** Raw SQL of the application's own role, with an act where one is given: what the database itself says to it. */
  async raw(
    sql: string,
    params: readonly unknown[] = [],
    act: string | null = 'spec.act',
  ): Promise<unknown[]> {
    return this.asking('chair', async (tx) => {
      const rows = await tx.query(sql, params);
      if (act !== null) await this.house.audit.record(tx, { act, entity: 'spec:1' });
      return rows;
    });
  }

  /** Acts in the log, oldest first, with the schools they name. */
  async acts(entity: string): Promise<string[]> {
    return this.beyond(
      `select trim(act || ' ' || array_to_string(schools, ',')) as said from audit.entry
       where kind = 'act' and starts_with(entity, $1) order by seq`,
      entity,
    );
  }

  /** Kinds of what was put for this need, oldest first. */
  async outbox(need: string): Promise<string[]> {
    return this.beyond(`select kind as said from platform.outbox where ids->>'need' = $1 order by id`, need);
  }

  /** Back to the furnished house: what schools said and the log are gone, schools and people stay. */
  async clear(): Promise<void> {
    const tables = ['capacity_entry', 'capacity_window', 'pause_reason', 'declaration', 'offer'];
    const needs = ['need_decline', 'need_move', 'need', 'concern'];
    const gone = [
      ...[...tables, ...needs].map((table) => `profiles.${table}`),
      'audit.detail',
      'audit.entry',
    ];
    const deletes = gone.map((table) => `delete from ${table}`).join('; ');
    await this.beyond(`set session_replication_role = replica; ${deletes}`, null);
  }

  /** What the application's role may not do: as the superuser, whom no right and no row-level security stops. */
  async beyond(sql: string, param: string | null): Promise<string[]> {
    const client = new Client({ connectionString: this.house.database.superuserUrl });
    await client.connect();
    try {
      if (param === null) {
        await client.query(sql); // several statements, no answer
        return [];
      }
      return (await client.query<{ said: string }>(sql, [param])).rows.map(({ said }) => said);
    } finally {
      await client.end();
    }
  }

  private async furnish(): Promise<void> {
    const { house } = this;
    await house.school(EASTMARSH, 'Eastmarsh Academy', { trust: '99001' });
    await house.school(MARLOWE, 'Marlowe School');
    await house.school(SALTERN, 'Saltern Academy', { trust: '99001' });
    await house.school(UPLANDS, 'Uplands School');
    await house.school(ELSEWHERE, 'Elsewhere School', { laCode: '998' });
    await this.get(UnitOfWork).run(systemActor('ops', NORTH), NORTH, async (tx) => {
      for (const [kind, body] of Object.entries({ ...areaTemplates(), policy: { version: 'p' } })) {
        const id = await this.get(ProposeSetting).inside(tx, { kind: kind as SettingKind, body });
        await this.get(AdoptSetting).inside(tx, id);
      }
      await this.get(AddSchoolsToArea).inside(tx, '999');
    });
  }

  private async people(): Promise<void> {
    const delegated = { role: 'staff', urn: EASTMARSH, flags: ['delegated'] } as const;
    const posts: Record<Persona, Parameters<TestHouse['person']>[0]['posts']> = {
      asker: [{ role: 'head', urn: EASTMARSH }],
      askersStaff: [delegated],
      askersColleague: [{ role: 'staff', urn: EASTMARSH }],
      helper: [{ role: 'head', urn: MARLOWE }],
      otherHead: [{ role: 'head', urn: UPLANDS }],
      // Wednesday is the interested one's day, so that the next day's broker takes the need.
      interestedBroker: [
        { role: 'broker', brokerWeekday: 3 },
        { role: 'head', urn: SALTERN },
      ],
      broker: [{ role: 'broker', brokerWeekday: 4 }],
      adviser: [{ role: 'adviser' }],
      officer: [{ role: 'officer' }],
      chair: [{ role: 'chair' }],
    };
    for (const [persona, held] of Object.entries(posts)) {
      const { id } = await this.house.person({ name: `The ${persona}`, posts: held });
      this.ids.set(persona as Persona, id);
    }
  }
}

/** A request for support that nothing is wrong with. */
export function aNeed(change: Partial<NeedToRaise> = {}): NeedToRaise {
  return {
    urn: EASTMARSH,
    primaryTheme: 'att.persistent',
    secondaryThemes: ['att.strategy'],
    keyStages: ['KS3', 'KS4'],
    sendThread: 'Pupils with SEN support miss twice as many sessions.',
    priority: 'this_term',
    wantedOutcome: 'Fewer pupils miss one session in ten.',
    halfDaysWanted: 4,
    windowFrom: '2026/27-3',
    windowTo: '2026/27-4',
    modes: ['in_person'],
    ...change,
  };
}

export const inDays = (days: number): LocalDate =>
  new Date(NOW.getTime() + days * 86_400_000).toISOString().slice(0, 10) as LocalDate;
