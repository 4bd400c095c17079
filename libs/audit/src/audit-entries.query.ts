import {
  decide,
  listFilter,
  NotFound,
  parseUuid,
  requireAllowed,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { AuditTrail } from './audit-trail.js';
import { requireRange } from './require-range.js';

export interface EntryView {
  readonly id: string;
  readonly at: Date;
  /** `person:<id>`, `client:<id>` or `system:<name>`; the page finds the name. */
  readonly actor: string;
  readonly act: string;
  readonly outcome: 'done' | 'refused';
  readonly entity: string | null;
  readonly schools: readonly SchoolUrn[];
  readonly reason: string | null;
  /** Where they came in; `link` is one press in a mail, by whoever held it. */
  readonly door: string | null;
}

export interface EntryDetail extends EntryView {
  /** The canonical bytes, as they will be hashed into the area's tree; null for who may not read all of them. */
  readonly bytes: string | null;
  readonly details: readonly { name: string; value: string }[];
  /** Which columns of which rows this act changed. Their values stay closed: a need's text is not read through the log. */
  readonly changes: readonly { entity: string; act: string; columns: readonly string[] }[];
}

export interface EntryFilter {
  readonly school?: SchoolUrn;
  readonly act?: string;
  readonly entity?: string;
  readonly actor?: string;
  readonly outcome?: 'done' | 'refused';
  readonly from?: string;
  readonly to?: string;
  /** Only what was written before: reading leaves an entry of its own, so pages of one look need one end. */
  readonly before?: Date;
}

/** That something was read: who read it and why is what a head is told. */
const READING = /[.]read([.]|$)|^case[.]brief$|^breakglass[.]open$/;

/** Readings of what is a school's own sore point: who could read it, when and why, its head is shown (TRUST §3). */
const SORE_POINTS = [
  ...[
    'need.read.detail',
    'declaration.needs.read',
    'declaration.pause.read',
    'school.flags.read',
    'signal.read',
  ],
  ...['case.read', 'case.brief', 'breakglass.open'],
];

export interface ReadingView {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly act: string;
  readonly door: string | null;
  /** What was typed to say why; null where none is asked for. */
  readonly why: string | null;
}

/** Between who left a word and the head it was left to (TRUST §3): to all others not even how many there are. */
const BETWEEN_TWO = /^concern[.]/;

/** That an act was done, and the state that it led to: neither by whom, nor any of their words. */
export interface Happened {
  readonly at: Date;
  readonly act: string;
  readonly state: string | null;
  /** SHA-256 of the permission table that allowed it; null where a command did it without one. */
  readonly matrix: string | null;
}

const COLUMNS = `e.id, e.at, e.actor, e.act, e.outcome, e.entity, e.schools,
  substring(e.bytes from E'\\nreason=([^\\n]+)\\n') as reason,
  substring(e.bytes from E'\\ndoor=([^\\n]+)\\n') as door`;

/**
 * What the log says, for those who may read it. Reading is a sensitive read and leaves an entry of its own.
 * `tx` must be of the database role `trellis_auditor`: no other door may read the log.
 */
export class AuditEntries {
  constructor(
    private readonly matrix: Matrix,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Newest first, acts alone; a page of `limit` from `offset`, and how many there are in all.
   * @throws BadInput for days that are no range; NotFound for a school of which this reader may read nothing.
   */
  async list(
    tx: Tx,
    filter: EntryFilter,
    page: { limit: number; offset: number },
  ): Promise<{ total: number; entries: EntryView[] }> {
    requireRange(filter, new Date());
    const { where, params } = this.conditions(tx, filter);
    const [counted] = await tx.query<{ n: number }>(
      `select count(*)::int as n from audit.entry e where ${where}`,
      params,
    );
    const reader = this.readerOf(tx);
    if (filter.school !== undefined && counted?.n === 0 && isForeign(reader, filter.school))
      throw new NotFound();
    const entries = await tx.query<EntryView>(
      `select ${COLUMNS} from audit.entry e where ${where} order by e.at desc, e.seq desc
       limit $${String(params.length + 1)} offset $${String(params.length + 2)}`,
      [...params, page.limit, page.offset],
    );
    await this.trail.record(tx, {
      act: 'audit.read',
      entity: 'audit.entry:list',
      schools: filter.school === undefined ? [] : [filter.school],
    });
    return { total: counted?.n ?? 0, entries: entries.map((entry) => shownTo(reader, entry)) };
  }

  /**
   * Who read these records, when and why: the newest first, up to `limit`.
   * @param records as the log names them, without their versions, like `brokerage.pairing:<id>`.
   * @returns null for who reads less than the whole log: what they did themselves is not who read this.
   */
  async readings(tx: Tx, records: readonly string[], limit: number): Promise<EntryView[] | null> {
    if (!this.readsAll(tx)) return null;
    const { where, params } = this.conditions(tx, {});
    const entries = await tx.query<EntryView & { typed: string | null }>(
      `select ${COLUMNS}, (select d.value from audit.detail d where d.entry = e.id and d.name = 'reason') as typed
       from audit.entry e where ${where} and e.outcome = 'done' and e.act ~ $${String(params.length + 1)}
         and array_to_string((string_to_array(e.entity, ':'))[1:2], ':') = any ($${String(params.length + 2)})
       order by e.at desc, e.seq desc limit $${String(params.length + 3)}`,
      [...params, READING.source, [...records], limit],
    );
    await this.trail.record(tx, { act: 'audit.read', entity: 'audit.entry:list', schools: [] });
    return entries.map(({ typed, ...entry }) => ({ ...entry, reason: typed }));
  }

  /**
   * Who read what is sore about one's own school, the newest first.
   *
   * @param except whose readings are left out: of the school's own people, as the log names them.
   * @throws NotFound for who is not of the school.
   */
  async aboutOwnSchool(
    tx: Tx,
    school: SchoolUrn,
    except: readonly string[],
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly total: number; readonly readings: ReadingView[] }> {
    const { where, params } = this.conditions(tx, { school });
    if (!this.readerOf(tx).own.includes(school)) throw new NotFound();
    const from = `from audit.entry e where ${where} and e.outcome = 'done' and e.act = any ($${String(params.length + 1)})
      and e.actor <> all ($${String(params.length + 2)})`;
    const all = [...params, SORE_POINTS, [...except]];
    const [counted] = await tx.query<{ n: number }>(`select count(*)::int as n ${from}`, all);
    const readings = await tx.query<ReadingView & Record<string, unknown>>(
      `select e.id, e.at, e.actor, e.act, substring(e.bytes from E'\\ndoor=([^\\n]+)\\n') as door,
         (select d.value from audit.detail d where d.entry = e.id and d.name = 'reason') as why
       ${from} order by e.at desc, e.seq desc limit $${String(all.length + 1)} offset $${String(all.length + 2)}`,
      [...all, page.limit, page.offset],
    );
    await this.trail.record(tx, { act: 'audit.read', entity: 'audit.entry:list', schools: [school] });
    return { total: counted?.n ?? 0, readings };
  }

  /** @throws NotFound for an unknown id and for one this person may not see, alike. */
  async one(tx: Tx, id: string): Promise<EntryDetail> {
    const known = parseUuid(id);
    if (!known) throw new NotFound();
    const { where, params } = this.conditions(tx, {});
    const [entry] = await tx.query<EntryView & { bytes: string }>(
      `select ${COLUMNS}, e.bytes from audit.entry e where e.id = $${String(params.length + 1)} and ${where}`,
      [...params, known],
    );
    if (!entry) throw new NotFound();
    const reader = this.readerOf(tx);
    const whole = readsWhole(reader, entry);
    const details =
      this.mayReadDetails(tx) && (whole || READING.test(entry.act))
        ? await tx.query<{ name: string; value: string }>(
            `select name, value from audit.detail where entry = $1 order by name collate "C"`,
            [known],
          )
        : [];
    const changes = await tx.query<{ entity: string; act: string; columns: string[] }>(
      `select c.entity, c.act, array(select distinct k from audit.detail d, jsonb_object_keys(d.value::jsonb) k
         where d.entry = c.id order by k) as columns
       from audit.entry c where c.of_act = $1 and c.kind = 'change' order by c.seq`,
      [known],
    );
    await this.trail.record(tx, {
      act: 'audit.read',
      entity: `audit.entry:${known}`,
      schools: entry.schools,
    });
    return { ...shownTo(reader, entry), bytes: whole ? entry.bytes : null, details, changes };
  }

  /**
   * When these acts were done to one record, the first before the last. It is the record's own story for whoever may
   * read the record, which its query has decided before; nothing of the log but days, acts and the permission table's
   * hash leaves here. Where an act says itself `at` which moment it was done, that one counts: records are dated by the
   * same clock.
   * @param entity like `brokerage.pairing:<id>`.
   */
  async happened(tx: Tx, entity: string, acts: readonly string[]): Promise<Happened[]> {
    return tx.query<Happened>(
      `select coalesce((select d.value::timestamptz from audit.detail d where d.entry = e.id and d.name = 'at'), e.at) as at, e.act,
         (select d.value from audit.detail d where d.entry = e.id and d.name = 'state') as state,
         substring(e.bytes from E'\\nmatrix=([^\\n]+)\\n') as matrix
       from audit.entry e
       where ${inArea(tx, 'e')} and e.kind = 'act' and e.outcome = 'done' and e.act = any ($2)
         and (e.entity = $1 or starts_with(e.entity, $1 || ':'))
       order by 1, e.seq`,
      [entity, [...acts]],
    );
  }

  /** Whole entries, or that something happened (`meta`); an administrator sees sign-ins and rights alone (`security`). */
  private conditions(tx: Tx, filter: EntryFilter): { where: string; params: unknown[] } {
    const { view } = requireAllowed(
      decide(this.matrix, tx.actor, 'audit.read', { area: tx.area }, { now: new Date(), list: true }),
      { views: ['meta', 'security'] },
    );
    const columns = { touches: 'e.schools', actor: 'e.actor' };
    const rights = listFilter(this.matrix, tx.actor, 'audit.read', columns, 1, { views: [view] });
    const params = [...rights.params];
    const all = [`e.kind = 'act'`, inArea(tx, 'e'), rights.sql];
    if (view === 'security') all.push(`e.act ~ '^(session|person|role|token|signin|invitation|interest)[.]'`);
    const add = (value: unknown, condition: (n: string) => string): void => {
      if (value === undefined) return;
      params.push(value);
      all.push(condition(`$${params.length}`));
    };
    add(filter.school, (n) => `e.schools @> array[${n}]::text[]`);
    const reader = this.readerOf(tx);
    add(reader.actor, (n) => `e.act !~ '${BETWEEN_TWO.source}' or e.actor = ${n}`);
    // Nor can it be asked which entries of one's own school also touch another.
    if (filter.school !== undefined && !reader.wide && !reader.own.includes(filter.school)) {
      add(reader.actor, (n) => `e.actor = ${n}`);
      add(reader.own, (n) => `not (e.schools && ${n}::text[])`);
    }
    add(filter.act, (n) => `e.act = ${n}`);
    add(filter.entity, (n) => `starts_with(e.entity, ${n})`);
    add(filter.actor, (n) => `e.actor = ${n}`);
    add(filter.outcome, (n) => `e.outcome = ${n}`);
    add(filter.from, (n) => `e.at >= ${n}::date`);
    add(filter.to, (n) => `e.at < ${n}::date + 1`);
    add(filter.before, (n) => `e.at < ${n}::timestamptz`);
    return { where: all.map((condition) => `(${condition})`).join(' and '), params };
  }

  private readerOf(tx: Tx): Reader {
    const decided = decide(this.matrix, tx.actor, 'audit.read', { area: tx.area }, { now: new Date() });
    const own = tx.actor.posts.flatMap(({ school }) => school ?? []);
    return { wide: decided.allowed, own, actor: `person:${tx.actor.id}` };
  }

  private readsAll(tx: Tx): boolean {
    const decided = decide(this.matrix, tx.actor, 'audit.read', { area: tx.area }, { now: new Date() });
    return decided.allowed && decided.view === null;
  }

  /** Free text beside an entry is for those who may read the whole of it. */
  private mayReadDetails(tx: Tx): boolean {
    const decided = decide(
      this.matrix,
      tx.actor,
      'audit.read',
      { area: tx.area },
      { now: new Date(), list: true },
    );
    return decided.allowed && decided.view === null;
  }
}

/** Who reads: the whole area's log; or what touched their own school, and what they did themselves. */
interface Reader {
  readonly wide: boolean;
  readonly own: readonly SchoolUrn[];
  readonly actor: string;
}

/** Of no school whose entries they read; what they did there themselves they read all the same. */
function isForeign({ wide, own }: Reader, school: SchoolUrn): boolean {
  return !wide && !own.includes(school);
}

/**
 * A head's own answer to a blind request names, in the log, the school that asks: of what touches their own school they
 * read their own side alone, whoever did it.
 */
function readsWhole({ wide, own, actor }: Reader, entry: EntryView): boolean {
  return wide || (entry.actor === actor && !entry.schools.some((urn) => own.includes(urn)));
}

/**
 * A head reads what touched their own school, and not which other school it touched: a proposal names both, and the
 * supporter must not learn here who asks, nor the school that asks whom it might be (I-35).
 */
function shownTo<Entry extends EntryView>(reader: Reader, entry: Entry): Entry {
  if (readsWhole(reader, entry)) return entry;
  return { ...entry, schools: entry.schools.filter((urn) => reader.own.includes(urn)) };
}
