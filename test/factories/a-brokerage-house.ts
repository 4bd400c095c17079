import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  FixedClock,
  type Actor,
  type MatchRunId,
  type NeedId,
  type PersonId,
  type SchoolUrn,
} from '@app/kernel';
import { ASSURANCE_ENTITIES, AssuranceModule } from '@app/assurance';
import { BOARD_REPORT_ENTITIES, BoardReportModule } from '@app/board-report';
import {
  BROKERAGE_ENTITIES,
  BrokerageModule,
  ConcludeRun,
  flowOf,
  RequestMatchRun,
  ScoreShard,
  StartMatchRun,
} from '@app/brokerage';
import { Actors, IDENTITY_ENTITIES, systemActor } from '@app/identity';
import { IMPACT_ENTITIES, ImpactModule } from '@app/impact';
import { NETWORK_ENTITIES, NetworkModule } from '@app/network';
import { PlatformModule, UnitOfWork, type Tx } from '@app/platform';
import {
  AgreeNeed,
  DeclareCapacity,
  DeclareOffer,
  Needs,
  PROFILES_ENTITIES,
  RaiseNeed,
  TriageNeed,
  type AskedApproach,
  type OfferToDeclare,
} from '@app/profiles';
import {
  AddSchoolsToArea,
  AdoptSetting,
  ProposeSetting,
  SCHOOLS_ENTITIES,
  type SettingKind,
} from '@app/schools';
import { parse } from 'yaml';
import { areaTemplates } from './area-templates.js';
import { NORTH, TestHouse } from './an-area.js';
import { theGoals } from './the-goals.js';
import { theMatrix } from './the-matrix.js';

export const EASTMARSH = '990005' as SchoolUrn;
export const MARLOWE = '990013' as SchoolUrn;
export const SALTERN = '990020' as SchoolUrn;
export const UPLANDS = '990022' as SchoolUrn;
export const QUARRY = '990030' as SchoolUrn;
export const SILENT = '990040' as SchoolUrn;

export const NOW = new Date('2026-11-25T09:00:00Z');
export const ENGINE = 'e'.repeat(64);

export type Persona =
  'asker' | 'broker' | 'interestedBroker' | 'adviser' | 'officer' | 'chair' | 'board' | 'head';

/** Eastmarsh asks; four schools offer; one offers nothing. Saltern shares Eastmarsh's trust. */
export class BrokerageHouse {
  private readonly people = new Map<Persona, PersonId>();

  private constructor(
    readonly house: TestHouse,
    readonly clock: FixedClock,
    private readonly app: INestApplicationContext,
  ) {}

  static async open(engine = ENGINE): Promise<BrokerageHouse> {
    const { house, told } = await TestHouse.furnished('brokerage', async (empty) => {
      const first = await BrokerageHouse.wired(empty, engine);
      await first.furnish();
      await first.populate();
      await first.app.close();
      return { people: [...first.people], heads: [...first.heads] };
    });
    const made = await BrokerageHouse.wired(house, engine);
    told.people.forEach(([persona, id]) => made.people.set(persona, id));
    told.heads.forEach(([urn, id]) => made.heads.set(urn, id));
    return made;
  }

  private static async wired(house: TestHouse, engine: string): Promise<BrokerageHouse> {
    const clock = new FixedClock(NOW);
    const platform = PlatformModule.forRoot({
      ...{ process: 'web', databaseUrl: house.database.appUrl, redisUrl: null, pool: 8 },
      auditorUrl: house.database.auditorUrl,
      ...{ statementTimeoutMs: 5_000, logLevel: 'silent', matrix: theMatrix(), matrixHash: 'f'.repeat(64) },
      entities: [
        ...IDENTITY_ENTITIES,
        ...SCHOOLS_ENTITIES,
        ...PROFILES_ENTITIES,
        ...BROKERAGE_ENTITIES,
        ...IMPACT_ENTITIES,
        ...BOARD_REPORT_ENTITIES,
        ...ASSURANCE_ENTITIES,
        ...NETWORK_ENTITIES,
      ],
      clock,
    });
    Logger.overrideLogger(false);
    const root = {
      module: class Root {},
      imports: [
        platform,
        BrokerageModule.forRoot(engine),
        ImpactModule.forRoot(engine),
        AssuranceModule.forRoot(engine),
        NetworkModule,
        BoardReportModule.forRoot(engine, theGoals()),
      ],
    };
    return new BrokerageHouse(house, clock, await NestFactory.createApplicationContext(root));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.house.close();
  }

  get<Made>(made: Type<Made>): Made {
    return this.app.get(made, { strict: false });
  }

  async as(persona: Persona, school?: SchoolUrn): Promise<Actor> {
    const person = persona === 'head' ? this.heads.get(school ?? MARLOWE) : this.people.get(persona);
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt: NOW } as const;
    const actor = person && (await this.get(Actors).of({ ...came, person }));
    if (!actor) throw new Error(`There is no ${persona}.`);
    return actor;
  }

  async asking<Answer>(persona: Persona, body: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    return this.get(UnitOfWork).run(await this.as(persona), NORTH, body);
  }

  async askingAs<Answer>(actor: Actor, body: (tx: never) => Promise<Answer>): Promise<Answer> {
    return this.get(UnitOfWork).run(actor, NORTH, (tx) => body(tx as never));
  }

  /** A need that is open: asked for, looked at by the broker, agreed, and it is said who may be approached. */
  async openNeed(...told: Parameters<BrokerageHouse['namedOpenNeed']>): Promise<NeedId> {
    return (await this.namedOpenNeed(...told)).id;
  }

  /** The same, with its reference. */
  async namedOpenNeed(
    change: Partial<Parameters<RaiseNeed['execute']>[2]> = {},
    approach: AskedApproach = { kind: 'anyone', urns: [] },
    by?: Actor,
  ): Promise<{ readonly id: NeedId; readonly reference: string }> {
    const asker = by ?? (await this.as('asker'));
    const { id, reference } = await this.get(RaiseNeed).execute(asker, NORTH, {
      ...{ urn: EASTMARSH, primaryTheme: 'att.persistent', keyStages: ['KS3', 'KS4'] },
      ...{ sendThread: 'Pupils with SEN support miss twice as many sessions.', priority: 'this_term' },
      ...{ wantedOutcome: 'Fewer pupils miss one session in ten.', halfDaysWanted: 4 },
      ...{ windowFrom: '2026/27-3', windowTo: '2026/27-4', modes: ['in_person'] },
      ...change,
    });
    const version = await this.get(TriageNeed).execute(await this.as('broker'), NORTH, {
      ...{ need: reference, version: 1, priority: 'this_term', nextDate: '2026-11-27', diagnosed: true },
    });
    await this.get(AgreeNeed).execute(asker, NORTH, { need: reference, version, approach });
    return { id, reference };
  }

  async offer(urn: SchoolUrn, change: Partial<OfferToDeclare> = {}, halfDays = 16): Promise<string> {
    const head = urn === EASTMARSH ? await this.as('asker') : await this.as('head', urn);
    await this.get(DeclareCapacity).execute(head, NORTH, {
      urn,
      capacity: [
        { halfTerm: '2026/27-3', band: 'more', halfDays },
        { halfTerm: '2026/27-4', band: 'more', halfDays },
      ],
    });
    return this.get(DeclareOffer).execute(head, NORTH, {
      urn,
      themes: [{ theme: 'att.persistent', depth: 'can_work_alongside', howWeKnow: 'Our own figures' }],
      keyStages: ['KS3', 'KS4'],
      modes: ['in_person'],
      ...change,
    });
  }

  /** What the queue would do, here and now. */
  async finish(run: MatchRunId): Promise<void> {
    await this.get(StartMatchRun).execute(NORTH, run);
    const [row] = await this.house.asSuperuser<{ token: string; needs: number }>(
      `select l.token, cardinality(r.need_ids) as needs from brokerage.match_run r
       join platform.lease l on l.subject = 'run:' || r.id where r.id = $1`,
      [run],
    );
    const token = Number(row?.token);
    for (const { data } of flowOf(run, token, row?.needs ?? 0).shards) {
      const [from, to] = data.range ?? [0, 0];
      await this.get(ScoreShard).execute(NORTH, { run, token, from, to });
    }
    await this.get(ConcludeRun).execute(NORTH, run, token);
  }

  async run(needIds: readonly NeedId[] | null = null, who: Persona = 'broker'): Promise<MatchRunId> {
    const { id } = await this.get(RequestMatchRun).execute(await this.as(who), NORTH, { needIds });
    await this.finish(id);
    return id;
  }

  async raw(sql: string, params: readonly unknown[] = []): Promise<void> {
    await this.house.asSuperuser(sql, params);
  }

  private readonly heads = new Map<SchoolUrn, PersonId>();

  private async furnish(): Promise<void> {
    const { house } = this;
    const places: [SchoolUrn, string, string | undefined, number][] = [
      [EASTMARSH, 'Eastmarsh Academy', '99001', 500_000],
      [MARLOWE, 'Marlowe School', undefined, 511_400],
      [SALTERN, 'Saltern Academy', '99001', 503_000],
      [UPLANDS, 'Uplands School', undefined, 520_000],
      [QUARRY, 'Quarry Lane School', undefined, 515_000],
      [SILENT, 'Silent School', undefined, 505_000],
    ];
    for (const [urn, name, trust, easting] of places) {
      await house.school(urn, name, trust === undefined ? {} : { trust });
      await house.asSuperuser(
        `set session_replication_role = replica; update schools.school set easting = ${String(easting)}, northing = 100000, trust_known = true where urn = '${urn}'`,
      );
    }
    await this.get(UnitOfWork).run(systemActor('ops', NORTH), NORTH, async (tx) => {
      const policy = parse(
        readFileSync(join(__dirname, '../../config/policy/default.yaml'), 'utf8'),
      ) as unknown;
      for (const [kind, body] of Object.entries({ ...areaTemplates(), policy })) {
        const id = await this.get(ProposeSetting).inside(tx, { kind: kind as SettingKind, body });
        await this.get(AdoptSetting).inside(tx, id);
      }
      await this.get(AddSchoolsToArea).inside(tx, '999');
    });
  }

  private async populate(): Promise<void> {
    const posts: Record<Exclude<Persona, 'head'>, Parameters<TestHouse['person']>[0]['posts']> = {
      asker: [{ role: 'head', urn: EASTMARSH }],
      interestedBroker: [
        { role: 'broker', brokerWeekday: 5 },
        { role: 'head', urn: UPLANDS },
      ],
      broker: [{ role: 'broker', brokerWeekday: 3 }],
      adviser: [{ role: 'adviser' }],
      officer: [{ role: 'officer' }],
      chair: [{ role: 'chair' }],
      board: [{ role: 'board' }],
    };
    for (const [persona, held] of Object.entries(posts)) {
      const { id } = await this.house.person({ name: `The ${persona}`, posts: held });
      this.people.set(persona as Persona, id);
    }
    for (const urn of [MARLOWE, SALTERN, QUARRY]) {
      const { id } = await this.house.person({
        name: `Head of ${urn}`,
        email: `head.${urn}@example.org`,
        posts: [{ role: 'head', urn }],
      });
      this.heads.set(urn, id);
    }
    this.heads.set(UPLANDS, this.people.get('interestedBroker') as PersonId);
  }

  async needState(id: NeedId): Promise<string> {
    const [row] = await this.house.asSuperuser<{ reference: string }>(
      'select reference from profiles.need where id = $1',
      [id],
    );
    const need = await this.asking('broker', (tx) => this.get(Needs).summary(tx, row?.reference ?? ''));
    return need.state;
  }
}
