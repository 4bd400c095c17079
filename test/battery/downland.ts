import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sessions } from '@app/identity';
import { FixedClock, type AccountId, type AreaId, type PersonId } from '@app/kernel';
import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Client } from 'pg';
import { parse } from 'yaml';
import { seedDemoCommand, type OpenForSeeding } from '../../apps/ops/src/commands/seed-demo.js';
import { createWeb } from '../../apps/web/src/create-web.js';
import { WEB_ENTITIES } from '../../apps/web/src/entities.js';
import { publishedPolicy } from '../../apps/web/src/journeys/information/published-policy.js';
import { TEMPLATE_FOLDERS } from '../../apps/web/src/layout/a-page-server.fixture.js';
import { furnishedDatabase, type TestDatabase } from '../database.js';
import { Installation } from '../factories/an-installation.js';
import { theGoals } from '../factories/the-goals.js';
import { theMatrix } from '../factories/the-matrix.js';
import { PERSONAS, type PersonaName } from '../persona.js';
import { asItCame, formsOf, Window } from './window.js';

const ROOT = join(__dirname, '../..');
/** A Friday of term, whatever day it is. */
const TODAY = '2026-11-27';

interface Known {
  readonly id: PersonId;
  readonly account: AccountId;
}

/** The pages of the demonstration's county in this process: no browser, no worker, and a clock that stands. */
export class Downland {
  private readonly windows = new Map<PersonaName | 'nobody', Window>();

  private constructor(
    readonly database: TestDatabase,
    private readonly app: NestExpressApplication,
    private readonly client: Client,
    readonly clock: FixedClock,
    readonly area: AreaId,
    private readonly people: ReadonlyMap<string, Known>,
  ) {}

  static async open(): Promise<Downland> {
    const { database, told } = await furnishedDatabase('downland', seeded);
    const clock = new FixedClock(new Date(told));
    const app = await served(database, clock);
    const client = new Client({ connectionString: database.superuserUrl });
    await client.connect();
    const { rows } = await client.query<Known & { name: string; area: AreaId }>(
      `select id, account_id as account, name, area_id as area from identity.person where persona is not null`,
    );
    const people = new Map(rows.map(({ name, id, account }) => [name, { id, account }]));
    return new Downland(database, app, client, clock, rows[0]!.area, people);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.client.end();
    await this.database.drop();
  }

  get<Made>(made: Type<Made>): Made {
    return this.app.get(made, { strict: false });
  }

  who(name: PersonaName): Known {
    const known = this.people.get(PERSONAS[name]);
    if (!known) throw new Error(`Nobody in Downland is called ${PERSONAS[name]}.`);
    return known;
  }

  /** Each person's own browser, signed in once; nobody's has no session. */
  async window(who: PersonaName | 'nobody'): Promise<Window> {
    const known = this.windows.get(who);
    if (known) return known;
    const window = new Window(await this.app.getUrl(), await this.sessionOf(who));
    this.windows.set(who, window);
    if (who !== 'nobody') await confirmed(window);
    return window;
  }

  private async sessionOf(who: PersonaName | 'nobody'): Promise<string | null> {
    if (who === 'nobody') return null;
    const { id: person, account } = this.who(who);
    const asked = { account, person, area: this.area, by: 'persona', requestId: 'spec' } as const;
    return (await this.get(Sessions).start(asked)).id;
  }

  /** What is stored, past every wall; a change made here leaves no trace that a guard could ask for. */
  async stored<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query(sql, [...params])).rows as Row[];
  }

  /** Rows changed so far, by the log's own count: nothing changes in it without an entry. */
  async changes(): Promise<number> {
    const [row] = await this.stored<{ n: number }>(
      `select count(*)::int as n from audit.entry where kind = 'change'`,
    );
    return row?.n ?? -1;
  }
}

/** What weighs more asks whether it is really they: said once, for the ten minutes that here never pass. */
async function confirmed(window: Window): Promise<void> {
  const page = await window.open('/sign-in/again');
  const form = formsOf(page).find(({ action }) => action === '/sign-in/again/persona');
  if (!form) throw new Error(`Nobody can confirm who they are: ${page.words}`);
  await window.send(form, asItCame(form));
}

async function seeded(database: TestDatabase): Promise<string> {
  let end = new Date();
  const open: OpenForSeeding = async ({ clock, ids }) => {
    const made = await Installation.open({ clock, ids, database });
    return {
      get: made.get,
      close: async () => {
        end = clock.now();
        await made.close();
      },
    };
  };
  const output = { out: () => undefined, err: () => undefined };
  const code = await seedDemoCommand(open, ROOT, { today: TODAY, quiet: true }, output);
  if (code !== 0) throw new Error('Downland could not be seeded.');
  return end.toISOString();
}

async function served(database: TestDatabase, clock: FixedClock): Promise<NestExpressApplication> {
  const assets = mkdtempSync(join(tmpdir(), 'assets-'));
  for (const name of ['main.css', 'main.js']) writeFileSync(join(assets, name), '');
  const baseUrl = 'http://127.0.0.1';
  const app = await createWeb({
    layout: { baseUrl, sessionSecret: 'of the test', templates: TEMPLATE_FOLDERS, assets },
    platform: {
      ...{ process: 'web', databaseUrl: database.appUrl, auditorUrl: database.auditorUrl, redisUrl: null },
      ...{ pool: 8, statementTimeoutMs: 5_000, logLevel: 'silent' },
      ...{ matrix: theMatrix(), matrixHash: 'f'.repeat(64), entities: WEB_ENTITIES, clock },
      signIn: { secondFactor: 'off', fieldKeyFile: join(assets, 'field.key'), baseUrl, providers: [] },
    },
    engineHash: 'e'.repeat(64),
    erasureLedger: join(assets, 'erasures.jsonl'),
    goals: theGoals(),
    policy: publishedPolicy(parse(readFileSync(join(ROOT, 'config/policy/default.yaml'), 'utf8'))),
    demo: true,
  });
  await app.listen(0, '127.0.0.1');
  return app;
}
