import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { BOARD_REPORT_ENTITIES } from '@app/board-report';
import { BROKERAGE_ENTITIES, ConcludeRun, flowOf, ScoreShard, StartMatchRun } from '@app/brokerage';
import { IMPACT_ENTITIES } from '@app/impact';
import { Actors, IDENTITY_ENTITIES, systemActor, Tokens, type Allowances } from '@app/identity';
import { FixedClock, type MatchRunId, type SchoolUrn } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { DeclareCapacity, DeclareOffer, PROFILES_ENTITIES } from '@app/profiles';
import {
  AddSchoolsToArea,
  AdoptSetting,
  ProposeSetting,
  SCHOOLS_ENTITIES,
  type SettingKind,
} from '@app/schools';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { parse } from 'yaml';
import { areaTemplates } from '../../../test/factories/area-templates.js';
import { NORTH, SOUTH, TestHouse } from '../../../test/factories/an-area.js';
import { theGoals } from '../../../test/factories/the-goals.js';
import { theMatrix } from '../../../test/factories/the-matrix.js';
import { readApiDocument } from '@config/settings.js';
import { asDocumented } from './openapi/as-documented.fixture.js';
import { createApi } from './create-api.js';

export const EASTMARSH = '990005' as SchoolUrn;
export const MARLOWE = '990013' as SchoolUrn;
export const SALTERN = '990020' as SchoolUrn;
export const ELSEWHERE = '990099' as SchoolUrn;
/** Became Marlowe School. */
export const OLD_MARLOWE = '990014' as SchoolUrn;

export const NOW = new Date('2026-11-25T09:00:00Z');

export type Persona =
  | 'asker'
  | 'helper'
  | 'sibling'
  | 'broker'
  | 'interestedBroker'
  | 'officer'
  | 'chair'
  | 'trust'
  | 'stranger'
  | 'administrator'
  | Further;
/** People of the specs that ask for them. */
export type Further = 'adviser' | 'deputy';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // A JSON answer is read by the specs as it comes.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly json: any;
}

export interface Asked {
  readonly body?: unknown;
  /** As it is sent: bytes or text that no JSON writer would make. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** The Idempotency-Key; a fresh one where left out, none where null. */
  readonly key?: string | null;
}

const ROOT = join(__dirname, '../../..');
const READ_WITHIN_MS = 1_500;
const ENOUGH = { most: 1_000_000, seconds: 300 };
export const ENDLESS: Allowances = { reads: ENOUGH, writes: ENOUGH, runs: ENOUGH };
/** What GOV.UK Notify was told to bring along. */
export const RECEIPTS = 'r'.repeat(40);

/** The API as it runs in service, listening on the loopback, with people of two areas and their tokens. */
export class ApiHouse {
  readonly tokens = new Map<Persona, string>();
  private keys = 0;

  private constructor(
    readonly house: TestHouse,
    readonly app: NestExpressApplication,
    readonly port: number,
  ) {}

  /**
   * @param allowances left out: as much as a spec likes. @param logLevel left out: it says nothing.
   * @param by what the API reaches its database through; left out: nothing between.
   */
  static async open(
    allowances: Allowances = ENDLESS,
    logLevel = 'silent',
    by: (url: string) => string = (url) => url,
  ): Promise<ApiHouse> {
    const { house, told } = await TestHouse.furnished('api', async (empty) => {
      const first = await ApiHouse.wired(empty, ENDLESS);
      await first.furnish();
      await first.people();
      await first.app.close();
      return { persons: [...first.persons], tokens: [...first.tokens] };
    });
    const made = await ApiHouse.wired(house, allowances, logLevel, by);
    told.persons.forEach(([who, person]) => made.persons.set(who, person));
    told.tokens.forEach(([who, token]) => made.tokens.set(who, token));
    return made;
  }

  private static async wired(
    house: TestHouse,
    allowances: Allowances,
    logLevel = 'silent',
    by = (url: string): string => url,
  ): Promise<ApiHouse> {
    const app = await createApi({
      platform: {
        ...{ process: 'api', databaseUrl: by(house.database.appUrl), redisUrl: null, pool: 8 },
        auditorUrl: by(house.database.auditorUrl),
        ...{ statementTimeoutMs: 5_000, logLevel, matrix: theMatrix(), matrixHash: 'f'.repeat(64) },
        entities: [
          ...[...IDENTITY_ENTITIES, ...SCHOOLS_ENTITIES, ...PROFILES_ENTITIES],
          ...[...BROKERAGE_ENTITIES, ...IMPACT_ENTITIES, ...BOARD_REPORT_ENTITIES],
        ],
        clock: new FixedClock(NOW),
      },
      document: readApiDocument(ROOT),
      engineHash: 'e'.repeat(64),
      goals: theGoals(),
      cursorSecret: 'of the test',
      baseUrl: 'https://trellis.example',
      ...{ readWithinMs: READ_WITHIN_MS, allowances },
      receiptToken: RECEIPTS,
    });
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new ApiHouse(house, app, port);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.house.close();
  }

  get<Made>(made: new (...parts: never[]) => Made): Made {
    return this.app.get(made, { strict: false });
  }

  async ask(who: Persona | null, method: string, path: string, asked: Asked = {}): Promise<Answered> {
    this.keys += 1;
    const token = who === null ? undefined : this.tokens.get(who);
    const key = asked.key === undefined ? `key-${String(this.keys)}` : asked.key;
    const write = method !== 'GET' && method !== 'HEAD';
    const sent = asked.raw ?? (asked.body === undefined ? undefined : JSON.stringify(asked.body));
    const response = await fetch(`http://127.0.0.1:${String(this.port)}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(write ? { 'Content-Type': 'application/json' } : {}),
        ...(write && key !== null ? { 'Idempotency-Key': key } : {}),
        ...asked.headers,
      },
      ...(sent === undefined ? {} : { body: typeof sent === 'string' ? sent : new Uint8Array(sent) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    const json: unknown = isJson ? JSON.parse(text) : null;
    const answer = { status: response.status, headers: response.headers, text, json };
    asDocumented(method, path, asked, answer);
    return answer;
  }

  async raise(change: Readonly<Record<string, unknown>> = {}): Promise<{ id: string; reference: string }> {
    const made = await this.ask('asker', 'POST', '/api/v1/needs', { body: aNeed(change) });
    if (made.status !== 201) throw new Error(`No need was raised: ${made.text}`);
    return made.json as { id: string; reference: string };
  }

  /** One that a run may use: looked at by its broker, agreed by its head. */
  async openNeed(): Promise<{ id: string; reference: string }> {
    const need = await this.raise();
    const path = `/api/v1/needs/${need.reference}`;
    const clear = await this.ask('broker', 'PATCH', path, {
      body: { priority: 'this_term', nextDate: '2026-11-27', diagnosed: true },
      headers: { 'If-Match': `"need-${need.id}-1"` },
    });
    const agreed = await this.ask('asker', 'POST', `${path}/agree`, {
      body: { approach: { kind: 'anyone', urns: [] } },
      headers: { 'If-Match': clear.headers.get('etag') ?? '' },
    });
    if (agreed.status !== 200) throw new Error(`The need was not agreed: ${agreed.text}`);
    return need;
  }

  /** Marlowe offers help with attendance, with days in both half-terms. */
  async offer(who: 'helper' | 'sibling', urn: SchoolUrn): Promise<void> {
    const actor = await this.actorOf(who);
    const capacity = ['2026/27-3', '2026/27-4'].map((halfTerm) => ({ halfTerm, band: 'more', halfDays: 16 }));
    await this.get(DeclareCapacity).execute(actor, NORTH, { urn, capacity });
    await this.get(DeclareOffer).execute(actor, NORTH, {
      urn,
      themes: [{ theme: 'att.persistent', depth: 'can_work_alongside', howWeKnow: 'Our own figures' }],
      keyStages: ['KS3', 'KS4'],
      modes: ['in_person'],
    });
  }

  /** What the queue would do, here and now. */
  async finish(id: string): Promise<void> {
    const run = id as MatchRunId;
    await this.get(StartMatchRun).execute(NORTH, run);
    const [row] = await this.house.asSuperuser<{ token: string; needs: number }>(
      `select l.token, cardinality(r.need_ids) as needs from brokerage.match_run r
       join platform.lease l on l.subject = 'run:' || r.id where r.id = $1`,
      [id],
    );
    const token = Number(row?.token);
    for (const { data } of flowOf(run, token, row?.needs ?? 0).shards) {
      const [from, to] = data.range ?? [0, 0];
      await this.get(ScoreShard).execute(NORTH, { run, token, from, to });
    }
    await this.get(ConcludeRun).execute(NORTH, run, token);
  }

  /** Every row of the house that a request could have changed, counted; the log of reads apart. */
  async rows(): Promise<Readonly<Record<string, number>>> {
    const tables = ['profiles.need', 'profiles.need_move', 'platform.outbox', 'platform.idempotency'];
    const more = [
      'brokerage.match_run',
      'brokerage.proposal',
      'brokerage.broker_choice',
      'brokerage.plan_mark',
      'identity.token',
      'identity.client',
    ];
    const works = [
      'brokerage.pairing',
      'brokerage.agenda',
      'brokerage.visit',
      'brokerage.planned_visit',
      'brokerage.deadline',
      'brokerage.light_pairing',
      'brokerage.project',
      'brokerage.project_school',
      'brokerage.review_point',
      'brokerage.tending',
      'brokerage.body_consent',
      'impact.sign_off',
      'board_report.goal',
      'profiles.declaration',
      'profiles.capacity_window',
    ];
    // A receipt of a read, and the entry that a denial leaves, are no trace of a change.
    const acts = `select 'acts' as name, count(*)::int as n from audit.entry
      where act <> all ('{need.read.detail,declaration.needs.read,run.read,proposal.read,case.brief,visit.read,audit.read}') and outcome is distinct from 'refused'`;
    const counts = [...tables, ...more, ...works].map(
      (each) => `select '${each}' as name, count(*)::int as n from ${each}`,
    );
    const versioned = [
      'profiles.need',
      'brokerage.pairing',
      'brokerage.agenda',
      'brokerage.visit',
      'brokerage.planned_visit',
      'brokerage.light_pairing',
      'brokerage.project',
      'brokerage.project_school',
      'brokerage.body_consent',
      'profiles.declaration',
      'identity.client',
    ];
    const versions = versioned.map(
      (each) => `select 'versions of ${each}' as name, coalesce(sum(version), 0)::int as n from ${each}`,
    );
    const rows = await this.house.asSuperuser<{ name: string; n: number }>(
      [...counts, acts, ...versions].join(' union all '),
    );
    return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
  }

  private readonly persons = new Map<Persona, Awaited<ReturnType<TestHouse['person']>>>();

  async actorOf(who: Persona): Promise<NonNullable<Awaited<ReturnType<Actors['of']>>>> {
    const area = who === 'stranger' ? SOUTH : NORTH;
    const came = { area, door: 'web', requestId: 'spec', signedInAt: NOW } as const;
    const person = this.persons.get(who);
    const actor = person && (await this.get(Actors).of({ ...came, person: person.id }));
    if (!actor) throw new Error(`There is no ${who}.`);
    return actor;
  }

  personOf(who: Persona): string {
    return this.persons.get(who)?.id ?? '';
  }

  /** What no verb of this room does: past every wall and trigger. */
  async beyond(sql: string): Promise<void> {
    await this.house.asSuperuser(`set session_replication_role = replica; ${sql}`);
  }

  private async furnish(): Promise<void> {
    const { house } = this;
    await house.school(EASTMARSH, 'Eastmarsh Academy', { trust: '99001' });
    await house.school(MARLOWE, 'Marlowe School');
    await house.school(SALTERN, 'Saltern Academy', { trust: '99001' });
    await house.school(OLD_MARLOWE, 'Old Marlowe School');
    await house.school(ELSEWHERE, 'Elsewhere School', { laCode: '998' });
    await this.beyond(
      `update schools.school set trust_known = true, easting = 500000 + right(urn, 3)::int * 100, northing = 100000`,
    );
    const policyFile = join(__dirname, '../../../config/policy/default.yaml');
    const policy = parse(readFileSync(policyFile, 'utf8')) as unknown;
    await this.get(UnitOfWork).run(systemActor('ops', NORTH), NORTH, async (tx) => {
      for (const [kind, body] of Object.entries({ ...areaTemplates(), policy })) {
        const id = await this.get(ProposeSetting).inside(tx, { kind: kind as SettingKind, body });
        await this.get(AdoptSetting).inside(tx, id);
      }
      await this.get(AddSchoolsToArea).inside(tx, '999');
    });
    await this.beyond(
      `update schools.school set status = 'closed' where urn = '${OLD_MARLOWE}';
       insert into schools.school_link select '${OLD_MARLOWE}', '${MARLOWE}', 'successor', '2026-09-01', import_id
       from schools.school where urn = '${MARLOWE}'`,
    );
  }

  private async people(): Promise<void> {
    const posts: Record<Exclude<Persona, Further>, Parameters<TestHouse['person']>[0]['posts']> = {
      asker: [{ role: 'head', urn: EASTMARSH }],
      helper: [{ role: 'head', urn: MARLOWE }],
      sibling: [{ role: 'head', urn: SALTERN }],
      broker: [{ role: 'broker', brokerWeekday: 3 }],
      interestedBroker: [
        { role: 'broker', brokerWeekday: 5 },
        { role: 'head', urn: SALTERN },
      ],
      officer: [{ role: 'officer' }],
      chair: [{ role: 'chair' }],
      trust: [{ role: 'body', body: '99001' }],
      administrator: [{ role: 'sysadmin' }],
      stranger: [{ role: 'broker', brokerWeekday: 3 }],
    };
    for (const [name, held] of Object.entries(posts)) await this.appoint(name as Persona, held);
  }

  async alsoWith(who: Further): Promise<void> {
    await this.appoint(who, [{ role: who === 'deputy' ? 'chair' : who }]);
  }

  private async appoint(who: Persona, posts: Parameters<TestHouse['person']>[0]['posts']): Promise<void> {
    const area = who === 'stranger' ? SOUTH : NORTH;
    const person = await this.house.person({ name: `The ${who}`, area, posts });
    this.persons.set(who, person);
    const asked = { label: 'A program', days: 365 };
    this.tokens.set(who, await this.get(Tokens).issue(await this.actorOf(who), area, person.account, asked));
  }
}

/** A request for support that nothing is wrong with. */
export function aNeed(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
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
