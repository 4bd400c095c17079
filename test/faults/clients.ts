import { fsyncSync, mkdtempSync, openSync, readFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chance } from './chance.js';
import type { Stack } from './stack.js';

/** What was acknowledged, on the disk before anything else is asked. */
export class Journal {
  private readonly file = join(mkdtempSync(join(tmpdir(), 'trellis-journal-')), 'acks');
  private readonly handle = openSync(this.file, 'a');

  note(line: Ack): void {
    writeSync(this.handle, `${JSON.stringify(line)}\n`);
    fsyncSync(this.handle);
  }

  all(): Ack[] {
    const lines = readFileSync(this.file, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Ack);
  }
}

export interface Ack {
  readonly kind: 'need' | 'question';
  /** In the text that was sent: found again in what is stored. */
  readonly mark: string;
  /** What the answer named. */
  readonly reference: string;
}

export interface Seen {
  acks: number;
  /** Sent again under the same key, after an error or after an acknowledgement. */
  retries: number;
  /** Status codes and broken connections by how often. */
  readonly answers: Record<string, number>;
  /** What should never be: another answer under one key, a 500. */
  readonly wrong: string[];
}

const PERSONAS = { asker: 'Grace Okoro', helper: 'Daniel Fry' } as const;
const PATIENCE_MS = 15_000;

/** Somebody who writes, notes what was acknowledged, and sends the same again until it is. */
export class Clients {
  readonly seen: Seen = { acks: 0, retries: 0, answers: {}, wrong: [] };
  private count = 0;
  private stopped = false;
  private running: Promise<void>[] = [];
  private readonly chance: Chance;
  private people: Person[] = [];

  constructor(
    private readonly stack: Stack,
    private readonly journal: Journal,
    seed: number,
  ) {
    this.chance = new Chance(seed);
  }

  async start(many: number): Promise<void> {
    this.people = await Promise.all(
      [PERSONAS.asker, PERSONAS.helper].map((who) => Person.signIn(this.stack, who)),
    );
    for (let client = 0; client < many; client += 1) this.running.push(this.go(client));
  }

  /** What is under way is still sent until it is acknowledged. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  /** Of the one who asks. */
  token(): string {
    return this.people[0]?.token ?? '';
  }

  private async go(client: number): Promise<void> {
    while (!this.stopped) {
      this.count += 1;
      const mark = `mark-${String(client)}-${String(this.count)}`;
      const kind = client % 2 === 0 ? 'need' : 'question';
      const send = kind === 'need' ? (): Promise<Answer> => this.need(mark) : this.question(mark);
      const reference = await this.until(send);
      this.journal.note({ kind, mark, reference });
      this.seen.acks += 1;
      if (this.chance.next() > 0.25) continue;
      this.seen.retries += 1;
      const again = await this.until(send);
      if (again !== reference) this.seen.wrong.push(`${mark}: ${reference} became ${again}`);
    }
  }

  private async until(send: () => Promise<Answer>): Promise<string> {
    for (let tries = 0; ; tries += 1) {
      if (tries > 0) this.seen.retries += 1;
      const answer = await send().catch((error: unknown) => ({
        ...{ status: 'no answer', reference: null, text: String(error) },
      }));
      const said = String(answer.status);
      this.seen.answers[said] = (this.seen.answers[said] ?? 0) + 1;
      if (answer.reference !== null) return answer.reference;
      const fine = ['no answer', '503', '429'].includes(said);
      if (!fine) this.seen.wrong.push(`${said}: ${answer.text.replaceAll(/\s+/g, ' ').slice(0, 300)}`);
      if (!fine && tries > 20) throw new Error(`It is refused for good: ${answer.text.slice(0, 500)}`);
      await new Promise((later) => setTimeout(later, 100));
    }
  }

  private async need(mark: string): Promise<Answer> {
    const [asker] = this.people;
    const answer = await fetch(`${this.stack.url('api')}/api/v1/needs`, {
      ...{ method: 'POST', signal: AbortSignal.timeout(PATIENCE_MS) },
      headers: {
        ...{ authorization: `Bearer ${asker?.token ?? ''}`, 'content-type': 'application/json' },
        'idempotency-key': mark,
      },
      body: JSON.stringify({
        ...{ urn: asker?.urn, primaryTheme: 'att.persistent', keyStages: ['KS3'], modes: ['in_person'] },
        ...{ sendThread: 'Pupils with SEN support.', wantedOutcome: mark, halfDaysWanted: 2 },
        ...{ windowFrom: asker?.halfTerms[0], windowTo: asker?.halfTerms[1], priority: 'now' },
      }),
    });
    const text = await answer.text();
    const reference = answer.status === 201 ? (JSON.parse(text) as { reference: string }).reference : null;
    return { status: answer.status, reference, text };
  }

  /** One use of the form: its key is the same however often it is sent, at either of the two. */
  private question(mark: string): () => Promise<Answer> {
    const person = this.people[1];
    const key = crypto.randomUUID();
    return async () => {
      const part = this.chance.one(['web-0', 'web-1'] as const);
      const form = { theme: 'att.persistent', text: `${mark} How did you do it?`, _key: key };
      const answer = await person!.post(part, '/practice/new', form);
      const where = answer.headers.get('location') ?? '';
      const reference = answer.status === 303 && where.startsWith('/practice/') ? where.slice(10) : null;
      return { status: answer.status, reference, text: `${where} ${await answer.text()}` };
    };
  }
}

interface Answer {
  readonly status: number | string;
  readonly reference: string | null;
  readonly text: string;
}

/** Somebody of the demonstration, at both processes that serve pages. */
export class Person {
  token = '';
  urn = '';
  halfTerms: string[] = [];
  private cookie = '';
  private csrf = '';

  private constructor(private readonly stack: Stack) {}

  static async signIn(stack: Stack, name: string): Promise<Person> {
    const made = new Person(stack);
    const page = await made.get('web-0', '/sign-in');
    const forms = page.split('<form').filter((form) => form.includes(name));
    const person = /name="person" value="([^"]+)"/.exec(forms[0] ?? '')?.[1] ?? '';
    await made.post('web-0', '/sign-in/persona', { person, next: '/' });
    await made.get('web-0', '/me');
    const issued = await made.post('web-0', '/me/tokens', { label: 'faults', days: '30' });
    made.token = /trl_[A-Za-z0-9_-]{43}/.exec(await issued.text())?.[0] ?? '';
    if (made.token === '') throw new Error(`${name} got no token.`);
    const [school] = await stack.sql<{ urn: string }>(
      `select a.urn from identity.appointment a join identity.person p on p.id = a.person_id
       where p.name = $1 and a.role = 'head'`,
      [name],
    );
    made.urn = school?.urn ?? '';
    const windows = await stack.sql<{ half_term: string }>(
      'select distinct half_term from profiles.capacity_window order by 1 desc limit 2',
    );
    made.halfTerms = windows.map((each) => each.half_term).reverse();
    return made;
  }

  async get(part: 'web-0' | 'web-1', path: string): Promise<string> {
    const answer = await fetch(this.stack.url(part) + path, { headers: { cookie: this.cookie } });
    this.keep(answer);
    const text = await answer.text();
    this.csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.csrf;
    return text;
  }

  async post(part: 'web-0' | 'web-1', path: string, form: Record<string, string>): Promise<Response> {
    const answer = await fetch(this.stack.url(part) + path, {
      ...{ method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) },
      headers: { cookie: this.cookie, origin: this.stack.baseUrl },
      body: new URLSearchParams({ _csrf: this.csrf, ...form }),
    });
    this.keep(answer);
    return answer;
  }

  private keep(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) this.cookie = line.split(';')[0] ?? '';
  }
}
